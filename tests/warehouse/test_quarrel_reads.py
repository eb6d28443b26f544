"""What a release answers of contradictions and of its own past."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.warehouse.desk import AT, Desk, furnish, money
from warehouse.dispute_reads import KEPT
from warehouse.load import load
from warehouse.publish import publish
from warehouse.reads import open_release
from warehouse.writer import open_writer

SLIP = "Quick throws thirty billion at it"


def release(folder: Path, desk: Desk, at: datetime, rules: str = "rules-1") -> None:
    with open_writer(folder) as connection:
        furnish(connection)
        load(connection, desk.batch(rules), at)
        publish(folder, connection, at)


def tell_quarrel() -> Desk:
    """Three outlets say 3 billion, one of them twice and last; one says ten times that."""
    desk = Desk()
    for outlet, day in (("Anvil", "2026-02-03"), ("Birch", "2026-02-04"), ("Cedar", "2026-02-05")):
        desk.tell(outlet, money("budget", 3e9, season=2026), day=day)
    desk.tell("Cedar", money("budget", 3e9, season=2026), day="2026-02-06", sentence="Once more, three billion yuan")
    desk.tell("Quick", money("budget", 30e9, season=2026), day="2026-02-02", sentence=SLIP)
    return desk


@pytest.fixture(scope="module")
def quarrel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one release of the quarrel, to be asked only."""
    folder = tmp_path_factory.mktemp("quarrel")
    release(folder, tell_quarrel(), AT)
    return folder


@pytest.fixture
def own_quarrel(quarrel: Path, tmp_path: Path) -> Path:
    """A copy of the same, to be released into."""
    shutil.copytree(quarrel, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path


def test_the_values_of_a_dispute_come_with_what_their_reason_speaks_of(quarrel: Path) -> None:
    with open_release(quarrel) as opened:
        values = opened.dispute_values(2026)
        assert opened.dispute_values(1999).is_empty()
    assert values["rank"].to_list() == ["preferred", "deprecated"]
    assert values["reason_args"].to_list()[1]["tens"] == 1
    assert values["basis"].null_count() == 0


def test_the_newest_sentences_are_of_different_reports_and_counted(quarrel: Path) -> None:
    with open_release(quarrel) as opened:
        preferred, slip = opened.dispute_values(2026)["fact_id"].to_list()
        said = opened.newest_sentences([preferred, slip], 3)
        assert opened.newest_sentences([], 3).is_empty()
    of_preferred = said.filter(said["fact_id"] == preferred)
    assert of_preferred["publisher"].to_list() == ["Cedar", "Birch", "Anvil"]
    assert of_preferred["sentences"].to_list() == [4, 4, 4]
    assert said.filter(said["fact_id"] == slip)["quote"].to_list() == [SLIP]


def test_the_kept_sentences_are_those_that_all_that_is_said_gives(
    quarrel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_release(quarrel) as opened:
        fact_ids = opened.dispute_values(2026)["fact_id"].to_list()
        kept = [opened.newest_sentences(fact_ids, each) for each in range(1, KEPT + 1)]
        assert opened.newest_sentences(fact_ids, KEPT + 1).height == 5
        monkeypatch.setattr("warehouse.dispute_reads.KEPT", 0)
        for each, rows in enumerate(kept, start=1):
            assert opened.newest_sentences(fact_ids, each).equals(rows)


def test_what_every_page_asks_is_read_once(quarrel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask() -> list[object]:
        return [opened.seasons(), opened.edition(), opened.last_run(), opened.apps().rows(), opened.health().rows()]

    with open_release(quarrel) as opened:
        first = ask()
        opened.apps().drop_in_place("role")
        monkeypatch.delattr("warehouse.reads.ask_mart")
        assert ask() == first


def test_a_first_release_has_none_before_it(quarrel: Path) -> None:
    with open_release(quarrel) as opened:
        assert not opened.has_release_before()
        assert opened.claim_change_counts().is_empty()


@pytest.mark.usefixtures("no_other_days")
def test_a_changed_fact_is_given_as_it_was_and_as_it_is(own_quarrel: Path) -> None:
    desk = tell_quarrel()
    desk.tell("Dune", money("budget", 3e9, season=2026), day="2026-02-07", article_id="dune")
    release(own_quarrel, desk, AT + timedelta(days=1))
    with open_release(own_quarrel) as opened:
        assert opened.has_release_before()
        changed = opened.changes_in_full().row(0, named=True)
    assert (changed["was"]["origins"], changed["now"]["origins"]) == (3, 4)
    assert changed["change"] == "support"


@pytest.mark.usefixtures("no_other_days")
def test_claims_that_new_rules_take_back_are_counted_and_listed(own_quarrel: Path) -> None:
    desk = tell_quarrel()
    desk.tell("Dune", money("budget", 5e9, season=2026), day="2026-02-07", article_id="dune")
    with open_writer(own_quarrel) as connection:
        load(connection, desk.batch(), AT + timedelta(days=1))
    desk.claims = [claim for claim in desk.claims if claim["article_id"] != "dune"]
    release(own_quarrel, desk, AT + timedelta(days=2), rules="rules-2")
    with open_release(own_quarrel) as opened:
        counts = opened.claim_change_counts()
        latest = opened.latest_claim_changes(1)
    assert counts.select("rules_version", "change", "claims").rows() == [("rules-2", "lost", 1)]
    assert counts["loaded_at"][0] == (AT + timedelta(days=2)).astimezone(UTC)
    assert latest["value_before"].to_list() == [5e9]
