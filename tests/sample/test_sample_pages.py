"""Every page, feed and map of the sample newsroom can be read by the libraries that meet it."""

import json
import re
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import feedparser
import pytest
from lxml import etree, html
from scrapy.utils.sitemap import Sitemap, sitemap_urls_from_robots

from sample.manuscripts import load_outlets
from sample.newsroom import render_newsroom

OUTLETS = load_outlets()
PAGES = render_newsroom(OUTLETS)
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
ARTICLES = [(outlet, article) for outlet in OUTLETS for article in outlet.articles]
WITH_FEED = [outlet for outlet in OUTLETS if outlet.discovery in {"rss", "atom"}]
WITH_LIST = [outlet for outlet in OUTLETS if outlet.discovery == "list"]


def by_slug(value):
    return getattr(value, "slug", getattr(value, "id", ""))


def text_of(node):
    return re.sub(r"\s+", " ", node.text_content())


@pytest.mark.parametrize(("outlet", "article"), ARTICLES, ids=by_slug)
def test_an_article_page_is_whole_html_with_title_text_and_report_links(outlet, article):
    tree = html.document_fromstring(PAGES[outlet.address(article)].body)
    text = text_of(tree)
    assert re.sub(r"\s+", " ", article.title) in text
    for paragraph in article.body.split("\n\n"):
        if not paragraph.startswith(("-", "**")):
            assert paragraph in text
    links = set(tree.xpath("//a/@href"))
    assert set(article.reports) <= links
    assert "Hongbao" in text


@pytest.mark.parametrize("url", sorted(PAGES))
def test_a_page_has_no_unrendered_template_and_links_only_what_exists(url):
    page = PAGES[url]
    assert b"{{" not in page.body
    assert b"{%" not in page.body
    if not page.content_type.startswith("text/html"):
        return
    tree = html.document_fromstring(page.body)
    tree.make_links_absolute(url)
    for href in tree.xpath("//a/@href"):
        if (urlsplit(href).hostname or "").endswith(".example"):
            assert href in PAGES


def test_markup_differs_between_families():
    newest = {outlet.family: (PAGES[outlet.address(outlet.articles[0])], outlet.charset) for outlet in OUTLETS}
    pages = {family: page.body.decode(charset) for family, (page, charset) in newest.items()}
    assert "<article>" in pages["semantic"]
    assert "<article" not in pages["portal"] + pages["table"] + pages["hant"] + pages["bulletin"]
    assert "<table" in pages["table"]
    assert "网友评论" in pages["portal"]
    assert "http-equiv" in pages["bulletin"]


def test_one_outlet_is_written_in_gb18030_from_its_front_to_its_feed():
    (outlet,) = (outlet for outlet in OUTLETS if outlet.charset == "gb18030")
    pages = [PAGES[url] for url in (outlet.home, f"{outlet.home}feed.xml", *map(outlet.address, outlet.articles))]
    for page in pages:
        with pytest.raises(UnicodeDecodeError):
            page.body.decode("utf-8")
        assert b"gb18030" in page.body.lower()
    # A character of four bytes, which GBK and GB2312 do not have.
    assert any("𠮷".encode("gb18030") in page.body for page in pages)


def test_one_page_of_it_is_sent_without_a_charset():
    unnamed = [url for url, page in PAGES.items() if "charset" not in page.content_type]
    assert [urlsplit(url).hostname for url in unnamed] == ["yuntai-daily.example"]
    assert PAGES[unnamed[0]].content_type == "text/html"


@pytest.mark.parametrize("outlet", [outlet for outlet in OUTLETS if outlet.comments], ids=by_slug)
def test_adverts_comments_and_related_links_stand_around_the_text_and_carry_figures(outlet):
    article = next(article for article in outlet.articles if article.relevant)
    text = text_of(html.document_fromstring(PAGES[outlet.address(article)].body))
    for around in (*outlet.adverts, *outlet.comments):
        assert around in text
        assert around not in article.body
    assert re.search(r"\d", "".join(outlet.adverts))
    related = next(other for other in outlet.articles if other.published < article.published and not other.gone_from)
    assert related.title in text


def test_a_modern_page_describes_itself_in_json_ld_and_open_graph():
    outlet = next(outlet for outlet in OUTLETS if outlet.family == "semantic")
    for article in outlet.articles:
        tree = html.document_fromstring(PAGES[outlet.address(article)].body.decode())
        (script,) = tree.xpath("//script[@type='application/ld+json']/text()")
        described = json.loads(script)
        assert described["@type"] == "NewsArticle"
        assert described["headline"] == article.title
        assert described["datePublished"] == article.published.isoformat()
        assert tree.xpath("//meta[@property='og:title']/@content") == [article.title]


@pytest.mark.parametrize("outlet", WITH_FEED, ids=by_slug)
def test_a_feed_is_read_without_complaint_and_lists_every_article(outlet):
    feed = feedparser.parse(PAGES[f"{outlet.home}feed.xml"].body)
    assert not feed.bozo
    assert [entry.link for entry in feed.entries] == [outlet.address(article) for article in outlet.articles]
    assert [entry.title for entry in feed.entries] == [article.title for article in outlet.articles]
    for entry, article in zip(feed.entries, outlet.articles, strict=True):
        assert tuple(entry.published_parsed)[:6] == article.published.utctimetuple()[:6]
        assert entry.summary


@pytest.mark.parametrize("outlet", OUTLETS, ids=by_slug)
def test_the_sitemaps_named_in_robots_txt_list_every_article_with_its_date(outlet):
    named = list(sitemap_urls_from_robots(PAGES[f"{outlet.home}robots.txt"].body))
    assert named
    for address in named:
        entries = {entry["loc"]: entry["lastmod"] for entry in Sitemap(PAGES[address].body)}
        for article in outlet.articles:
            assert entries[outlet.address(article)] == article.published.isoformat()


def test_the_agency_has_a_news_sitemap_with_titles():
    (agency,) = (outlet for outlet in OUTLETS if outlet.discovery == "sitemap")
    tree = etree.fromstring(PAGES[f"{agency.home}news-sitemap.xml"].body)
    titles = tree.xpath("//news:title/text()", namespaces={"news": NEWS})
    assert titles == [article.title for article in agency.articles]


@pytest.mark.parametrize("outlet", WITH_LIST, ids=by_slug)
def test_a_list_page_links_every_article(outlet):
    tree = html.document_fromstring(PAGES[outlet.home].body.decode())
    links = tree.xpath("//*[contains(@class, 'stories') or contains(@class, 'news-list')]//a/@href")
    assert links == [outlet.address(article) for article in outlet.articles]


def test_robots_txt_closes_one_page_that_a_feed_links_all_the_same():
    closed = []
    for outlet in OUTLETS:
        robots = RobotFileParser()
        robots.parse(PAGES[f"{outlet.home}robots.txt"].body.decode().splitlines())
        closed += [a.slug for a in outlet.articles if not robots.can_fetch("anyone", outlet.address(a))]
    assert closed == ["editors-notebook"]


def test_rendering_twice_gives_the_same_bytes_and_tags():
    again = render_newsroom(load_outlets())
    assert {url: page.etag for url, page in again.items()} == {url: page.etag for url, page in PAGES.items()}
