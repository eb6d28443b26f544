"""A page's bytes are searched before they are decoded, and no relevant page is lost by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from w3lib.encoding import html_to_unicode

from extraction.relevance import is_relevant, sort_pages

CHARSETS = ("utf-8", "gbk", "gb18030", "big5", "utf-16", "utf-16-le", "iso-8859-1", "shift_jis", "euc-jp", "nonsense")
PIECES = (
    "Qwen",
    "qWEN",
    "千问",
    "豆包",
    "騰訊",
    "腾讯",
    "文心",
    "Q\x00wen",
    "<p>",
    "今天天气",
    "渡輪",
    " ",
    "é",
    "x" * 50,
)


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("utf-8", "千问"),
        ("gbk", "豆包"),
        ("gb18030", "腾讯元宝"),
        ("big5", "騰訊元寶"),
        ("utf-16", "千问"),
        ("utf-8", "DOUBAO"),
    ],
)
def test_a_name_is_found_in_every_encoding_of_the_trade(watchlist, charset, name):
    page = f"<html><body><p>{name}</p>".encode(charset)
    assert sort_pages(watchlist)(page, f"text/html; charset={charset}")
    assert not sort_pages(watchlist)("<p>渡輪</p>".encode(charset), f"text/html; charset={charset}")


@given(
    pieces=st.lists(st.sampled_from(PIECES)),
    written=st.sampled_from(CHARSETS[:-1]),
    told=st.sampled_from(CHARSETS),
    place=st.sampled_from(["header", "page", "nowhere"]),
)
def test_it_says_what_the_decoded_page_says(watchlist, pieces, written, told, place):
    meta = f'<meta charset="{told}">' if place == "page" else ""
    body = (meta + "".join(pieces)).encode(written, errors="ignore")
    content_type = f"text/html; charset={told}" if place == "header" else "text/html"
    html = html_to_unicode(content_type, body)[1].replace("\x00", "")
    assert sort_pages(watchlist)(body, content_type) == is_relevant(html, watchlist)
