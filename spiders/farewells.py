"""Remembers by which answers an article's address led on, and finds the one that sent its readers to a front page."""

from collections.abc import Mapping

from scrapy import Request
from scrapy.http import Response

from spiders.job import Validator
from spiders.moves import redirects_of
from spiders.outcomes import PERMANENT

STEPS = "hongbao_steps"  # a request's meta: the requests and answers that led to it, by their place in the chain

Step = tuple[Request, Response]


def note_step(request: Request, response: Response) -> None:
    """Remember an answer, by which a redirect may follow; a second try takes the place of the first."""
    request.meta[STEPS] = {**request.meta.get(STEPS, {}), len(redirects_of(request)): (request, response)}


def take_steps(request: Request) -> dict[int, Step]:
    """What was remembered; the request lets go of it, since it would hold itself."""
    steps: dict[int, Step] = request.meta.pop(STEPS, {})
    return steps


def find_farewell(steps: Mapping[int, Step], request: Request, known: Mapping[str, Validator]) -> Step | None:
    """The answer of the article's own address, if it said for good that nothing is there; None if only for now.

    Of the addresses of a chain the article's own is the one that is known to have answered with it, else the last:
    others led to it before.
    """
    chain = redirects_of(request)
    own = (place for place, url in enumerate(chain) if url in known and known[url].leads_to is None)
    place = max(own, default=len(chain) - 1)
    is_lasting = PERMANENT.issuperset(request.meta.get("redirect_reasons", ())[place:])
    return steps.get(place) if is_lasting else None
