"""Packs what was asked and answered for the archive: whole pages, and the word that an earlier record still holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from scrapy import Request
from scrapy.http import Response

from spiders.heads import request_head, response_head
from spiders.moves import first_address
from spiders.records import WARC_DATE, alongside, build, pack

# Our own fields, which the standard allows and other readers pass over: what a page was asked for as, and by which
# address where that led on to another.
ROLE_FIELD = "Hongbao-Role"
ASKED_FIELD = "Hongbao-Asked"
# What a revisit record says by its profile: the server sent the same bytes again, or said that nothing had changed.
SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


@dataclass(frozen=True, slots=True)
class FullRecord:
    """The record that holds a whole page, as a revisit refers to it; `archived_at` is its WARC-Date."""

    payload_digest: str
    archived_at: datetime


def pack_exchange(request: Request, response: Response, role: str, original: Mapping[str, str]) -> bytes:
    """A response record and the request record that belongs to it.

    `role` says what the page was asked for as: article, discovery or robots. `original` gives the header
    values as received (names in lower case) that unpacking the body has changed.
    """
    return pack_answer(request, response, original, own_fields(request, response, role))


def pack_farewell(request: Request, response: Response) -> bytes:
    """The answer by which an article's own address sent its readers elsewhere, and the request that belongs to it.

    Its body, a line for those whom their browser does not take there, is left out, and the record says so.
    """
    fields = own_fields(request, response, "article") | {"WARC-Truncated": "unspecified"}
    return pack_answer(request, response.replace(body=b""), {}, fields)


def pack_answer(request: Request, response: Response, original: Mapping[str, str], fields: dict[str, str]) -> bytes:
    answer = build(response.url, "response", response.body, fields, response_head(response, original))
    question = build(response.url, "request", request.body, alongside(answer), request_head(request))
    return pack([answer, question])


def pack_revisit(
    request: Request, response: Response, role: str, original: Mapping[str, str], full: FullRecord
) -> bytes:
    """A revisit record, which says that `full` still holds, and the request record that belongs to it.

    Arguments are those of `pack_exchange`; the response's head is kept, its body is that of `full`.
    """
    is_confirmed = response.status == HTTPStatus.NOT_MODIFIED
    fields = own_fields(request, response, role) | {
        "WARC-Profile": NOT_MODIFIED if is_confirmed else SAME_BYTES,
        "WARC-Refers-To-Target-URI": response.url,
        "WARC-Refers-To-Date": full.archived_at.astimezone(UTC).strftime(WARC_DATE),
        "WARC-Payload-Digest": full.payload_digest,
    }
    answer = build(response.url, "revisit", b"", fields, response_head(response, original))
    question = build(response.url, "request", request.body, alongside(answer), request_head(request))
    return pack([answer, question])


def own_fields(request: Request, response: Response, role: str) -> dict[str, str]:
    """The header fields of every record of an exchange: its role, the address that led here, the server."""
    fields = {ROLE_FIELD: role}
    asked_url = first_address(request)
    if asked_url != response.url:
        fields[ASKED_FIELD] = asked_url
    if response.ip_address:
        fields["WARC-IP-Address"] = str(response.ip_address)
    return fields
