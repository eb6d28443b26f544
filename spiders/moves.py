"""Whether a discovery address has moved for good, and where to."""

from scrapy.http import Response

from spiders.outcomes import PERMANENT


def new_home(response: Response) -> str | None:
    """Where the address has moved for good; None if it has not, or only from http to https or to www."""
    reasons = response.meta.get("redirect_reasons", [])
    if not PERMANENT.intersection(reasons):
        return None
    asked_for = response.meta["redirect_urls"][0]
    return response.url if bare(asked_for) != bare(response.url) else None


def bare(url: str) -> str:
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def moved_note(response: Response) -> str:
    home = new_home(response)
    return f"it has moved to {home}: change the sources file" if home else ""
