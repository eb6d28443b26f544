"""A release is whole or not there: published, replaced, refused, pruned."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, Desk, furnish, money
from warehouse.batch import make_frame
from warehouse.errors import NoReleaseError, ReleaseRefusedError
from warehouse.ledger import record
from warehouse.load import load
from warehouse.publish import KEPT_RELEASES, publish
from warehouse.reads import open_release
from warehouse.writer import open_writer


def add(connection: DuckDBPyConnection, number: int) -> None:
    desk = Desk()
    desk.tell(f"outlet-{number}", money("coupon", 100 + number), article_id=f"a{number}")
    desk.pages[0]["warc_offset"] = desk.articles[0]["warc_offset"] = 1000 + number
    load(connection, desk.batch(), AT)


def test_a_release_is_a_read_only_file_behind_the_published_name(
    tmp_path: Path, work: DuckDBPyConnection, desk: Desk
) -> None:
    load(work, desk.batch(), AT)
    publication = publish(tmp_path, work, AT)
    assert publication.is_new
    assert publication.is_changed
    assert (tmp_path / "hongbao.duckdb").resolve() == publication.path
    assert stat.S_IMODE(publication.path.stat().st_mode) == 0o444
    assert [path.name for path in publication.path.parent.iterdir()] == [publication.path.name]
    with open_release(tmp_path) as release:
        assert release.version == publication.path
        assert release.released_at == AT


def test_the_writer_goes_on_with_its_connection_after_publishing(
    tmp_path: Path, work: DuckDBPyConnection, desk: Desk
) -> None:
    load(work, desk.batch(), AT)
    publish(tmp_path, work, AT)
    assert load(work, desk.batch(), AT).is_unchanged


def test_an_old_reader_keeps_its_release_and_a_new_one_gets_the_new(
    tmp_path: Path, work: DuckDBPyConnection, desk: Desk
) -> None:
    load(work, desk.batch(), AT)
    first = publish(tmp_path, work, AT)
    with open_release(tmp_path) as old:
        before = old.facts().height
        add(work, 1)
        second = publish(tmp_path, work, AT + timedelta(hours=1))
        assert second.path != first.path
        assert old.facts().height == before
        with open_release(tmp_path) as new:
            assert new.facts().height == before + 1


def test_publishing_what_is_published_makes_no_new_file(tmp_path: Path, work: DuckDBPyConnection, desk: Desk) -> None:
    load(work, desk.batch(), AT)
    first = publish(tmp_path, work, AT)
    load(work, desk.batch(), AT + timedelta(hours=1))
    with open_release(tmp_path):
        second = publish(tmp_path, work, AT + timedelta(hours=1))
    assert (second.path, second.is_new, second.is_changed) == (first.path, False, False)


def test_a_new_run_with_the_same_facts_is_published_and_says_so(
    tmp_path: Path, work: DuckDBPyConnection, desk: Desk
) -> None:
    load(work, desk.batch(), AT)
    first = publish(tmp_path, work, AT)
    run = {"run_id": "r1", "flow": "refresh", "started_at": AT, "finished_at": AT, "outcome": "ok"}
    record(work, "runs", make_frame("runs", [run | {"message": None}]))
    second = publish(tmp_path, work, AT)
    assert (second.is_new, second.is_changed) == (True, False)
    assert second.facts_digest == first.facts_digest
    with open_release(tmp_path) as release:
        last = release.last_run()
        assert last is not None
        assert last.run_id == "r1"


def test_the_same_news_fetched_at_another_time_has_the_same_facts_digest(tmp_path: Path) -> None:
    digests = []
    for folder, fetched in ((tmp_path / "one", 0), (tmp_path / "two", 9)):
        desk = Desk()
        desk.tell("lantern", money("budget", 3e9), fetched=fetched)
        with open_writer(folder) as connection:
            load(furnish(connection), desk.batch(), AT + timedelta(hours=fetched))
            digests.append(publish(folder, connection, AT).facts_digest)
    assert digests[0] == digests[1]


@pytest.mark.parametrize(
    ("check", "damage"),
    [
        ("quote_stands_in_text", "UPDATE raw.claims SET quote = 'never said'"),
        ("number_stands_in_quote", "UPDATE raw.claims SET number_end = quote_end + 1"),
        ("article_has_archive_record", "DELETE FROM raw.pages"),
        ("claim_has_article", "DELETE FROM raw.articles"),
        ("article_is_current_once", "INSERT INTO raw.articles SELECT * FROM raw.articles LIMIT 1"),
        ("claim_is_current_once", "INSERT INTO raw.claims SELECT * FROM raw.claims LIMIT 1"),
        ("edition_is_set", "DELETE FROM raw.edition"),
        ("fact_words_are_known", "UPDATE raw.claims SET bound = 'roughly'"),
    ],
)
def test_a_broken_check_refuses_the_release_and_the_last_one_stays(
    tmp_path: Path, work: DuckDBPyConnection, desk: Desk, check: str, damage: str
) -> None:
    load(work, desk.batch(), AT)
    last = publish(tmp_path, work, AT)
    work.execute(damage)
    with pytest.raises(ReleaseRefusedError, match=check) as refusal:
        publish(tmp_path, work, AT + timedelta(hours=1))
    assert "\n" not in str(refusal.value)
    with open_release(tmp_path) as release:
        assert release.version == last.path
        assert release.facts().height > 0


def test_the_last_five_releases_are_kept(tmp_path: Path, work: DuckDBPyConnection) -> None:
    paths = []
    for number in range(KEPT_RELEASES + 2):
        add(work, number)
        paths.append(publish(tmp_path, work, AT).path)
    assert paths == sorted(paths)
    assert sorted((tmp_path / "releases").iterdir()) == paths[-KEPT_RELEASES:]


def test_what_a_killed_run_left_half_copied_is_swept_away(tmp_path: Path, work: DuckDBPyConnection, desk: Desk) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / ".hongbao-1.duckdb").write_bytes(b"half")
    load(work, desk.batch(), AT)
    path = publish(tmp_path, work, AT).path
    assert list((tmp_path / "releases").iterdir()) == [path]


def test_without_a_release_the_reader_is_told_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match="run `hongbao demo`"):
        open_release(tmp_path)
    (tmp_path / "hongbao.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(NoReleaseError, match="is not a release that can be read"):
        open_release(tmp_path)
