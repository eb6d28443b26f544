"""What the sample newsroom is made of: outlets and the articles they have published."""

from datetime import datetime
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, model_validator


class PressError(ValueError):
    """A file of the sample newsroom is not as it should be; the message names the file and the fault."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Revision(_Strict):
    """A correction: from `at` on, the one place of the body that reads `replace` reads `by`."""

    at: AwareDatetime
    replace: str
    by: str


class Article(_Strict):
    """One published article: `body` is CommonMark, `reports` are the public pages whose figures it carries.

    `canonical` is the page a copy was taken from, `credit` the line that says so. `path` overrides the usual
    address of the outlet. With `names_charset` off, only the page itself says how its bytes are to be read, not
    the header of its answer. `revision` and `gone_from` are what becomes of it later (sample/clock.py);
    `revised_at` is when the body at hand was corrected, None for the first version.
    """

    slug: str
    title: str
    byline: str
    published: AwareDatetime
    relevant: bool
    reports: tuple[str, ...]
    body: str
    canonical: str | None = None
    credit: str | None = None
    path: str | None = None
    names_charset: bool = True
    revision: Revision | None = None
    gone_from: AwareDatetime | None = None
    revised_at: AwareDatetime | None = None

    @model_validator(mode="after")
    def relevant_articles_name_their_reports(self) -> Self:
        if self.relevant and not self.reports:
            raise ValueError("a relevant article links the public reports behind its figures: add `reports`")
        return self

    @model_validator(mode="after")
    def a_revision_changes_one_place(self) -> Self:
        if self.revision and self.body.count(self.revision.replace) != 1:
            raise ValueError("a revision replaces words that stand in the body once: lengthen `replace`")
        return self

    @property
    def modified(self) -> datetime:
        return self.revised_at or self.published

    @property
    def summary(self) -> str:
        """The first paragraph, as a feed shows it."""
        return self.body.split("\n\n", 1)[0].strip()


class Outlet(_Strict):
    """One invented outlet; `id` is its folder, its source id and the name of its golden pages.

    `changed_at` is set by the clock where something other than its newest article changed its feed and front.
    """

    id: str
    name: str
    tagline: str
    host: str
    language: Literal["en", "zh", "zh-Hant"]
    tier: Literal["official", "agency", "newspaper", "trade_press", "aggregator"]
    cadence_hours: int
    discovery: Literal["rss", "atom", "sitemap", "list"]
    family: Literal["semantic", "table", "portal", "hant", "bulletin"]
    charset: Literal["utf-8", "gb18030"] = "utf-8"
    article_path: str
    sections: tuple[str, ...] = ()
    adverts: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    disallow: tuple[str, ...] = ()
    articles: tuple[Article, ...]
    changed_at: AwareDatetime | None = None

    @property
    def updated(self) -> datetime:
        return self.changed_at or self.articles[0].published

    @property
    def listing(self) -> str:
        """The address through which the sources file finds its articles."""
        path = {"sitemap": "/news-sitemap.xml", "list": "/"}.get(self.discovery, "/feed.xml")
        return f"http://{self.host}{path}"

    @property
    def home(self) -> str:
        return f"http://{self.host}/"

    def address(self, article: Article) -> str:
        """Where an article lives: the same on every run and port, since hosts are reached through a proxy."""
        day = article.published
        path = article.path or self.article_path.format(
            year=f"{day:%Y}", month=f"{day:%m}", day=f"{day:%d}", slug=article.slug
        )
        return f"http://{self.host}{path}"
