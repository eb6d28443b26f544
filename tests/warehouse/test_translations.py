"""A retelling in another language that credits whom it has it from is a copy; the same figures alone are not."""

from collections.abc import Iterable

import pytest
from duckdb import DuckDBPyConnection
from opencc import OpenCC

from tests.warehouse.desk import AT, Desk, build_for, money, pieces, reach
from warehouse import ledger
from warehouse.batch import make_frame
from warehouse.load import load
from warehouse.models import clear_schemas, order_models
from warehouse.stories import tell_stories
from warehouse.time_travel import create_time_travel

ORIGINAL = (
    "灯笼电讯二月六日消息：千问拿出30亿元请客，首日订单1500万，当天用户7352万，红包最高2888元，活动会一直办到元宵节。"
)
RETOLD = (
    "Qwen is treating its users to 3 billion yuan, 灯笼电讯 reports. On the first day they placed 15 million orders; "
    "73.5 million people came, and the luckiest packet held 2,888 yuan."
)
TABLE = (
    "Our own count of the week: Qwen spends 3 billion yuan, took 15 million orders, had 73.5 million users a day, and "
    "its largest packet is 2,888 yuan."
)
FIGURES = (money("budget", 3e9), reach("orders", 15e6), reach("dau", 73.52e6), money("prize_max", 2888))
READ = "staging.stories, marts.facts"
STORIES = "SELECT outlet, lead_outlet, how FROM staging.stories ORDER BY told_at, outlet"
ALONE = [("灯笼电讯", "灯笼电讯", "lead"), ("Harbour Post", "Harbour Post", "lead")]
TOGETHER = [("灯笼电讯", "灯笼电讯", "lead"), ("Harbour Post", "灯笼电讯", "translation")]


def write(
    desk: Desk, outlet: str, lang: str, text: str, said: Iterable[dict[str, object]] = FIGURES, day: str = "2026-02-06"
) -> None:
    """An article of `outlet`, which is collected as `<first word>_<second>`; its figures come in the order of `said`."""
    placed = [one | {"number_start": place, "number_end": place + 1} for place, one in enumerate(said)]
    name = outlet.lower().replace(" ", "-") if outlet.isascii() else "lantern-wire"
    desk.tell(name, *placed, text=text, sentence=text[:9], day=day)
    desk.articles[-1] |= {"lang": lang, "publisher": outlet, "source_id": name.replace("-", "_")}


def tell(connection: DuckDBPyConnection, desk: Desk) -> list[tuple[object, ...]]:
    load(connection, desk.batch(), AT)
    tell_stories(connection)
    build_for(connection, READ)
    return connection.execute(STORIES).fetchall()


def write_pair(text: str, said: Iterable[dict[str, object]] = FIGURES, day: str = "2026-02-07") -> Desk:
    """The original in Chinese, and what an English paper makes of it."""
    desk = Desk()
    write(desk, "灯笼电讯", "zh", ORIGINAL)
    write(desk, "Harbour Post", "en", text, said, day)
    return desk


@pytest.mark.parametrize(
    "text",
    [
        RETOLD,
        RETOLD.replace("灯笼电讯", "燈籠電訊"),
        RETOLD.replace("灯笼电讯", "LANTERN Wire"),
        RETOLD.replace("灯笼电讯 reports", "a report in Chinese says") + "\nTranslated by machine from the Chinese.",
    ],
    ids=["named", "named in the other script", "named by its id", "says so"],
)
def test_a_retelling_that_credits_the_outlet_is_one_origin_with_it(memory: DuckDBPyConnection, text: str) -> None:
    assert tell(memory, write_pair(text)) == TOGETHER
    ((origins,),) = memory.execute("SELECT origins FROM marts.facts WHERE measure = 'orders'").fetchall()
    assert origins == 1


def test_a_retelling_with_a_slip_and_one_figure_less_is_still_one(memory: DuckDBPyConnection) -> None:
    more = (*FIGURES, reach("interactions", 4.1e9))
    desk = Desk()
    write(desk, "灯笼电讯", "zh", ORIGINAL, more)
    write(desk, "Harbour Post", "en", RETOLD, (money("budget", 30e9), *FIGURES[1:]), "2026-02-07")
    assert tell(memory, desk) == TOGETHER


