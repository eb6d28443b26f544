"""Copies of one text are one story, however they were cut or rewritten; texts on one subject are not."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import given_some
from tests.warehouse.desk import AT, Desk, borrow_memory, build_for, money
from warehouse import sketches
from warehouse.copies import compare
from warehouse.load import load
from warehouse.sketches import cut_windows, sketch
from warehouse.stories import tell_stories

WIRE = (
    "The assistant opened its holiday campaign on Monday with three billion yuan of vouchers for tea, tickets and "
    "groceries. Users who ask it for an order find a coupon on the checkout page, up to three times a day. Couriers "
    "in nine cities said that shops ran out of cups by noon. The firm expects the offer to last until the lanterns "
    "are lit, and will add prizes on the eve of the holiday. Rivals have promised packets of their own."
)
KITCHEN = (
    "To fold a dumpling, wet the rim of the wrapper, lay a spoonful of filling in the middle and pinch from left to "
    "right. Boil the water twice, adding a cup of cold water each time, and serve with vinegar and ginger. Leftovers "
    "keep for two days in a cool place."
)
OVEN = (
    "For the cake, soak glutinous rice flour overnight, steam it with dates for an hour and let it rest. Brush with "
    "sugar water before frying. Serve it in slices, and keep what is left in a cool place for two days at most."
)
TRADITIONAL = (
    "阿里巴巴宣布春節期間投入三十億元，用戶在千問應用內下單即可領取紅包，活動從除夕開始，到元宵節結束，名額有限先到先得。"
    * 2
)
SIMPLIFIED = (
    "阿里巴巴宣布春节期间投入三十亿元，用户在千问应用内下单即可领取红包，活动从除夕开始，到元宵节结束，名额有限先到先得。"
    * 2
)
TEXTS = (WIRE, WIRE[:-40], "Our own desk has a few words on the holiday first. " + WIRE, KITCHEN)
STORIES = "SELECT outlet, lead_outlet, copies, is_lead, how FROM staging.stories ORDER BY told_at, outlet"


def tell(connection: DuckDBPyConnection, *articles: tuple[str, str, str]) -> list[tuple[object, ...]]:
    """The stories of articles given as publisher, day and text; each text ends in the desk's sentence."""
    desk = Desk()
    for publisher, day, text in articles:
        desk.tell(publisher, money("budget", 3e9), text=text, sentence=text[:9], day=day)
    load(connection, desk.batch(), AT)
    tell_stories(connection)
    build_for(connection, STORIES)
    return connection.execute(STORIES).fetchall()


@pytest.mark.parametrize(
    "copy",
    [
        WIRE[: len(WIRE) * 7 // 10],
        "A new lead paragraph, by our own desk, on what the papers say today of the holiday.\n\n" + WIRE,
        re.sub(r"\s+", "\n", WIRE).upper(),
    ],
    ids=["cut to 70 %", "with a new lead", "in capitals"],
)
def test_a_copy_is_of_the_story_that_was_told_first(memory: DuckDBPyConnection, copy: str) -> None:
    rows = tell(memory, ("wire", "2026-02-02", WIRE), ("lifter", "2026-02-03", copy))
    assert rows == [("wire", "wire", 2, True, "lead"), ("lifter", "wire", 2, False, "text")]


def test_a_text_in_traditional_characters_is_a_copy_of_the_same_in_simplified(memory: DuckDBPyConnection) -> None:
    assert compare(cut_windows(TRADITIONAL, "zh-Hant"), cut_windows(SIMPLIFIED, "zh")).jaccard == 1
    assert not compare(cut_windows(WIRE, "en"), cut_windows(SIMPLIFIED, "zh")).is_copy
    assert not compare(cut_windows("!?", "en"), cut_windows("…", "en")).is_copy


def test_two_pages_on_one_subject_are_two_stories(memory: DuckDBPyConnection) -> None:
    rows = tell(memory, ("kitchen", "2026-02-02", KITCHEN), ("oven", "2026-02-03", OVEN))
    assert [row[2] for row in rows] == [1, 1]


def test_copies_of_copies_are_one_story_and_a_year_later_it_is_another(memory: DuckDBPyConnection) -> None:
    half = len(WIRE) // 2
    rows = tell(
        memory,
        ("first", "2026-02-02", WIRE[: half + 120]),
        ("middle", "2026-02-03", WIRE),
        ("last", "2026-02-04", WIRE[half - 120 :]),
        ("again", "2027-02-04", WIRE),
    )
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("first", "first", 3), ("middle", "first", 3), ("last", "first", 3), ("again", "again", 1)
    ]  # fmt: skip


def test_the_order_of_loading_makes_no_difference_to_the_pairs(memory: DuckDBPyConnection) -> None:
    pairs = []
    for texts in ((WIRE, WIRE[:-40], KITCHEN), (KITCHEN, WIRE[:-40], WIRE)):
        memory.execute("DELETE FROM raw.articles; DELETE FROM raw.sketches; DELETE FROM raw.copies")
        for text in texts:
            desk = Desk()
            desk.tell("paper", text=text, sentence=text[:5], article_id=f"of-{len(text)}")
            load(memory, desk.batch(), AT)
            tell_stories(memory)
        pairs.append(memory.execute("SELECT * EXCLUDE (method) FROM raw.copies ORDER BY ALL").fetchall())
    assert pairs[0] == pairs[1]
    assert len(pairs[0]) == 1


