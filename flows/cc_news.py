"""Finds the WARC files of Common Crawl's news crawl that hold given days."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from extraction.parsing import SHANGHAI
from flows.errors import InputError
from flows.warc_streams import fetch_small

_LISTING = "crawl-data/CC-NEWS/{month:%Y/%m}/warc.paths.gz"
_STAMP = re.compile(r"CC-NEWS-(\d{14})-\d+\.warc\.gz$")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


def read_days(text: str) -> tuple[date, date]:
    """First and last day of FROM..TO. Raises InputError."""
    found = _DAYS.fullmatch(text)
    try:
        first, last = map(date.fromisoformat, found.groups()) if found else (date.max, date.min)
    except ValueError:
        first, last = date.max, date.min
    if first > last:
        raise InputError(f"--cc-news {text}: are no days; write them as 2026-01-20..2026-03-15")
    return first, last


def list_files(first: date, last: date, base: str) -> list[str]:
    """Addresses of the files with what was fetched on these days in Shanghai, both included, in order of time.

    A file is named for an instant in UTC; whether it begins or ends then, its neighbours on either side are taken too.
    Raises InputError where nothing is listed for the days, StreamError where the server does not answer.
    """
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    listed = sorted(one for month in _months(start, end) for one in _read_listing(month, base))
    inside = [index for index, (instant, _) in enumerate(listed) if start <= instant < end]
    before = sum(instant < start for instant, _ in listed)
    lowest, highest = (inside[0], inside[-1]) if inside else (before, before - 1)
    chosen = listed[max(lowest - 1, 0) : highest + 2]
    if not chosen:
        raise InputError(f"{base}: lists no news of {first} to {last}; give other days, or set HONGBAO_CC_NEWS")
    return [base.rstrip("/") + "/" + path for _, path in chosen]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def _months(start: datetime, end: datetime) -> Iterator[date]:
    """The months of these instants, with the one before and after, for neighbours across a month's end."""
    day = (start.astimezone(UTC).date().replace(day=1) - timedelta(days=1)).replace(day=1)
    following = (end.astimezone(UTC).date().replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= following:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _read_listing(month: date, base: str) -> Iterator[tuple[datetime, str]]:
    """Instant and path of each file of a month; nothing where the month is not listed, like one to come."""
    address = base.rstrip("/") + "/" + _LISTING.format(month=month)
    packed = fetch_small(address)
    try:
        lines = gzip.decompress(packed).decode().split() if packed is not None else []
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{address}: is no packed list of paths ({error}); set HONGBAO_CC_NEWS to another") from error
    for path in lines:
        if found := _STAMP.search(path):
            yield datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC), path
