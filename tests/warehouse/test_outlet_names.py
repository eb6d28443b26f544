"""An article that names no publisher is its host's wherever readers see it, as it is where origins are counted."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.digest_lines import read_witnesses
from tests.warehouse.desk import Desk, money, publish_desk
from warehouse.outlet_names import call_outlet
from warehouse.reads import Release, Wanted, open_release

ALL = Wanted(season=2026, apps=("qwen",))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    """Two values of one budget, each told by an article that was handed in with an address and no publisher."""
    folder: Path = tmp_path_factory.mktemp("hosts")
    desk = Desk()
    desk.tell("kite", money("budget", 3e9), sentence="Qwen will spend 3 billion yuan")
    desk.tell("crane", money("budget", 4e9), sentence="It is 4 billion yuan for Qwen")
    for article in desk.articles:
        article |= {"publisher": None, "source_id": "by_hand"}
    publish_desk(desk, folder)
    with open_release(folder) as opened:
        yield opened


def test_every_reader_of_a_sentence_gets_the_host(release: Release) -> None:
    facts = release.facts(season=2026)["fact_id"].to_list()
    hosts = set(release.find_sentences(ALL, 9)["publisher"])
    assert len(hosts) == len(facts) == 2
    assert all("." in host for host in hosts)
    assert set(release.tally(2026)["outlet"]) == hosts
    assert {witness["publisher"] for witness in read_witnesses(release).values()} == hosts
    for each in (1, 9):
        assert set(release.newest_sentences(facts, each)["publisher"]) == hosts
    for fact in facts:
        (host,) = release.first_sentence(fact)["publisher"]
        (told,) = release.told_first(fact, 9).iter_rows(named=True)
        assert {told["publisher"], *release.claim(told["claim_id"])["publisher"]} == {host}
        assert told["lead_outlet"] == host
        asked = Wanted(season=2026, apps=("qwen",), outlet=host)
        assert release.find_sentences(asked, 9)["claim_id"].to_list() == [told["claim_id"]]


@pytest.mark.parametrize(
    ("publisher", "url", "outlet"),
    [
        ("Kite", "https://kite.example/a", "Kite"),
        (None, "https://www.m.Kite.example:8080/a?b", "kite.example"),
        ("", "http://kite.example", "kite.example"),
        (None, "https://kite@evil.example/", None),
        (None, "note.txt", None),
        (None, None, None),
    ],
)  # fmt: skip
def test_the_host_is_what_stands_before_the_path(publisher: str | None, url: str | None, outlet: str | None) -> None:
    with duckdb.connect() as connection:
        query = f"SELECT {call_outlet('told')} FROM (SELECT $1::VARCHAR AS publisher, $2::VARCHAR AS url) AS told"  # noqa: S608 - ours
        assert connection.execute(query, [publisher, url]).fetchone() == (outlet,)
