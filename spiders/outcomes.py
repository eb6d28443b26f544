"""Turns what happened to a request into a reason that can be counted and the health it argues for."""

import zlib
from dataclasses import dataclass
from gzip import BadGzipFile
from http import HTTPStatus

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from spiders.errors import ArchiveError
from spiders.report import Health

TOO_LARGE = "larger than the size limit"
BOMB = "unpacks to more than the size limit"
ARCHIVE_FAILED = "the archive could not be written"
FRONT_PAGE = "leads to a front page instead of an article"
AWAY_FOR_NOW = "leads to a front page for now instead of an article"
PERMANENT = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
TURNED_AWAY = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.PAYMENT_REQUIRED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
}

# Scrapy says these in the text of a plain IgnoreRequest; tests/spiders hold its wording to ours.
SCRAPY_REFUSALS = {
    "during decompression": BOMB,
    "max redirections": "too many redirects",
}
ERRORS: tuple[tuple[type[Exception], str], ...] = (
    (ArchiveError, ARCHIVE_FAILED),
    (CannotResolveHostError, "host name not found"),
    (DownloadConnectionRefusedError, "connection refused"),
    (DownloadTimeoutError, "timed out"),
    (ResponseDataLossError, "response was cut short"),
    (BadGzipFile, "response cannot be unpacked"),
    (zlib.error, "response cannot be unpacked"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Why a request brought no page: declined by us (`is_refusal`) or failed out there.

    A lasting outcome will be the same next time; any other is worth another try.
    """

    reason: str
    health: Health
    is_refusal: bool
    is_lasting: bool = True


class RefusedError(IgnoreRequest):
    """Raised where we decline to fetch or keep something; the text is the reason it is counted by."""

    def __init__(self, reason: str, health: Health = Health.FAILING, *, is_lasting: bool = True) -> None:
        super().__init__(reason)
        self.outcome = Outcome(reason, health, is_refusal=True, is_lasting=is_lasting)


class ClosedHostError(IgnoreRequest):
    """Raised for every page of a host whose robots.txt could not be had; `outcome` says why it could not."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


def explain(failure: Failure) -> Outcome:
    """Classify what an errback is handed; what we have no words for is counted under its own name."""
    return explain_exception(failure.value)


def explain_exception(exception: BaseException | None) -> Outcome:
    if isinstance(exception, RefusedError | ClosedHostError):
        return exception.outcome
    if isinstance(exception, HttpError):
        return explain_status(exception.response.status)
    if isinstance(exception, DownloadCancelledError):
        return Outcome(TOO_LARGE, Health.FAILING, is_refusal=True)
    if isinstance(exception, IgnoreRequest):
        known = (reason for words, reason in SCRAPY_REFUSALS.items() if words in str(exception))
        return Outcome(next(known, str(exception) or "refused by Scrapy"), Health.FAILING, is_refusal=True)
    reasons = (reason for kind, reason in ERRORS if isinstance(exception, kind))
    return Outcome(next(reasons, type(exception).__name__), Health.FAILING, is_refusal=False, is_lasting=False)


def explain_status(status: int) -> Outcome:
    """Judge a status that is no success: turned away, gone, or the server's own trouble."""
    health = Health.FAILING
    if status in TURNED_AWAY:
        health = Health.BLOCKED
    if status in GONE:
        health = Health.MOVED
    return Outcome(f"HTTP {status}", health, is_refusal=False, is_lasting=status in GONE)
