"""The newsroom as a browser would fetch it: every address of every outlet with its bytes."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markdown_it import MarkdownIt

from sample.press import Article, Outlet

HTML = "text/html; charset=utf-8"
FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
RELATED = 4


@dataclass(frozen=True, slots=True)
class Page:
    """A response body and what conditional requests are answered from; `modified` is an instant with zone."""

    body: bytes
    content_type: str
    modified: datetime

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:24]}"'


def render_newsroom(outlets: Iterable[Outlet]) -> Mapping[str, Page]:
    """Every page by its full address, e.g. `http://lantern-daily.example/feed.xml`."""
    return {url: page for outlet in outlets for url, page in _outlet_pages(outlet)}


def _outlet_pages(outlet: Outlet) -> Iterator[tuple[str, Page]]:
    for path, template, content_type, charset in _fixed_pages(outlet):
        text = _templates().get_template(template).render(outlet=outlet, updated=outlet.updated)
        page = Page(text.encode(charset), f"{content_type}; charset={charset}", outlet.updated)
        yield f"http://{outlet.host}{path}", page
    for article in outlet.articles:
        yield outlet.address(article), _article_page(outlet, article)


def _fixed_pages(outlet: Outlet) -> Iterator[tuple[str, str, str, str]]:
    """Path, template, content type and charset; a sitemap is UTF-8 whatever its outlet's pages are."""
    yield "/robots.txt", "robots.txt", "text/plain", "utf-8"
    yield "/", f"{outlet.family}/front.html", "text/html", outlet.charset
    yield "/sitemap.xml", "sitemap.xml", "application/xml", "utf-8"
    if outlet.discovery == "sitemap":
        yield "/news-sitemap.xml", "news_sitemap.xml", "application/xml", "utf-8"
    elif outlet.discovery in FEED_TYPES:
        yield "/feed.xml", f"{outlet.discovery}.xml", FEED_TYPES[outlet.discovery], outlet.charset


def _article_page(outlet: Outlet, article: Article) -> Page:
    template = _templates().get_template(f"{outlet.family}/article.html")
    body = _markdown().render(article.body)
    text = template.render(outlet=outlet, article=article, body=body, related=_related(outlet, article))
    content_type = f"text/html; charset={outlet.charset}" if article.names_charset else "text/html"
    return Page(text.encode(outlet.charset), content_type, article.modified)


def _related(outlet: Outlet, article: Article) -> list[Article]:
    """The articles before this one; one that will be taken down is left out, so that its end changes no other page."""
    older = [other for other in outlet.articles if other.published < article.published and not other.gone_from]
    return older[:RELATED]


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("sample"),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["rfc822"] = format_datetime
    environment.filters["host"] = lambda url: urlsplit(url).hostname
    return environment


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})
