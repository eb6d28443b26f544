"""What the newsroom sends: a status, headers and a body, whole or in the manner of a broken server."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from sample.newsroom import Page


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its `pieces` are sent with `pause` seconds between them.

    A `torn` one ends in a connection reset after its last piece; a `silent` one never begins.
    """

    status: int = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)
    pieces: Iterable[bytes] = ()
    length: int = 0
    pause: float = 0.0
    torn: bool = False
    silent: bool = False


def answer_page(page: Page, headers: Mapping[str, str]) -> Answer:
    """The page as it is, with these headers beside its type."""
    fields = {"Content-Type": page.content_type, **headers}
    return Answer(headers=fields, pieces=(page.body,), length=len(page.body))
