"""A small news desk: writes articles with claims for the warehouse tests, in as few words as they need."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from duckdb import DuckDBPyConnection

from extraction.records import Article, Claim, RejectedFigure
from warehouse import ledger
from warehouse.batch import Batch, make_frame
from warehouse.files import read_files
from warehouse.load import load
from warehouse.models import build_model, clear_schemas, order_models
from warehouse.publish import publish
from warehouse.schema import create_schema, read_types
from warehouse.stories import tell_stories
from warehouse.time_travel import MACROS, create_time_travel, list_needed
from warehouse.writer import open_writer

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
APPS = make_frame(
    "apps",
    [
        {"id": app, "role": role, "name_en": app.title(), "name_zh": app, "colour": "#123456"}
        for app, role in (("qwen", "home"), ("yuanbao", "rival"), ("wenxin", "rival"), ("doubao", "rival"))
    ],
)
RATES = make_frame(
    "fx_rates",
    [
        {
            "rate_on": datetime(2026, 2, day, tzinfo=UTC).date(),
            "currency": "USD",
            "cny_per_unit": rate,
            "source_url": "https://rates.example/usd",
            "note": None,
        }
        for day, rate in ((2, 6.96), (6, 6.94))
    ],
)


# Warehouses in memory that nobody has; one that broke does not come back.
SHELF: list[DuckDBPyConnection] = []
TEMPORARY = """
    SELECT 'TABLE', table_name FROM duckdb_tables() WHERE temporary
    UNION ALL
    SELECT 'VIEW', view_name FROM duckdb_views() WHERE temporary AND NOT internal
