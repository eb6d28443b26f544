"""Turns an archived page, or a text handed in, into an article; or says why it is none."""

import hashlib
from codecs import BOM_UTF8
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Literal
from urllib.parse import urljoin, urlsplit

import lxml.html
import re2
from lxml import etree
from lxml.html import HtmlElement
from w3lib.encoding import html_to_unicode

from extraction.folding import readable
from extraction.languages import detect_language, is_chinese
from extraction.maintext import main_text
from extraction.metadata import Metadata, read_metadata
from extraction.records import Article
from extraction.relevance import is_relevant
from extraction.watchlist import Watchlist

NoArticle = Literal["irrelevant", "no_text", "not_a_page"]
# Pieces of text, menus and all: enough to tell a page's language.
_LANGUAGE_SAMPLE = 2000
# Half of a page's bytes, and of the time to read it, are code and furniture that no article stands in.
_ASIDE = (etree.Comment, "script", "style", "svg", "noscript", "iframe", "nav", "aside", "footer", "button", "select")
# A page that says "XML" of itself is still read as HTML, which is forgiving.
_XML_DECLARATION = re2.compile(r"^\s*<\?xml[^>]*\?>")
_HEAD = 400
# So many bytes tell whether it is a page: a line or two may be empty.
_OPENING = 512
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = frozenset({"text/plain"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One archived response or handed-in file: its address, type, bytes, and what was told of it by hand.

    The told fields win over what the page says of itself: whoever hands in a file knows where it is from.
    """

    url: str | None
    content_type: str | None
    body: bytes
    article_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    lang: str | None = None
    published_at: datetime | None = None


def read_page(page: Page, watchlist: Watchlist) -> Article | NoArticle:
    """The article of a page, or why there is none: `not_a_page`, `irrelevant` or `no_text`."""
    kind = (page.content_type or "text/html").split(";")[0].strip().lower()
    if kind in _TEXT:
        text = page.body.decode("utf-8", errors="replace")
        return _article(page, text, Metadata(None, None, None, None, None), watchlist)
    if kind not in _HTML and not begins_as_html(page.body):
        return "not_a_page"
    _, html = html_to_unicode(page.content_type, page.body)
    html = html.replace("\x00", "")
    if not is_relevant(html, watchlist):
        return "irrelevant"
    tree = parse_html(html)
    if tree is None:
        return "no_text"
    metadata = read_metadata(tree, page.url)
    etree.strip_elements(tree, *_ASIDE, with_tail=False)
    shown = " ".join(islice(tree.itertext(), _LANGUAGE_SAMPLE))
    body = main_text(tree, is_in_chinese=page.lang != "en" if page.lang else is_chinese(shown))
    if body is None:
        return "no_text"
    title = page.title or metadata.title
    text = body if title is None or body.startswith(title) else f"{title}\n{body}"
    return _article(page, text, metadata, watchlist)


def begins_as_html(body: bytes) -> bool:
    """Whether a page says in its first words that it is one, whatever type its server gave it."""
    return body[:_OPENING].removeprefix(BOM_UTF8).lstrip().lower().startswith((b"<!doctype html", b"<html"))


def parse_html(html: str) -> HtmlElement | None:
    """The tree of a page; None where nothing in it is an element."""
    try:
        return lxml.html.fromstring(_XML_DECLARATION.sub("", html[:_HEAD]) + html[_HEAD:])
    except (etree.ParserError, ValueError):
        return None


def _article(page: Page, text: str, metadata: Metadata, watchlist: Watchlist) -> Article | NoArticle:
    if not text.strip():
        return "no_text"
    if not is_relevant(text, watchlist):
        return "irrelevant"
    url = _address(page.url, metadata.canonical)
    text = readable(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        article_id=page.article_id or identify(url, digest),
        text_sha256=digest,
        url=url,
        publisher=page.publisher or metadata.publisher,
        title=page.title or metadata.title,
        byline=metadata.byline,
        lang=page.lang or detect_language(text),
        published_at=page.published_at or metadata.published_at,
        text=text,
    )


def identify(url: str | None, digest: str) -> str:
    """The id of an article: of its address, so that a revision keeps it; of its text where it has none."""
    key = url or f"sha256:{digest}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _address(url: str | None, canonical: str | None) -> str | None:
    """The canonical address where it is the page's own host's: a page cannot pass itself off as another outlet's."""
    if url is None or canonical is None:
        return url
    try:
        whole = urljoin(url, canonical)
        parts = urlsplit(whole)
        is_own = parts.hostname == urlsplit(url).hostname and parts.scheme in ("http", "https")
    except ValueError:
        return url
    return whole if is_own else url
