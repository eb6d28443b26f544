"""Looks before a run leaps: a data folder that can be written, sources that exist, a contact for live sites."""

import os
from collections.abc import Sequence
from pathlib import Path

from flows.errors import RunError
from spiders.contact import CONTACT
from spiders.errors import CrawlRefusedError
from spiders.sources import Sources


def prepare_data(data: Path) -> None:
    """Make the data folder and see that it can be written. Raises RunError with what to do."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunError(f"{data}: cannot be made ({error.strerror}); give another folder with --data") from error
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        raise RunError(f"{data}: cannot be written; give another folder with --data, or its permissions to you")


def check_sources(sources: Sources, only: Sequence[str]) -> None:
    """Every name in `only` must be an enabled source's. Raises RunError naming those there are."""
    enabled = [source.id for source in sources.enabled()]
    unknown = [name for name in only if name not in enabled]
    if any(name in sources and sources[name].enabled for name in unknown):
        raise RunError(f"{', '.join(unknown)}: read through RSSHub; set HONGBAO_RSSHUB to the public address of yours")
    if unknown or not enabled:
        named = f"{', '.join(unknown)}: no enabled source of that name" if unknown else "no source is enabled"
        raise RunError(f"{named}; sources.toml enables {', '.join(enabled) or 'none'}")


def check_contact(contact: str | None) -> None:
    """Live sites are not crawled anonymously. Raises CrawlRefusedError with the setting to make."""
    if not contact or not CONTACT.fullmatch(contact):
        raise CrawlRefusedError(
            "live sites are not crawled anonymously: "
            "set HONGBAO_CONTACT to your e-mail address or a page about this crawler"
        )
