"""The archived copy on a claim's card: text as read, the page's source as text, headers, and the record as a file."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dashboard import archived
from dashboard.archived import SHOWN, decode, draw_headers, draw_source, draw_text, draw_verdict
from tests.dashboard.boards import EN
from tests.dashboard.newsroom import HOSTILE, SCRIPT
from tests.dashboard.test_pages import Open, open_page, read
from warehouse.reads import ArchivedPage

__all__ = ["open_page"]

PAGE = ArchivedPage(
    url="https://lantern.example/1",
    fetched_at=datetime(2026, 2, 20, tzinfo=UTC),
    status=200,
    headers=(("Content-Type", "text/html; charset=utf-8"), ("X-Trick", SCRIPT)),
    content_type="text/html; charset=utf-8",
    body=f"<html>{HOSTILE}".encode(),
    is_whole=True,
    digest="sha1:ROOM0",
    is_digest_right=True,
)


@pytest.mark.parametrize(
    ("charset", "content_type", "head"),
    [
        ("utf-8", "text/html; charset=UTF-8", ""),
        ("gb18030", "text/html;charset='gb2312'", ""),
        ("gb18030", "text/html", "<meta charset=gbk>"),
        ("big5", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=big5">'),
        ("utf-8", "", '<?xml version="1.0" encoding="utf-8"?>'),
        ("utf-8", "", ""),
        ("utf-16", "text/html; charset=utf-16", ""),
    ],
)
def test_a_page_is_read_in_the_charset_that_it_states(charset: str, content_type: str, head: str) -> None:
    page = f"{head}<p>千問砸30億元</p>" if charset == "big5" else f"{head}<p>千问砸30亿元</p>"
    assert decode(page.encode(charset), content_type) == page


@pytest.mark.parametrize("charset", ["rot13", "hex", "unicode_escape", "utf-7", "idna", "no-such"])
def test_a_page_chooses_no_other_way_to_be_read(charset: str) -> None:
    assert decode(b"+ADw-script+AD4- \\x3cb", f"text/html; charset={charset}") == "+ADw-script+AD4- \\x3cb"
    assert decode(b"\xff\xfe\x00", f"text/html; charset={charset}").startswith("\ufffd")


def test_the_source_of_a_page_is_text_and_ends() -> None:
    drawn = draw_source(PAGE, EN).html
    assert SCRIPT not in drawn
    assert "&lt;script&gt;window.hurt=1" in drawn
    assert "[U+202E]" in drawn
    assert "characters are shown" not in drawn
    long = draw_source(replace(PAGE, body=b"x" * (SHOWN + 1)), EN).html
    assert "x" * SHOWN in long
    assert "x" * (SHOWN + 1) not in long
    assert "the first 200,000 characters are shown" in long


def test_headers_are_text() -> None:
    drawn = draw_headers(PAGE).html
    assert "<td>HTTP</td><td>200</td>" in drawn
    assert SCRIPT not in drawn


def test_bytes_are_right_only_if_they_are_those_that_were_collected_and_read() -> None:
    assert "digest matches" in draw_verdict(PAGE, "sha1:ROOM0", EN).html
    assert "does NOT match" in draw_verdict(replace(PAGE, is_digest_right=False), "sha1:ROOM0", EN).html
    assert "does NOT match" in draw_verdict(PAGE, "sha1:OTHER", EN).html
    assert "does NOT match" in draw_verdict(replace(PAGE, digest=""), None, EN).html


def test_the_quote_is_marked_in_the_text_it_was_read_from() -> None:
    claim = {"quote": "3 bn", "quote_start": 5, "quote_end": 9}
    assert '<pre class="archived">Qwen <mark>3 bn</mark>.</pre>' in draw_text(claim, "Qwen 3 bn.", EN).html
    assert "<mark>" not in draw_text(claim, "Qwen 4 bn.", EN).html
    assert "not in this release" in draw_text(claim, None, EN).html


def test_a_page_that_is_gone_is_said_to_be_and_what_to_do(open_page: Open) -> None:
    app = open_page("evidence", claim="c-a0")
    assert "room.warc.gz" not in read(app)
    app.session_state["archive-c-a0"] = True
    app.run()
    assert "sha1:ROOM0" in read(app)
    app.session_state["side-c-a0"] = "source"
    app.run()
    assert "does not hold this page any more" in read(app)
    assert "room.warc.gz is not in the archive" in read(app)
    assert not app.get("download_button")


def test_the_archived_page_is_shown_as_text_and_offered_as_a_file(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def read_page(*place: object) -> ArchivedPage:
        asked.append(place)
        return PAGE

    monkeypatch.setattr(archived, "read_page", read_page)
    app = open_page("evidence", claim="c-a0")
    app.session_state["archive-c-a0"] = True
    app.run()
    assert not asked
    app.session_state["side-c-a0"] = "source"
    app.run()
    assert asked == [("room.warc.gz", 100)]
    assert "digest matches" in read(app)
    assert "&lt;script&gt;window.hurt=1" in read(app)
    (button,) = app.get("download_button")
    assert button.proto.label == "Record as a WARC file"
