"""Who counts as an independent voice: the firm once, a tracker once under all its names, an outlet once."""

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, Desk, build_for, money, reach
from warehouse import ledger
from warehouse.batch import make_frame
from warehouse.load import load

ORIGINS = "SELECT DISTINCT origin_key, said_by FROM staging.origins ORDER BY ALL"
REPORTS = "SELECT DISTINCT report_key FROM staging.origins ORDER BY ALL"
VOICES = make_frame("voices", [{"name": name, "voice": "QuestMobile"} for name in ("questmobile", "qm")])


def build(connection: DuckDBPyConnection, desk: Desk) -> None:
    load(connection, desk.batch(), AT)
    build_for(connection, ORIGINS)


def test_a_tracker_in_two_spellings_is_one_voice(memory: DuckDBPyConnection) -> None:
    ledger.declare(memory, "voices", VOICES)
    desk = Desk()
    for publisher, name in (("lantern", "QuestMobile"), ("tangyuan", "QM")):
        desk.tell(publisher, reach("dau", 73.5e6, as_of="2026-02-07", basis="measured", origin=name))
    build(memory, desk)
    assert memory.execute(ORIGINS).fetchall() == [("said by questmobile", "QuestMobile")]


@pytest.mark.parametrize("name", [None, "Alibaba", "阿里巴巴", "Qwen"])
def test_what_the_firm_itself_says_is_one_voice_under_any_of_its_names(
    memory: DuckDBPyConnection, name: str | None
) -> None:
    memory.execute("UPDATE raw.apps SET name_en = 'Alibaba Qwen' WHERE id = 'qwen'")
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9, basis="official", origin="Alibaba"))
    desk.tell("tangyuan", money("budget", 3e9, basis="official", origin=name))
    build(memory, desk)
    assert memory.execute(ORIGINS).fetchall() == [("said by alibaba", "Alibaba")]
    assert memory.execute(REPORTS).fetchall() == [("lantern",), ("tangyuan",)]


def test_a_page_handed_in_counts_for_the_outlet_that_is_collected(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    desk.tell("lantern", money("budget", 3e9))
    desk.articles[1] |= {"source_id": "by_hand", "publisher": None, "url": "https://m.lantern.example/7"}
    build(memory, desk)
    query = "SELECT DISTINCT outlet_id, outlet FROM staging.outlets"
    assert memory.execute(query).fetchall() == [("lantern", "lantern")]
    assert memory.execute(ORIGINS).fetchall() == [("reported by lantern", None)]


def test_an_outlet_that_nobody_names_is_its_host(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    for number, host in enumerate(("www.paper.example", "m.paper.example", "WWW-web.paper.example:8080")):
        desk.tell("x", money("budget", 3e9))
        desk.articles[number] |= {"source_id": "by_hand", "publisher": None, "url": f"https://{host}/{number}"}
    build(memory, desk)
    assert memory.execute(REPORTS).fetchall() == [("paper.example",)]
