"""A page becomes an article with its own text, or a reason why it is none."""

import pytest

from extraction.pages import Page, read_page
from extraction.records import Article

BODY = (
    "<p>"
    + "千问的春节免单活动周五开始，官方说九小时内收到超过1000万单，奶茶店忙不过来，平台连夜加了机器。" * 3
    + "</p>"
)


def html(body: str, head: str = "", charset: str = "utf-8") -> bytes:
    page = f"<html><head><meta charset='{charset}'><title>千问免单</title>{head}</head><body><article>{body}</article></body></html>"
    return page.encode(charset)


def read(watchlist, **fields):
    return read_page(Page(**({"url": "http://a.example/1", "content_type": "text/html"} | fields)), watchlist)


def test_the_title_leads_the_text(watchlist):
    article = read(watchlist, body=html(BODY))
    assert isinstance(article, Article)
    assert article.text.startswith("千问免单\n")
    assert article.lang == "zh"


def test_a_chinese_page_is_chinese_however_much_markup_stands_before_its_text(watchlist):
    head = "<style>" + "a { color: red }" * 400 + "</style>" + '<meta name="x" content="y">' * 300
    assert read(watchlist, body=html(BODY, head)).lang == "zh"


def test_a_page_in_an_older_chinese_encoding_is_read(watchlist):
    article = read(watchlist, body=html(BODY, charset="gb18030"), content_type="text/html; charset=gb18030")
    assert isinstance(article, Article)
    assert "超过1000万单" in article.text


def test_the_day_in_linked_data_is_the_day_of_publication(watchlist):
    head = '<script type="application/ld+json">{"datePublished": "2026-02-06T20:00:00+08:00"}</script>'
    article = read(watchlist, body=html(BODY, head))
    assert article.published_at.isoformat() == "2026-02-06T12:00:00+00:00"


def test_a_day_without_a_zone_is_shanghais(watchlist):
    head = '<meta property="article:published_time" content="2026-02-06">'
    article = read(watchlist, body=html(BODY, head))
    assert article.published_at.isoformat() == "2026-02-05T16:00:00+00:00"


LINKED = """<script type="application/ld+json">{"@graph": [
 {"@type": "BreadcrumbList", "name": "首页"},
 {"@type": "NewsArticle", "headline": "千问免单开抢", "author": [{"name": "梅子青"}, {"name": "竹里"}],
  "publisher": {"@type": "Organization", "name": "柑橘邮报"}, "datePublished": "2026-02-06"}]}</script>"""


def test_what_the_embedded_article_states_is_not_guessed(watchlist):
    article = read(watchlist, body=html(BODY, LINKED))
    assert (article.title, article.publisher, article.byline) == ("千问免单开抢", "柑橘邮报", "梅子青, 竹里")


@pytest.mark.parametrize("script", ["{", "[" * 100_000, '{"@type": "NewsArticle", "headline": 7, "author": null}', "3"])
def test_embedded_data_of_no_use_are_passed_over(watchlist, script):
    article = read(watchlist, body=html(BODY, f'<script type="application/ld+json">{script}</script>'))
    assert article.title == "千问免单"


def test_menus_and_asides_are_no_part_of_the_article(watchlist):
    aside = "<aside><p>相关阅读：豆包日活突破九千九百万，元宝日活四千万，文心日活三千万，都在这里看。</p></aside>"
    article = read(watchlist, body=html(BODY + aside))
    assert "相关阅读" not in article.text
    assert "超过1000万单" in article.text


def test_what_was_told_by_hand_wins(watchlist):
    article = read(watchlist, body=html(BODY), publisher="Told Times", article_id="told")
    assert (article.publisher, article.article_id) == ("Told Times", "told")


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("http://a.example/kept", "http://a.example/kept"),
        ("/2", "http://a.example/2"),
        ("http://other.example/1", "http://a.example/1"),
    ],
)
def test_a_canonical_address_counts_only_on_the_pages_own_host(watchlist, canonical, url):
    article = read(watchlist, body=html(BODY, f'<link rel="canonical" href="{canonical}">'))
    assert article.url == url


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"body": html("<p>" + "Trains were late in the snow. " * 20 + "</p>").replace("千问免单".encode(), b"Snow")}, "irrelevant"),
        ({"body": b"<html><body><nav>Qwen</nav></body></html>"}, "no_text"),
        ({"body": b"%PDF-1.7", "content_type": "application/pdf"}, "not_a_page"),
        ({"body": b"   ", "content_type": "text/plain"}, "no_text"),
        ({"body": b"", "content_type": "text/html"}, "irrelevant"),
    ],
)  # fmt: skip
def test_a_page_that_holds_no_article_says_why(watchlist, fields, reason):
    assert read(watchlist, **fields) == reason


def test_the_same_address_keeps_the_id_when_its_text_changes(watchlist):
    first = read(watchlist, body=html(BODY))
    second = read(watchlist, body=html(BODY.replace("1000万", "1200万")))
    assert first.article_id == second.article_id
    assert first.text_sha256 != second.text_sha256