def test_two_papers_with_one_trackers_table_are_two(memory: DuckDBPyConnection) -> None:
    assert tell(memory, write_pair(TABLE)) == ALONE
    ((origins,),) = memory.execute("SELECT origins FROM marts.facts WHERE measure = 'orders'").fetchall()
    assert origins == 2


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (FIGURES[:3], "2026-02-07"),
        ((*FIGURES[:2], reach("dau", 50e6), money("prize_max", 10000)), "2026-02-07"),
        (FIGURES[::-1], "2026-02-07"),
        (FIGURES, "2026-02-10"),
        (FIGURES, "2026-02-05"),
    ],
    ids=["three figures", "others", "in another order", "days later", "the day before"],
)
def test_a_credit_without_the_figures_of_these_days_is_none(
    memory: DuckDBPyConnection, said: tuple[dict[str, object], ...], day: str
) -> None:
    assert sorted(tell(memory, write_pair(RETOLD, said, day))) == sorted(ALONE)


def test_both_scripts_of_chinese_are_one_language(memory: DuckDBPyConnection) -> None:
    desk = write_pair(RETOLD)
    desk.articles[1] |= {"lang": "zh-Hant"}
    assert tell(memory, desk) == ALONE


def test_a_tracker_and_the_firm_are_named_by_all_and_credited_by_none(memory: DuckDBPyConnection) -> None:
    ledger.declare(memory, "voices", make_frame("voices", [{"name": "灯笼电讯", "voice": "Lantern"}]))
    assert tell(memory, write_pair(RETOLD)) == ALONE
    ledger.declare(memory, "voices", make_frame("voices"))
    memory.execute("UPDATE raw.articles SET tier = 'official' WHERE lang = 'zh'")
    build_for(memory, READ)
    assert memory.execute(STORIES).fetchall() == ALONE


def test_a_translation_of_one_of_two_is_of_neither_until_it_names_one(memory: DuckDBPyConnection) -> None:
    desk = write_pair(TABLE + "\nTranslated from the Chinese.")
    write(desk, "Kite Times", "zh", "另一家报纸也自己数过这些数字。")
    assert [row[2] for row in tell(memory, desk)] == ["lead"] * 3


def test_the_order_of_loading_is_irrelevant(memory: DuckDBPyConnection) -> None:
    for batch in pieces(write_pair(RETOLD)):
        load(memory, batch, AT)
        tell_stories(memory)
        build_for(memory, READ)
    create_time_travel(memory, order_models())
    assert memory.execute(STORIES).fetchall() == TOGETHER
    facts = memory.execute("SELECT fact_id, origins FROM marts.facts ORDER BY ALL").fetchall()
    as_of = memory.execute("SELECT fact_id, origins FROM facts_as_of('2026-03-02') ORDER BY ALL").fetchall()
    assert facts == as_of


def test_figures_that_are_read_otherwise_part_a_pair_again(memory: DuckDBPyConnection) -> None:
    assert tell(memory, write_pair(RETOLD)) == TOGETHER
    assert tell(memory, write_pair(RETOLD, FIGURES[:3])) == ALONE


@pytest.mark.parametrize(
    ("outlet", "text", "is_named"),
    [
        ("Time", "That was a long while ago, sometimes longer", False),
        ("Time", "据Time报道", True),
        ("paper.example", "see https://www.paper.example/7", True),
        ("潮", "潮流", False),
        ("36氪", "据36氪报道", True),
        ("纸鸢网", "紙鳶網說", True),
        ("", "anything", False),
    ],
)
def test_an_outlet_is_named_by_whole_words_in_either_script(
    memory: DuckDBPyConnection, outlet: str, text: str, is_named: bool
) -> None:
    clear_schemas(memory)
    assert memory.execute("SELECT staging.is_named(?, ?)", [outlet, text]).fetchall() == [(is_named,)]


def test_the_table_of_characters_is_what_opencc_makes_of_each(memory: DuckDBPyConnection) -> None:
    clear_schemas(memory)
    simplify = OpenCC("t2s").convert
    letters = [chr(code) for code in range(0x4E00, 0xA000)]
    ((folded,),) = memory.execute("SELECT staging.fold_letters(?)", ["".join(letters)]).fetchall()
    assert folded == "".join(simplify(letter) for letter in letters)