"""

SEASONS = make_frame(
    "seasons",
    [
        {"season": day.year, "eve_on": day - timedelta(days=1), "new_year_on": day, "lantern_on": day + timedelta(14)}
        for day in (date(2025, 1, 29), date(2026, 2, 17))
    ],
)


def money(measure: str, value: float, app: str = "qwen", **others: object) -> dict[str, object]:
    """What a claim of yuan says; `others` are more fields of Claim."""
    return {"app": app, "kind": "spend", "measure": measure, "value": value, "currency": "CNY"} | others


def reach(measure: str, value: float, app: str = "qwen", **others: object) -> dict[str, object]:
    return {"app": app, "kind": "reach", "measure": measure, "value": value, "unit": measure} | others


def event(measure: str, app: str = "qwen", **others: object) -> dict[str, object]:
    return {"app": app, "kind": "event", "measure": measure} | others


@dataclass
class Desk:
    """Collects articles; `batch()` is what the flow would hand to the warehouse."""

    articles: list[dict[str, object]] = field(default_factory=list)
    claims: list[dict[str, object]] = field(default_factory=list)
    rejected: list[dict[str, object]] = field(default_factory=list)
    pages: list[dict[str, object]] = field(default_factory=list)

    def tell(
        self,
        publisher: str,
        *said: dict[str, object],
        day: str | None = "2026-02-05",
        sentence: str | None = None,
        text: str | None = None,
        article_id: str | None = None,
        fetched: int = 0,
    ) -> None:
        """One article of `publisher` making the claims `said`, fetched at the hour `fetched`."""
        number = len(self.articles)
        sentence = sentence or f"第{number}句: {publisher} puts its figure at 12345 this time"
        text = text if text is not None else f"{publisher} reports as number {number}.\n{sentence}."
        article = Article(
            article_id=article_id or f"{publisher}-{number}",
            text_sha256=sha256(text.encode()).hexdigest(),
            url=f"http://{publisher}.example/{number}",
            publisher=publisher,
            title=f"News {number}",
            byline=None,
            lang="en",
            published_at=datetime.fromisoformat(f"{day}T09:00:00+08:00") if day else None,
            text=text,
        )
        record = {"warc_file": "desk.warc.gz", "warc_offset": number, "payload_digest": "sha1:DESK"}
        moment = datetime(2026, 2, 28, tzinfo=UTC) + timedelta(hours=fetched)
        self.articles.append(
            asdict(article) | record | {"source_id": publisher, "tier": "newspaper", "fetched_at": moment}
        )
        self.pages.append(make_page(article, record, moment))
        self.claims.extend(make_claim(article, sentence, place, fields) for place, fields in enumerate(said))

    def reject(self, reason: str) -> None:
        """A figure in the last article that is no claim, for `reason`."""
        last = self.articles[-1]
        figure = RejectedFigure(
            article_id=str(last["article_id"]),
            number_start=0,
            number_end=3,
            figure="380",
            value=380e9,
            reason=reason,
            quote="380 billion of capex",
        )
        self.rejected.append(asdict(figure) | {"text_sha256": last["text_sha256"]})

    def batch(self, rules_version: str = "rules-1") -> Batch:
        return Batch(
            rules_version=rules_version,
            articles=make_frame("articles", self.articles),
            claims=make_frame("claims", self.claims),
            rejected_figures=make_frame("rejected_figures", self.rejected),
            pages=make_frame("pages", self.pages),
        )


def make_page(article: Article, record: dict[str, object], moment: datetime) -> dict[str, object]:
    answer = {"status": 200, "content_type": "text/html", "etag": None, "last_modified": None}
    kept = {"url": article.url, "source_id": article.publisher, "article_id": article.article_id}
    kind = {"role": "article", "record": "response"}
    return record | answer | kept | kind | {"fetched_at": moment, "outcome": "article"}


def make_claim(article: Article, sentence: str, place: int, said: dict[str, object]) -> dict[str, object]:
    """One claim of `article`, quoted by `sentence`; `place` numbers it."""
    start = article.text.index(sentence)
    usual = {
        "value": None, "value_max": None, "unit": None, "currency": None, "value_cny": None,
        "cny_basis": None, "count": None, "bound": "exact", "basis": "media", "origin": None, "as_of": None,
        "season": 2026,
        "quote": sentence, "quote_start": start, "quote_end": start + len(sentence), "number_start": start,
        "number_end": start + 1, "confidence": "stated", "confidence_reason": "said outright", "rule": "desk",
    }  # fmt: skip
    identity = {"claim_id": f"{article.article_id}#{place}", "article_id": article.article_id}
    claim = Claim(**(usual | identity | said))  # type: ignore[arg-type]
    return asdict(claim) | {"text_sha256": article.text_sha256}


def tell_usual() -> Desk:
    """Three outlets: a budget with a slip, daily users, a launch, a rejected figure."""
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), event("launch", as_of="2026-02-06"))
    desk.tell("tangyuan", money("budget", 3e9), reach("dau", 73.52e6, as_of="2026-02-07"))
    desk.tell("hasty", money("budget", 30e9))
    desk.reject("capex")
    return desk


def furnish(connection: DuckDBPyConnection) -> DuckDBPyConnection:
    """The connection with apps, rates, seasons and an edition in its raw tables."""
    ledger.declare(connection, "apps", APPS)
    ledger.declare(connection, "fx_rates", RATES)
    ledger.declare(connection, "seasons", SEASONS)
    ledger.set_edition(connection, "sample", AT)
    return connection


def publish_desk(desk: Desk, folder: Path) -> Path:
    """The file of a release with what the desk tells, published in the data folder."""
    with open_writer(folder) as connection:
        load(furnish(connection), desk.batch(), AT)
        return publish(folder, connection, AT).path


def open_memory() -> DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute("SET TimeZone = 'UTC'")
    create_schema(connection)
    return furnish(connection)


@contextmanager
def borrow_memory() -> Iterator[DuckDBPyConnection]:
    """As `open_memory`, but what is borrowed is emptied for the next: less than half the time of making it."""
    connection = SHELF.pop() if SHELF else open_memory()
    yield connection
    clear(connection)
    SHELF.append(furnish(connection))


def clear(connection: DuckDBPyConnection) -> None:
    """Leave the raw tables, with no row in them, and nothing else that a load or a build made."""
    connection.execute("SET TimeZone = 'UTC'")
    for schema in ("marts", "staging"):
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    for macro in (*MACROS, "what_changed", *(file.name for file in read_files("questions"))):
        connection.execute(f"DROP MACRO TABLE IF EXISTS main.{macro}")
    for kind, name in connection.execute(TEMPORARY).fetchall():
        connection.execute(f"DROP {kind} temp.{name}")
    for table in read_types().keys() - {"schema_version"}:
        connection.execute(f"DELETE FROM raw.{table}")  # noqa: S608 - one of our own tables


def reconcile(desk: Desk, query: str = "SELECT * FROM marts.facts") -> list[dict[str, Any]]:
    """The rows of `query` after the desk's batch was loaded and what it reads from was built."""
    (rows,) = reconcile_for(desk, query)
    return rows


def reconcile_for(desk: Desk, *queries: str) -> list[list[dict[str, Any]]]:
    """The rows of each query of one build: a quarter of a second for each build that is not made."""
    with borrow_memory() as connection:
        load(connection, desk.batch(), AT)
        tell_stories(connection)
        build_for(connection, *queries)
        return [connection.sql(query).pl().to_dicts() for query in queries]


def build_for(connection: DuckDBPyConnection, *queries: str) -> None:
    """Make the macros, the tables that are named and those that they are made of: a third of the whole build."""
    clear_schemas(connection)
    for model in list_needed(order_models(), " ".join(queries)):
        build_model(connection, model, {})


def look_back(connection: DuckDBPyConnection) -> None:
    """Make the macros of other days: they compute all from the raw tables, so no table is built."""
    clear_schemas(connection)
    create_time_travel(connection, order_models())


def shuffled(frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    return frame.sample(fraction=1, shuffle=True, seed=seed)


def pieces(desk: Desk) -> Iterator[Batch]:
    """The desk's articles one by one, the last first."""
    whole = desk.batch()
    for row in reversed(range(whole.articles.height)):
        article = whole.articles[row]
        mine = {"on": ["article_id", "text_sha256"], "how": "semi"}
        yield Batch(
            rules_version="rules-1",
            articles=article,
            claims=whole.claims.join(article, **mine),  # type: ignore[arg-type]
            rejected_figures=whole.rejected_figures.join(article, **mine),  # type: ignore[arg-type]
            pages=whole.pages.join(article, on=["article_id"], how="semi"),
        )
