"""The archived copy of an article: the text as it was read, the page as it came, and its record as a file."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard.claim_terms import pair
from dashboard.dates import write_instant
from dashboard.grids import draw_grid
from dashboard.markup import Markup, join, tag
from dashboard.notices import make_notice
from dashboard.reading_evidence import cut_record, read_page
from dashboard.visit import Visit
from dashboard.wording import Wording
from warehouse.reads import ArchivedPage, NotArchivedError

Claim = Mapping[str, Any]

TEXT, SOURCE, HEADERS = "text", "source", "headers"
SIDES = (TEXT, SOURCE, HEADERS)
SHOWN = 200_000
# Where a page says what it is written in, if its headers do not.
STATED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE)
IN_HEADERS = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
# What pages of the two languages are written in; a name of another codec is no way to choose what reads them.
CHARSETS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252", "us-ascii": "cp1252",
    "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}  # fmt: skip
HEAD = 2048


def draw_archive(claim: Claim, text: str | None, visit: Visit) -> None:
    """Where the page is kept, and one of its three sides: only that of the page's source reads the archive."""
    words, key = visit.wording.say, claim["claim_id"]
    st.html(tag("div", *list_places(claim, visit.wording), kind="grid").html)
    side = st.segmented_control(
        words("archived.side"), SIDES, format_func=lambda name: words(f"archived.{name}"), default=TEXT, required=True,
        key=f"side-{key}", label_visibility="collapsed",
    )  # fmt: skip
    if side == TEXT:
        st.html(draw_text(claim, text, visit.wording).html)
        return
    try:
        page = read_page(claim["warc_file"] or "", claim["warc_offset"] or 0)
    except NotArchivedError as error:
        st.html(make_notice(words("archived.gone"), words("archived.gone_do"), tag("p", str(error), kind="meta")).html)
        return
    drawn = draw_source(page, visit.wording) if side == SOURCE else draw_headers(page)
    st.html(join(draw_verdict(page, claim["payload_digest"], visit.wording), drawn).html)
    offer_record(claim, visit.wording)


def list_places(claim: Claim, wording: Wording) -> list[Markup]:
    kept = {
        "archive_file": claim["warc_file"] or wording.say("evidence.archive_none"),
        "archive_offset": "" if claim["warc_offset"] is None else str(claim["warc_offset"]),
        "archive_digest": claim["payload_digest"] or "",
        "fetched": write_instant(claim["fetched_at"], wording),
    }
    return [part for term, said in kept.items() if said for part in pair(wording.say(f"evidence.{term}"), said)]


def draw_text(claim: Claim, text: str | None, wording: Wording) -> Markup:
    """The text as it was read, the quote marked where it stands."""
    if text is None:
        return tag("p", wording.say("evidence.no_text"), kind="none")
    start, end = claim["quote_start"], claim["quote_end"]
    if text[start:end] != claim["quote"]:
        return tag("pre", text, kind="archived")
    return tag("pre", text[:start], tag("mark", text[start:end]), text[end:], kind="archived")


def draw_source(page: ArchivedPage, wording: Wording) -> Markup:
    """The page as it came, as text: nothing of it is ever shown as a page."""
    source = decode(page.body, page.content_type)
    note = wording.say("archived.cut", count=f"{SHOWN:,}") if len(source) > SHOWN or not page.is_whole else ""
    return join(tag("pre", source[:SHOWN], kind="archived source"), tag("p", note, kind="none") if note else "")


def decode(body: bytes, content_type: str) -> str:
    """The body as text, in the charset that its headers or its first lines state, else in UTF-8."""
    in_body = STATED.search(body[:HEAD])
    in_headers = IN_HEADERS.search(content_type)
    stated = in_headers[1] if in_headers else in_body[1].decode("ascii") if in_body else "utf-8"
    return body.decode(CHARSETS.get(stated.lower(), "utf-8"), errors="replace").replace("\r\n", "\n").lstrip("\ufeff")


def draw_headers(page: ArchivedPage) -> Markup:
    status = [] if page.status is None else [("HTTP", str(page.status))]
    return draw_grid(["", ""], [*status, *page.headers], kind="headers")


def draw_verdict(page: ArchivedPage, digest: str | None, wording: Wording) -> Markup:
    """Whether the bytes are those that were collected, and those that the claim was read from."""
    if page.is_digest_right and page.digest == digest:
        return tag("p", wording.say("archived.matches"), kind="verdict right")
    return tag("p", wording.say("archived.differs"), kind="verdict wrong")


def offer_record(claim: Claim, wording: Wording) -> None:
    """The record for a tool for web archives; a browser saves it and shows nothing of it."""
    name = re.sub(r"[^0-9A-Za-z-]", "-", claim["claim_id"])
    st.download_button(
        wording.say("archived.record"),
        partial(cut_record, claim["warc_file"], claim["warc_offset"]),
        f"claim-{name}.warc.gz",
        "application/octet-stream",
        key=f"record-{claim['claim_id']}",
        icon=":material/download:",
        on_click="ignore",
    )
