"""One entry of the sources file: what may stand in it, and what follows from it."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from spiders.gdelt import API, address_of, check_query
from spiders.sites import site_of

Language = Literal["en", "zh", "zh-Hant"]
Tier = Literal["official", "agency", "newspaper", "trade_press", "aggregator"]
DiscoveryKind = Literal["feed", "sitemap", "list", "gdelt", "rsshub"]
# Kinds that tell of pages elsewhere: where they answer is no place to fetch articles from.
FINDERS = frozenset({"gdelt", "rsshub"})
# Beyond these a number is a slip of the pen, and dates reckoned with it may leave the calendar.
LONGEST_CADENCE = 8760  # hours: a year
OLDEST_DAYS = 3650
MOST_EXPECTED = 1_000_000


def check_web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("not a full web address")
    return value


WebAddress = Annotated[str, AfterValidator(check_web_address)]
SourceId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=40)]
Words = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Discovery(Entry):
    """One way to learn of an outlet's articles.

    A feed, sitemap or list page has a `url`, a list page a `selector` that picks its links. `gdelt` asks GDELT's
    DOC API a `query`, which becomes its `url`; a server that answers in its place may be given there. `rsshub` is a
    `route` of a self-hosted RSSHub, whose address is a setting: the sources file gives no `url`, `place_routes` makes
    it, and it is empty until then. JSON, in which jobs are handed on, may give any `url` that ends in the route:
    whether it is the RSSHub of the settings is not looked at again.
    """

    kind: DiscoveryKind
    url: str
    selector: Words | None = None
    query: Words | None = None
    route: Annotated[str, Field(pattern=r"^/[\x21-\x7e]+$")] | None = None

    @model_validator(mode="before")
    @classmethod
    def set_address(cls, entry: object, info: ValidationInfo) -> object:
        if not isinstance(entry, dict) or entry.get("kind") not in FINDERS:
            return entry
        if entry["kind"] == "rsshub" and "url" in entry and info.mode != "json":
            raise ValueError("an rsshub entry has a route and no url: the address of RSSHub is a setting")
        given, query = entry.get("url", ""), entry.get("query")
        if entry["kind"] == "gdelt" and isinstance(query, str) and isinstance(given, str):
            given = address_of(query, given or API)
        return {**entry, "url": given}

    @model_validator(mode="after")
    def check_place(self) -> "Discovery":
        if (self.kind == "rsshub") != (self.route is not None):
            raise ValueError("a route goes with rsshub, and with nothing else")
        if (self.kind == "gdelt") != (self.query is not None):
            raise ValueError("a query goes with gdelt, and with nothing else")
        if self.route is not None and not self.url.endswith(self.route if self.url else ""):
            raise ValueError("the url of a route is the address of an RSSHub with the route after it")
        if self.query is not None:
            check_query(self.query)
        if self.kind != "rsshub" or self.url:
            check_web_address(self.url)
        return self

    @model_validator(mode="after")
    def check_selector(self) -> "Discovery":
        if (self.kind == "list") != (self.selector is not None):
            raise ValueError("a selector goes with a list page, and with nothing else")
        try:
            HTMLTranslator().css_to_xpath(self.selector or "a")
        except SelectorError as error:
            raise ValueError(f"the selector is no CSS: {error}") from error
        return self


class Source(Entry):
    """One outlet. `cadence_hours` is the time usually between two items: health is judged against it.

    Articles are fetched from the sites (registrable domains) of `home` and of the discovery addresses.
    `expected_items` is the least that its listings usually hold together; items older than `max_age_days` are left;
    `untitled` says what becomes of items that nothing is told of where the source is sifted by the watchlist.
    """

    id: SourceId
    publisher: Words
    home: WebAddress
    language: Language
    tier: Tier
    discovery: Annotated[tuple[Discovery, ...], Field(min_length=1, strict=False)]
    fetch: Literal["all", "matching"]
    terms: Words
    cadence_hours: Annotated[float, Field(gt=0, le=LONGEST_CADENCE, strict=False)]
    confirmed: Words
    enabled: bool = True
    expected_items: Annotated[int, Field(ge=1, le=MOST_EXPECTED)] | None = None
    max_age_days: Annotated[float, Field(gt=0, le=OLDEST_DAYS, strict=False)] | None = None
    untitled: Literal["fetch", "skip"] = "fetch"

    @property
    def is_configured(self) -> bool:
        """Whether it has a way in: one whose only ways are routes of an RSSHub has none until that has an address."""
        return any(way.url for way in self.discovery)

    @property
    def is_finder(self) -> bool:
        """Whether it tells of other outlets' pages and has none of its own."""
        return all(way.kind == "gdelt" for way in self.discovery)

    @property
    def own_sites(self) -> frozenset[str]:
        """The sites its articles are fetched from: not those of a finder, which tells of others' pages."""
        return frozenset(map(site_of, (self.home, *(way.url for way in self.discovery if way.kind not in FINDERS))))


class Excluded(Entry):
    """An outlet that was considered and is not read, with the reason; `sites` are its registrable domains."""

    name: Words
    reason: Words
    sites: Annotated[tuple[Words, ...], Field(strict=False)] = ()
