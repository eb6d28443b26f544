"""What a reader gets from a release, and what it cannot do to it."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.desk import AT, Desk, event, furnish, money, reach
from warehouse.batch import make_frame
from warehouse.errors import NoReleaseError, QueryError
from warehouse.ledger import declare, record
from warehouse.load import load
from warehouse.publish import publish
from warehouse.reads import Release, open_release
from warehouse.writer import open_writer


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    folder: Path = tmp_path_factory.mktemp("data")
    desk = Desk()
    fill(desk)
    source = {
        "id": "lantern",
        "publisher": "Lantern",
        "language": "en",
        "tier": "agency",
        "home": "http://l.example",
    }
    health = {
        "run_id": "r1",
        "source_id": "lantern",
        "checked_at": AT,
        "health": "ok",
        "newest_item_at": AT,
        "pages": 3,
    }
    with open_writer(folder) as connection:
        furnish(connection)
        declare(connection, "sources", make_frame("sources", [source, source | {"id": "silent"}]))
        lacking = dict.fromkeys(("not_modified", "bytes", "message", "listed", "expected", "new_pages"))
        record(connection, "source_health", make_frame("source_health", [health | lacking]))
        load(connection, desk.batch(), AT)
        publish(folder, connection, AT)
    with open_release(folder) as opened:
        yield opened


def fill(desk: Desk) -> None:
    desk.tell("lantern", money("budget", 3e9), event("launch", as_of="2026-02-06"))
    desk.tell("tangyuan", money("budget", 3e9), reach("dau", 73.52e6, as_of="2026-02-07"))
    desk.tell("hasty", money("budget", 30e9))
    desk.reject("capex")


def test_a_figure_leads_to_its_sentence_and_the_sentence_to_its_article(release: Release) -> None:
    home = release.comparison(2026).row(0, named=True)
    assert (home["app"], home["budget_cny"], home["budget_status"]) == ("qwen", 3e9, "corroborated")
    evidence = release.evidence(home["budget_fact_id"])
    assert evidence.height == home["budget_claims"] == 2
    claim = evidence.row(0, named=True)
    article = release.article(claim["article_id"])
    assert article is not None
    assert article.text[claim["quote_start"] : claim["quote_end"]] == claim["quote"]
    assert (claim["warc_file"], claim["payload_digest"]) == ("desk.warc.gz", "sha1:DESK")


def test_facts_are_filtered_by_what_they_have(release: Release) -> None:
    assert release.facts(app="qwen", measure="budget", status="suspect")["value"].to_list() == [30e9]
    assert release.facts(season=None).is_empty()
    with pytest.raises(QueryError, match="cannot be filtered by colour"):
        release.facts(colour="red")


def test_each_question_has_its_answer(release: Release) -> None:
    assert release.seasons() == [2026]
    assert release.comparison(1999).is_empty()
    assert release.apps()["id"].to_list() == ["qwen", "doubao", "wenxin", "yuanbao"]
    assert release.events(2026)["event"].to_list() == ["launch"]
    assert release.disputes(2026)["status"].to_list() == ["corroborated", "suspect"]
    assert release.rejected()["reason"].to_list() == ["capex"]
    assert release.health()["health"].to_list() == ["ok", "not checked"]
    assert release.article("none") is None
    assert release.last_run() is None
    edition = release.edition()
    assert (edition.edition, edition.articles, edition.claims, edition.facts) == ("sample", 3, 5, 4)


def test_a_fact_id_is_no_sql(release: Release) -> None:
    for no_fact in ("x' OR 'a' = 'a", "''", "none"):
        assert release.evidence(no_fact).is_empty()
        assert release.explain_fact(no_fact).is_empty()


def test_each_mart_has_its_question(release: Release) -> None:
    assert release.spend(2026)["value_cny"].to_list() == [3e9]
    assert release.reach(2026)["value"].to_list() == release.reach_daily(2026)["value"].to_list() == [73.52e6]
    efficiency = release.efficiency(2026).filter("is_comparable")
    assert efficiency["ratio"].to_list() == ["cny_per_peak_daily_user"]
    assert release.timeline(2026)["event"].to_list() == ["budget announced", "launch", "dau"]
    assert release.coverage(2026).height == 4 * 12
    assert set(release.share_of_voice(2026)["app"]) == {"qwen"}
    assert release.latest_claim_changes(9).is_empty()
    assert release.changes_in_full()["change"].to_list() == ["new"] * 4
    assert release.spend(1999).is_empty()


def test_a_release_remembers_other_days(release: Release) -> None:
    facts = release.facts()
    assert release.facts_as_of(AT).equals(facts)
    assert release.facts_as_of(AT.date()).height == facts.height
    assert release.facts_as_of(AT.date() - timedelta(days=1)).is_empty()
    changed = release.changes_in_full(AT.date() - timedelta(days=1))
    assert changed["fact_id"].sort().equals(facts["fact_id"].sort())
    assert set(changed["change"]) == {"new"}
    assert release.changes_in_full(AT.date()).is_empty()
    with pytest.raises(ValueError, match="has no time zone"):
        release.facts_as_of(AT.replace(tzinfo=None))


def test_a_fact_is_explained_from_the_release_alone(release: Release) -> None:
    fact_id = release.facts(measure="dau")["fact_id"][0]
    nodes = release.explain_fact(fact_id)["node"].to_list()
    assert nodes == ["fact", "claim", "article", "archive record"]


def test_every_instant_is_in_utc(release: Release) -> None:
    assert release.released_at == AT
    assert str(release.edition().created_at.tzinfo) == str(UTC)
    assert release.query("SELECT now() AS t", 1)["t"].dtype.time_zone == "UTC"  # type: ignore[attr-defined]


def test_a_typed_question_is_answered_up_to_the_row_limit(release: Release) -> None:
    assert release.query("SELECT value FROM marts.facts ORDER BY value", 2).height == 2
    assert release.query("FROM marts.facts", 100).height == 4
    assert release.query("DESCRIBE marts.facts", 100).height > 20


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM raw.claims",
        "CREATE TABLE mine AS SELECT 1",
        "SELECT 1; SELECT 2",
        "",
        "COPY marts.facts TO 'facts.csv'",
        "ATTACH 'other.duckdb'",
        "SET memory_limit = '64GB'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM desk",
        "SELEC 1",
        "LOAD httpfs",
    ],
)
def test_anything_but_a_question_to_the_release_is_refused_in_one_line(release: Release, sql: str) -> None:
    with pytest.raises(QueryError) as refusal:
        release.query(sql, 10)
    assert str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_no_release_is_told_from_one(tmp_path: Path) -> None:
    stranger = tmp_path / "other.duckdb"
    duckdb.connect(stranger).close()
    with pytest.raises(NoReleaseError, match="is not a release that can be read"):
        open_release(stranger)
