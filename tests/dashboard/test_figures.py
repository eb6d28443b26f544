"""How figures, multiples and days are written in each language."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from math import inf
from pathlib import Path

import duckdb
import pytest

from dashboard.dates import write_as_of, write_instant, write_short
from dashboard.figures import ORDINARY_UNITS, Figure, make_figure, make_printed, name_measure, write_figure, write_full
from dashboard.multiples import Multiple, compare, is_mixed, write_compared, write_multiple
from dashboard.wording import load_wording

EN, ZH = load_wording("en"), load_wording("zh")


def figure(value: float | None, bound: str = "exact", **others: object) -> Figure:
    row: dict[str, object] = {
        "fact_id": "f", "app": "qwen", "measure": "budget", "basis": "media", "as_of": None, "bound": bound,
        "value": value, "value_max": None, "value_cny": value, "unit": "CNY", "currency": "CNY",
        "rank": "preferred", "status": "corroborated", "reason": "", "origins": 2, "claims": 2,
    }  # fmt: skip
    return make_figure(row | others)


def people(value: float, bound: str = "exact", **others: object) -> Figure:
    counted: dict[str, object] = {"measure": "dau", "unit": "users", "currency": None, "value_cny": None}
    return figure(value, bound, **(counted | others))


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (3e9, "¥3 bn", "30亿元"),
        (5e8, "¥500 m", "5亿元"),
        (1e4, "¥10,000", "1万元"),
        (2888.0, "¥2,888", "2,888元"),
        (25.0, "¥25", "25元"),
        (0.88, "¥0.88", "0.88元"),
        (999_999_999.0, "¥1 bn", "10亿元"),
        (0.0, "¥0", "0元"),
    ],
)
def test_money_is_written_at_the_scale_of_the_language(value: float, english: str, chinese: str) -> None:
    assert write_figure(figure(value), EN) == english
    assert write_figure(figure(value), ZH) == chinese


@pytest.mark.parametrize(
    ("value", "bound", "english", "chinese"),
    [
        (73_520_000.0, "exact", "73.52 m", "7352万"),
        (5e7, "at_least", "over 50 m", "超5000万"),
        (2e8, "approx", "about 200 m", "约2亿"),
        (20.8e9, "at_most", "up to 20.8 bn", "不超过208亿"),
    ],
)
def test_a_count_carries_its_bound_in_words(value: float, bound: str, english: str, chinese: str) -> None:
    assert write_figure(people(value, bound), EN) == english
    assert write_figure(people(value, bound), ZH) == chinese


def test_a_range_shows_both_ends() -> None:
    between = figure(1.5e9, "range", value_max=2e9)
    assert write_figure(between, EN) == "¥1.5 bn to ¥2 bn"
    assert write_figure(between, ZH) == "15亿元至20亿元"


def test_the_full_figure_has_all_its_digits_and_what_it_counts() -> None:
    assert write_full(people(73_520_000.0), EN) == "73,520,000 users"
    assert write_full(figure(3e9), EN) == "CNY 3,000,000,000"


def test_foreign_money_is_shown_in_yuan_where_a_yuan_value_is_known() -> None:
    dollars = figure(420e6, "range", currency="USD", value_cny=2940e6, value_max=840e6)
    assert write_figure(dollars, EN) == "¥2.94 bn to ¥5.88 bn"


def test_foreign_money_without_a_yuan_value_keeps_its_currency() -> None:
    assert write_figure(figure(420e6, currency="USD", value_cny=None), EN) == "USD 420 m"


def test_an_event_has_words_and_no_number() -> None:
    sponsor = figure(None, measure="sponsor", unit=None, currency=None)
    assert write_figure(sponsor, EN) == "Sponsor, no sum"


def test_percentages_are_written_with_their_sign() -> None:
    assert write_figure(people(727.7, unit="%"), EN) == "727.7%"


@pytest.mark.parametrize(
    ("mine", "homes", "english"),
    [
        (people(1e9), people(3e9), "0.33× Qwen"),
        (people(1e8, "at_least"), people(73.52e6), "over 1.36× Qwen"),
        (people(1e8), people(2e8, "at_least"), "up to 0.50× Qwen"),
        (people(1e8, "approx"), people(2e8), "about 0.50× Qwen"),
        (people(1e8, "range", value_max=2e8), people(2e8), "0.50× to 1.00× Qwen"),
        (people(1e8, "approx"), people(2e9, "range", value_max=3e9), "about 0.033× to 0.050× Qwen"),
        (people(1e8, "approx"), people(2e8, "at_least"), "up to about 0.50× Qwen"),
        (people(1e8, "at_least"), people(2e8, "approx"), "over about 0.50× Qwen"),
        (people(5e9), people(1e8), "50.0× Qwen"),
        (people(5e9), people(1e7), "500× Qwen"),
    ],
)
def test_a_multiple_carries_the_bounds_of_both_figures(mine: Figure, homes: Figure, english: str) -> None:
    multiple = compare(mine, homes)
    assert multiple is not None
    assert write_multiple(multiple, "Qwen", EN) == english


@pytest.mark.parametrize(
    ("mine", "homes"),
    [
        (people(1e8, "at_least"), people(2e8, "at_least")),
        (people(1e8), people(2e8, unit="cups")),
        (people(1e8), people(2e8, basis="rumour")),
        (people(1e8), people(0.0)),
        (figure(1e8, currency="USD", value_cny=None), figure(2e8)),
        (figure(1e8), people(2e8)),
    ],
)
def test_figures_that_are_not_alike_or_left_open_have_no_multiple(mine: Figure, homes: Figure) -> None:
    assert compare(mine, homes) is None


def test_two_caps_are_compared_as_the_numbers_they_are() -> None:
    mine, homes = (figure(value, "at_most", measure="prize_max") for value in (10_000.0, 2_500.0))
    assert compare(mine, homes) == Multiple(4.0, 4.0, is_about=False)


def test_an_open_end_stays_open() -> None:
    multiple = compare(people(1e8, "at_least"), people(1e8))
    assert multiple == Multiple(1.0, inf, is_about=False)


def test_days_are_written_as_exactly_as_they_are_known() -> None:
    assert [write_as_of(day, EN) for day in ("2026-02-06", "2026-02", "2026", "2026-02-31", None)] == [
        "6 Feb 2026", "Feb 2026", "2026", "2026-02-31", "no date given",
    ]  # fmt: skip
    assert write_as_of("2026-02-06", ZH) == "2026年2月6日"


def test_instants_are_written_in_shanghai_time() -> None:
    assert write_instant(datetime(2026, 2, 6, 10, 30, tzinfo=UTC), EN) == "6 Feb 2026, 18:30"


def test_a_midnight_in_shanghai_stands_for_a_day_without_a_time() -> None:
    assert write_instant(datetime(2026, 2, 5, 16, tzinfo=UTC), EN) == "6 Feb 2026"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (50 / 75, inf, "over 0.66× Qwen"),
        (0.0, 0.4902, "up to 0.50× Qwen"),
        (0.333, 0.6001, "0.33× to 0.61× Qwen"),
        (0.5, inf, "over 0.50× Qwen"),
        (0.004, 0.004, "0.0040× Qwen"),
        (0.29, inf, "over 0.29× Qwen"),
    ],
)
def test_an_end_of_a_multiple_stays_true_when_it_is_cut_short(low: float, high: float, said: str) -> None:
    assert write_multiple(Multiple(low, high, is_about=False), "Qwen", load_wording("en")) == said


def test_a_number_that_likely_is_another_measures_is_compared_with_nothing() -> None:
    assert compare(people(5e7), people(1e8)) is not None
    assert compare(people(5e7, reason_code="other_measure"), people(1e8)) is None
    assert compare(people(5e7), people(1e8, reason_code="other_measure")) is None


def test_a_sum_in_dollars_is_compared_in_yuan_and_told_as_it_was_printed() -> None:
    row = asdict(figure(1e8)) | {"currency": "USD", "unit": "USD", "value_cny": 7e8}
    words = load_wording("en")
    assert write_figure(make_figure(row), words) == "¥700 m"
    assert write_figure(make_printed(row), words) == "USD 100 m"


@pytest.mark.parametrize(
    ("mine", "homes", "said"),
    [
        (("AICPB",), ("QuestMobile",), "AICPB's count against QuestMobile's count"),
        (("AICPB",), (), "AICPB's count against a tracker's count"),
        (("AICPB", "QuestMobile"), ("QuestMobile",), ""),
        (("AICPB",), ("AICPB",), ""),
        ((), (), ""),
    ],
)
def test_two_trackers_are_two_hands(mine: tuple[str, ...], homes: tuple[str, ...], said: str) -> None:
    """They count in different ways: a multiple across them is never given without saying so."""
    counts = [people(value, basis="measured", trackers=names) for value, names in ((1e8, mine), (5e7, homes))]
    assert is_mixed(counts[0], counts[1]) is bool(said)
    assert write_compared(counts[0], counts[1], "Qwen", EN) == (f"2.00× Qwen: {said}" if said else "2.00× Qwen")


def test_a_word_against_a_count_names_the_tracker_and_talk_is_no_hand() -> None:
    counted, told, talk = (
        people(5e7, basis=basis, trackers=["AICPB"] if basis == "measured" else [])
        for basis in ("measured", "official", "rumour")
    )
    assert write_compared(told, counted, "Qwen", EN) == "1.00× Qwen: the company's word against AICPB's count"
    assert write_compared(told, counted, "千问", ZH).endswith("（官方数字对AICPB监测数）")
    assert not is_mixed(counted, talk)
    assert is_mixed(told, people(5e7, basis="media"))


def test_who_announced_a_sum_is_no_count_and_who_counted_what_it_bought_is() -> None:
    told, printed = (figure(1e9, basis=basis) for basis in ("official", "media"))
    assert not is_mixed(told, printed)
    assert is_mixed(*(replace(one, measure="cny_per_order") for one in (told, printed)))


def test_a_figure_is_of_the_hand_that_gives_its_number() -> None:
    """The fact may be of a better basis, by a word that merely agrees with the number."""
    row = asdict(people(51.2e6, basis="official")) | {"hand": "measured", "trackers": ["AICPB"], "value_cny": None}
    assert (make_figure(row).basis, make_figure(row).trackers) == ("measured", ("AICPB",))
    assert make_figure(row | {"hand": None, "trackers": None}).basis == "official"


def test_the_day_beside_a_row_leaves_out_the_year() -> None:
    assert [write_short(day, EN) for day in ("2026-02-06", "2026-02", None)] == ["6 Feb", "Feb 2026", "no date given"]
    assert write_short("2026-02-06", ZH) == "2月6日"


@pytest.mark.parametrize(
    ("measure", "unit", "english", "chinese"),
    [
        ("interactions", "AI tasks", "Interactions · AI tasks", "互动次数 · AI任务"),
        ("users", "users (older people)", "Users reached · users (older people)", "触达用户 · 人（仅老年人）"),
        ("orders", "orders", "Orders", "订单"),
        ("dau", "souls", "Daily users", "日活"),
    ],
)
def test_a_figure_of_a_part_says_what_it_counts(measure: str, unit: str, english: str, chinese: str) -> None:
    part = people(1e9, measure=measure, unit=unit)
    assert name_measure(part, EN) == english
    assert name_measure(part, ZH) == chinese


def test_the_ordinary_units_are_those_that_the_warehouse_does_not_keep_apart() -> None:
    query = (Path(__file__).parents[2] / "warehouse/staging/units.sql").read_text(encoding="utf-8")
    assert {unit for (unit,) in duckdb.sql(query).fetchall()} == ORDINARY_UNITS
