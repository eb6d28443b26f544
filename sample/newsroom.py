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
XML = "application/xml; charset=utf-8"
FEEDS = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
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
    modified = outlet.articles[0].published
    for path, template, content_type in _fixed_pages(outlet):
        text = _templates().get_template(template).render(outlet=outlet, updated=modified)
        yield f"http://{outlet.host}{path}", Page(text.encode(), content_type, modified)
    for article in outlet.articles:
        yield outlet.address(article), _article_page(outlet, article)


def _fixed_pages(outlet: Outlet) -> Iterator[tuple[str, str, str]]:
    yield "/robots.txt", "robots.txt", "text/plain; charset=utf-8"
    yield "/", f"{outlet.family}/front.html", HTML
    yield "/sitemap.xml", "sitemap.xml", XML
    if outlet.discovery == "sitemap":
        yield "/news-sitemap.xml", "news_sitemap.xml", XML
    elif outlet.discovery in FEEDS:
        yield "/feed.xml", f"{outlet.discovery}.xml", FEEDS[outlet.discovery]


def _article_page(outlet: Outlet, article: Article) -> Page:
    related = [other for other in outlet.articles if other.published < article.published][:RELATED]
    template = _templates().get_template(f"{outlet.family}/article.html")
    body = _markdown().render(article.body)
    text = template.render(outlet=outlet, article=article, body=body, related=related)
    return Page(text.encode(), HTML, article.published)


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
