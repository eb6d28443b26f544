"""Each rule of scoring on a text made for it."""

import pytest

from benchmarks.scoring import judge
from benchmarks.tallies import tally
from tests.benchmarks.texts import make_document, make_fact, make_statement


def counts(document, *statements, name="all"):
    tallies = tally([judge(document, statements)])
    one = tallies.get(name)
    return (one.found, one.missed, one.wrong) if one else (0, 0, 0)


def test_a_figure_with_app_measure_and_value_of_the_gold_is_right():
    assert counts(make_document(make_fact()), make_statement()) == (1, 0, 0)


def test_a_fact_that_nobody_states_is_missed():
    assert counts(make_document(make_fact())) == (0, 1, 0)


@pytest.mark.parametrize(
    "slip", [{"app": "doubao"}, {"measure": "prize_max"}, {"value": 3e10}, {"kind": "reach", "measure": "users"}]
)
def test_another_app_measure_value_or_kind_is_wrong_and_the_fact_missed(slip):
    assert counts(make_document(make_fact()), make_statement(**slip)) == (0, 1, 1)


@pytest.mark.parametrize(("value", "expected"), [(3.014e9, (1, 0, 0)), (3.016e9, (0, 1, 1))])
def test_a_value_may_be_half_a_per_cent_off(value, expected):
    assert counts(make_document(make_fact()), make_statement(value=value)) == expected


def test_a_value_may_be_stated_in_yuan_or_as_the_upper_end_of_a_range():
    in_dollars = make_fact(values=(420e6, 3e9))
    assert counts(make_document(in_dollars), make_statement(value=420e6, value_cny=3e9)) == (1, 0, 0)
    assert counts(make_document(make_fact()), make_statement(value=2e9, value_max=3e9)) == (1, 0, 0)


def test_any_of_the_measures_that_the_gold_accepts_is_right():
    fact = make_fact(measures=("budget", "payout"))
    assert counts(make_document(fact), make_statement(measure="payout")) == (1, 0, 0)


def test_a_measure_counts_by_either_of_its_names():
    fact = make_fact(measures=("prize_pool_item",))
    assert counts(make_document(fact), make_statement(measure="prize")) == (1, 0, 0)
    assert counts(make_document(fact), name="spend/prize") == (0, 1, 0)


def test_a_fact_stated_twice_counts_once_and_so_does_a_wrong_figure():
    wrong = make_statement(value=7e9)
    assert counts(make_document(make_fact()), make_statement(), make_statement(), wrong, wrong) == (1, 0, 1)


def test_an_optional_or_baseline_fact_is_neither_rewarded_nor_asked_for():
    document = make_document(make_fact(is_neutral=True))
    assert counts(document) == (0, 0, 0)
    assert counts(document, make_statement()) == (0, 0, 0)


def test_another_actor_and_a_measure_beside_the_core_are_neutral():
    document = make_document()
    assert counts(document, make_statement(app="other:wechat")) == (0, 0, 0)
    assert counts(document, make_statement(kind="reach", measure="rank", value=1.0)) == (0, 0, 0)
    assert counts(make_document(make_fact(app="other:wechat"))) == (0, 0, 0)


def test_the_figure_of_another_actor_given_to_an_app_is_wrong():
    assert counts(make_document(make_fact(app="other:wechat")), make_statement()) == (0, 0, 1)


def event(**given):
    return make_fact(**({"kind": "event", "measures": ("sponsor",), "values": (), "day": "2026-02-16"} | given))


def told(**given):
    return make_statement(**({"kind": "event", "measure": "sponsor", "value": None, "as_of": "2026-02-10"} | given))


def test_an_event_is_found_by_app_kind_and_month():
    assert counts(make_document(event()), told(), name="event") == (1, 0, 0)
    assert counts(make_document(event()), told(measure="partnership"), name="event") == (1, 0, 0)
    assert counts(make_document(event(day=None)), told(), name="event") == (1, 0, 0)
    assert counts(make_document(event()), told(as_of=None), name="event") == (1, 0, 0)


@pytest.mark.parametrize("slip", [{"app": "doubao"}, {"measure": "launch"}, {"as_of": "2026-03-01"}])
def test_an_event_of_another_app_kind_or_month_finds_nothing_and_is_not_punished(slip):
    document = make_document(event())
    assert counts(document, told(**slip), name="event") == (0, 1, 0)
    assert counts(document, told(**slip)) == (0, 0, 0)


def test_a_quote_that_does_not_stand_at_its_offsets_is_broken():
    moved = make_statement(start=1, end=38)
    assert judge(make_document(make_fact()), [moved, make_statement()]).broken == (moved,)


def test_figures_are_added_up_by_language_kind_and_measure():
    judged = judge(make_document(make_fact(), lang="zh"), [make_statement(), make_statement(measure="prize")])
    tallies = tally([judged])
    assert list(tallies) == ["all", "zh", "spend", "spend/budget", "spend/prize"]
    assert (tallies["zh"].found, tallies["zh"].wrong) == (1, 1)
    assert (tallies["spend/budget"].found, tallies["spend/prize"].wrong) == (1, 1)
    assert tallies["all"].precision == pytest.approx(0.5)
    assert tallies["all"].recall == 1
    assert tallies["all"].f1 == pytest.approx(2 / 3)
