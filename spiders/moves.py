"""Where redirects have led from and to, and whether a discovery address has moved for good."""

from scrapy import Request
from scrapy.http import Response

from spiders.outcomes import PERMANENT


def redirects_of(asked: Request | Response) -> list[str]:
    """The addresses that led on to this one, in their order."""
    led: list[str] = asked.meta.get("redirect_urls", [])
    return led


def first_address(asked: Request | Response) -> str:
    """The address that was asked for, which redirects have left behind."""
    return [*redirects_of(asked), asked.url][0]


def new_home(response: Response) -> str | None:
    """Where the address has moved for good; None if it has not, or only from http to https or to www."""
    reasons = response.meta.get("redirect_reasons", [])
    if not PERMANENT.intersection(reasons):
        return None
    return response.url if bare(first_address(response)) != bare(response.url) else None


def bare(url: str) -> str:
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def moved_note(response: Response) -> str:
    home = new_home(response)
    return f"it has moved to {home}: change the sources file" if home else ""
