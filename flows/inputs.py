"""Reads what a person hands in: files, records, WARC files or standard input, as pages that extraction can read."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from extraction.metadata import read_time
from extraction.pages import Page
from flows.archive import read_pages
from flows.batches import page_of
from flows.errors import InputError

STANDARD_INPUT = "-"
_SUFFIXES = ".txt, .html, .jsonl, .warc or .warc.gz"


class Record(BaseModel):
    """One line of a `.jsonl` file: a news text with what is known of it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Annotated[str, StringConstraints(min_length=1)]
    text: Annotated[str, StringConstraints(min_length=1)]
    url: str | None = None
    title: str | None = None
    lang: str | None = None
    published: str | None = None
    publisher: str | None = None


def is_url(given: str) -> bool:
    """Whether an argument is a web address rather than a path."""
    return given.lower().startswith(("http://", "https://"))


def read_input(given: str) -> Iterator[Page]:
    """The pages in a file, or on standard input where `given` is "-".

    Raises InputError: the file is missing, empty, binary, or not what its name says.
    """
    if given == STANDARD_INPUT:
        yield from _pages("standard input", sys.stdin.buffer.read(), _guess)
        return
    if is_url(given):
        raise InputError(f"{given}: is an address; `hongbao ingest` fetches it, this command reads files")
    path = Path(given)
    if path.name.lower().endswith((".warc.gz", ".warc")):
        yield from _archived(path)
        return
    yield from _pages(given, _read_bytes(path), lambda text: _kind_of(path, text))


def _archived(path: Path) -> Iterator[Page]:
    pages = [page_of(archived) for archived in read_pages(path)]
    if not pages:
        raise InputError(f"{path}: holds no archived page; give a WARC file with responses in it")
    yield from pages


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); give the path of a {_SUFFIXES} file"
        raise InputError(message) from error


def _pages(name: str, body: bytes, kind_of: Callable[[bytes], str]) -> Iterator[Page]:
    if not body.strip():
        raise InputError(f"{name}: is empty; give a file with text in it")
    if body.startswith(b"%PDF"):
        raise InputError(f"{name}: is a PDF; save its text and give that")
    if b"\x00" in body[:4096]:
        raise InputError(f"{name}: is a binary file; give {_SUFFIXES}")
    kind = kind_of(body)
    if kind == "jsonl":
        yield from _record_pages(name, body)
    elif kind == "html":
        yield Page(url=None, content_type="text/html", body=body)
    else:
        yield Page(url=None, content_type="text/plain", body=decode(name, body), article_id=_stem(name, body))


def decode(name: str, body: bytes) -> bytes:
    """A text file's bytes in UTF-8; Chinese files of older systems are GB18030. Raises InputError for neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding).encode()
        except UnicodeDecodeError:
            continue
    raise InputError(f"{name}: is neither UTF-8 nor GB18030 text; save it as UTF-8")


def _stem(name: str, body: bytes) -> str:
    return Path(name).stem if name != "standard input" else hashlib.sha256(body).hexdigest()[:16]


def _kind_of(path: Path, body: bytes) -> str:
    kinds = {".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html", ".txt": "text", ".md": "text"}
    return kinds.get(path.suffix.lower()) or _guess(body)


def _guess(body: bytes) -> str:
    start = body.lstrip()[:200].lower()
    if start.startswith(b"{"):
        return "jsonl"
    return "html" if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")) else "text"


def _record_pages(name: str, body: bytes) -> Iterator[Page]:
    """The records of a `.jsonl` file as pages. Raises InputError naming the first line that is none."""
    for number, line in enumerate(body.splitlines(), start=1):
        if line.strip():
            place = f"{name}: line {number}"
            yield _record_page(place, _read_record(place, line))


def _read_record(place: str, line: bytes) -> Record:
    try:
        return Record.model_validate(json.loads(line))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "record"
        raise InputError(f"{place}: {field}: {first['msg']}; each line needs id and text") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: is not JSON; write one record a line") from error


def _record_page(place: str, record: Record) -> Page:
    published = read_time(record.published)
    if record.published and published is None:
        raise InputError(f"{place}: published: {record.published!r} is no ISO 8601 date or time")
    return Page(
        url=record.url,
        content_type="text/plain",
        body=record.text.encode(errors="replace"),
        article_id=record.id,
        title=record.title,
        publisher=record.publisher,
        lang=record.lang,
        published_at=published,
    )
