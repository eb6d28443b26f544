"""A release of an earlier Hongbao is told as one on every page, whatever it lacks and whatever was asked for."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from dashboard.outdated import HOLDINGS, compare, list_held, read_holdings
from dashboard.pages import PAGES
from tests.dashboard.amending import amend
from tests.dashboard.holding import write_holdings
from tests.dashboard.opening import open_app
from tests.dashboard.test_pages import read
from warehouse.reads import Release


@pytest.fixture(scope="module")
def old_folder(room_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The room as a Hongbao published it that had no `day_claims` yet and no edition."""
    folder = tmp_path_factory.mktemp("old") / "data"
    copytree(room_folder, folder, symlinks=True)
    with amend(folder) as connection:
        connection.execute("ALTER TABLE marts.facts DROP COLUMN day_claims")
        connection.execute("DROP TABLE marts.edition")
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_a_release_of_an_earlier_version_is_told_as_one(
    page: str, old_folder: Path, find_fact: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HONGBAO_DATA", str(old_folder))
    app = open_app(page, fact=find_fact("qwen", "dau"), by="questmobile", lang="en")
    said = read(app)
    assert "an earlier version of Hongbao made it" in said
    assert "<pre>marts.edition, marts.facts.day_claims</pre>" in said


def test_what_a_release_holds_is_on_record(room_release: Release) -> None:
    said = HOLDINGS.read_text(encoding="utf-8")
    assert said == write_holdings(room_release), "a table has other columns: run python -m tests.dashboard.holding"
    assert not compare(list_held(room_release.tables()), read_holdings())


def test_a_release_may_hold_more_than_is_read() -> None:
    held = {"marts.facts": ["fact_id", "later"], "marts.later": ["fact_id"]}
    assert compare(held, {"marts.facts": ["fact_id"]}) == []
    assert compare(held, {"marts.facts": ["fact_id", "rank"], "marts.runs": ["run_id"]}) == [
        "marts.runs", "marts.facts.rank"
    ]  # fmt: skip
