"""What must not get into the archive: half a page, and what no reader could take for an article."""

from collections.abc import Mapping

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse

from spiders.outcomes import RefusedError
from spiders.report import Health
from spiders.wholeness import is_ended, is_torn, must_end

OPEN_ENDED = "hongbao_open_ended"  # a request's meta: the digest of what came, for it may have been half a page
MAYBE_CUT = "maybe-cut"  # a response's flag: a list page that nobody can say to be whole
CUT_SHORT = "response was cut short"
PERHAPS_CUT_SHORT = "response may have been cut short"


def refuse_unfit(role: str, response: Response, received: Mapping[str, str], packed: bytes) -> None:
    """Let nothing into the archive that is half a page, or that no reader could take for an article.

    Raises:
        RefusedError: it is unfit.
    """
    # A packed sitemap is no text to Scrapy, and no article either.
    if role == "article" and response.body and not isinstance(response, TextResponse):
        raise RefusedError("not a text page", Health.NOT_A_FEED)
    if is_torn(packed, received.get("content-encoding", ""), len(response.body)):
        raise RefusedError(CUT_SHORT, is_lasting=False)


def has_open_end(response: Response) -> bool:
    """Whether neither the server nor the page itself says that this is all of it."""
    return "partial" in response.flags and not is_ended(response.body)


def is_confirmed(role: str, request: Request, response: Response, digest: str) -> bool:
    """Whether the same came when the page was asked for before; False if it was not asked for before.

    A list page may be another each time, by a counter or the time of day: to be asked for once more is enough for it.

    Raises:
        RefusedError: something else came then, so one of the two at least was half a page; or it is half for sure.
    """
    before: str | None = request.meta.get(OPEN_ENDED)
    differs = before is not None and before != digest
    if must_end(response.body) or (differs and not is_list_page(role, response)):
        raise RefusedError(PERHAPS_CUT_SHORT, is_lasting=False)
    return before is not None


def is_list_page(role: str, response: Response) -> bool:
    return role == "discovery" and isinstance(response, HtmlResponse)