def test_what_was_sketched_is_not_sketched_again_unless_the_method_changes(
    memory: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(memory, ("wire", "2026-02-02", WIRE), ("lifter", "2026-02-03", WIRE))
    assert tell_stories(memory).sketched == 0
    monkeypatch.setattr("warehouse.stories.METHOD", "another method")
    again = tell_stories(memory)
    assert (again.sketched, again.pairs) == (2, 1)
    assert memory.execute("SELECT DISTINCT method FROM raw.sketches").fetchall() == [("another method",)]


def test_a_day_without_an_hour_does_not_come_before_a_morning(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    for publisher in ("copyist", "morning"):
        desk.tell(publisher, text=WIRE, sentence=WIRE[:9], day="2026-02-02")
    batch = desk.batch()
    midnight = batch.articles["published_at"].dt.offset_by("-9h")
    frame = batch.articles.with_columns(
        published_at=midnight.zip_with(batch.articles["publisher"] == "copyist", batch.articles["published_at"])
    )
    load(memory, type(batch)(rules_version="r", articles=frame), AT)
    tell_stories(memory)
    build_for(memory, STORIES)
    assert {row[1] for row in memory.execute(STORIES).fetchall()} == {"morning"}


@given(text=st.text(max_size=300), lang=st.sampled_from(["en", "zh", "zh-Hant"]))
def test_any_text_has_a_sketch_and_is_a_copy_of_itself(text: str, lang: str) -> None:
    windows = cut_windows(text, lang)
    assert (sketch([windows]) == sketch([windows])) is True
    assert compare(windows, windows).is_copy == bool(len(windows))
    assert len(sketch([windows])[0]) == (sketches.BANDS if len(windows) else 0)


# An article by its id, which of TEXTS it prints, and its day as a number, or None while that is not known.
Telling = tuple[str, int, int | None]


def find_stories(*batches: Sequence[Telling]) -> set[frozenset[str]]:
    """The stories, as the articles that tell each, after the batches came in one after the other."""
    with borrow_memory() as connection:
        for place, batch in enumerate(batches):
            desk = Desk()
            for name, text, day in batch:
                told = str(date(2026, 1, 1) + timedelta(days=day)) if day is not None else None
                desk.tell(name, text=TEXTS[text], day=told, article_id=name, fetched=place)
            load(connection, desk.batch(), AT + timedelta(hours=place))
            tell_stories(connection)
        build_for(connection, "staging.stories")
        rows = connection.execute("SELECT list(article_id) FROM staging.stories GROUP BY story_id").fetchall()
    return {frozenset(articles) for (articles,) in rows}


def tie_all_pairs(told: Sequence[Telling]) -> set[frozenset[str]]:
    """The stories by their definition: of any two copies told within 14 days, and of copies of copies."""
    windows = [cut_windows(text, "en") for text in TEXTS]
    story = {name: frozenset([name]) for name, *_ in told}
    for (one, text, day), (other, other_text, other_day) in combinations(told, 2):
        assert day is not None
        assert other_day is not None
        if abs(day - other_day) <= 14 and compare(windows[text], windows[other_text]).is_copy:
            joined = story[one] | story[other]
            story |= dict.fromkeys(joined, joined)
    return set(story.values())


def name_many(*groups: tuple[int, int, int]) -> list[Telling]:
    """So many articles for each group of a text, a day and a number."""
    return [(f"{place}-{one}", text, day) for place, (text, day, many) in enumerate(groups) for one in range(many)]


def test_of_many_copies_of_one_wire_all_are_one_story_in_any_order() -> None:
    told = name_many((0, 0, 22), (0, 9, 10), (1, 19, 3))
    first, later, last = told[:22], told[22:32], told[32:]
    assert len(find_stories(told)) == 1
    assert len(find_stories(first, later, last)) == len(find_stories(last, later, first)) == 1


def test_old_copies_do_not_keep_new_ones_from_each_other() -> None:
    told = name_many((0, 0, 22), (2, 40, 4), (0, 41, 4))
    assert find_stories(told[:22], told[22:]) == find_stories(told[22:], told[:22]) == tie_all_pairs(told)


def test_days_that_are_learnt_later_tie_what_they_bring_together() -> None:
    told = [(f"{number:02d}", 0, number % 23 * 15) for number in range(24)]
    stories = find_stories([(name, text, None) for name, text, _ in told], told)
    assert frozenset({"00", "23"}) in stories
    assert stories == tie_all_pairs(told)


def test_two_texts_that_one_article_had_are_known_to_be_alike_when_others_print_them() -> None:
    told = [("revised", 0, 0), ("revised", 1, 0), ("old", 0, 1), ("new", 1, 2)]
    assert find_stories(*([one] for one in told)) == {frozenset({"revised", "old", "new"})}


@given_some(
    few=4,
    many=40,
    groups=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 50), st.sampled_from([1, 2, 12, 25])), min_size=1, max_size=6
    ),
    random=st.randoms(use_true_random=False),
)
def test_any_order_and_any_cut_of_groups_of_copies_gives_the_same_stories(
    groups: list[tuple[int, int, int]], random: Random
) -> None:
    told = name_many(*groups)
    mixed = random.sample(told, len(told))
    cuts = sorted(random.randint(0, len(mixed)) for _ in range(2))
    batches = [batch for batch in (mixed[: cuts[0]], mixed[cuts[0] : cuts[1]], mixed[cuts[1] :]) if batch]
    assert find_stories(*batches) == tie_all_pairs(told)
