"""A figure that is put on another day is told as changed, once, and is neither taken back nor new."""

import pytest

from flows.digest import Digest
from flows.digest_lines import Line
from flows.digest_making import make_digest
from flows.digest_states import compare
from flows.digest_words import write_line
from flows.settings import Settings
from tests.flows.digests import NOW, publish_desk
from tests.flows.test_digest import fact, remember
from tests.warehouse.desk import Desk, reach


def dated(number, day, **others):
    return fact(number) | {"as_of": day, "group_id": f"g{number}"} | others


def tell(*facts):
    return remember({}, compare(facts, {}, 2026))


def test_a_figure_whose_day_moved_has_changed_and_the_next_digest_says_nothing():
    told = tell(dated(1, None))
    ((lead, other),) = compare([dated(2, "2026-02-07")], told, 2026)
    assert (lead.fact_id, lead.change, lead.before["as_of"], lead.after["as_of"]) == (
        "f2",
        "changed",
        None,
        "2026-02-07",
    )
    assert (other.fact_id, other.leads, other.after) == ("f1", "f2", None)
    assert compare([dated(2, "2026-02-07")], remember(told, [[lead, other]]), 2026) == []


def test_a_value_beside_the_preferred_one_moves_too():
    doubted = {"rank": "normal", "status": "disputed"}
    told = tell(dated(1, None, **doubted))
    ((lead, _),) = compare([dated(2, "2026-02-07", **doubted)], told, 2026)
    assert (lead.change, lead.before["as_of"]) == ("changed", None)


def test_two_figures_move_to_two_and_what_is_left_over_is_gone():
    told = tell(dated(1, "2026-02-01"), dated(2, "2026-02-02"), dated(3, "2026-02-03"))
    tellings = [one for group in compare([dated(4, "2026-02-04"), dated(5, "2026-02-05")], told, 2026) for one in group]
    moved = {one.fact_id: one.before["as_of"] for one in tellings if one.after is not None}
    assert moved == {"f4": "2026-02-01", "f5": "2026-02-02"}
    assert [one.fact_id for one in tellings if one.leads == "f3"] == ["f3"]


def test_another_value_or_another_unit_is_another_figure():
    told = tell(dated(1, None))
    for other in ({"value": 2.0}, {"unit": "cups"}):
        changes = [group[0].change for group in compare([dated(2, "2026-02-07", **other)], told, 2026)]
        assert sorted(changes) == ["new", "retracted"]


def test_an_event_of_another_day_is_another_event_but_one_whose_day_is_found_out_has_changed():
    launch = {"kind": "event", "measure": "launch", "value": None, "currency": None}
    for before, changes in ((None, ["changed"]), ("2026-02", ["changed"]), ("2026-02-06", ["new", "retracted"])):
        groups = compare([dated(2, "2026-02-07", **launch)], tell(dated(1, before, **launch)), 2026)
        assert sorted(group[0].change for group in groups) == changes


def test_a_guess_that_moved_is_no_news(tmp_path):
    at, desk, later = Settings(data=tmp_path, notify=None), Desk(), Desk()
    for one, day in ((desk, "2026-02-07"), (later, "2026-02-09")):
        one.tell("lantern", reach("dau", 73.52e6, as_of="2026-02-07"))
        one.tell("kite", reach("dau", 5e7), day="2026-02-20")
        one.tell("lamp", reach("dau", 73.52e6, app="doubao", as_of=day))
    later.tell("crane", reach("dau", 6e7, as_of="2026-02-18"))
    publish_desk(at, desk)
    assert make_digest(at, []).digest is not None
    publish_desk(at, later)
    again = make_digest(at, []).digest
    assert again is not None
    assert {(line.change, line.app, line.told["value"], line.told["as_of"]) for line in again.lines} == {
        ("changed", "doubao", 73.52e6, "2026-02-09"),
        ("new", "qwen", 6e7, "2026-02-18"),
    }
    (moved,) = [line for line in again.lines if line.app == "doubao"]
    told = [write_line(moved, again, lang).note for lang in ("en", "zh")]
    assert told == ["the figure stands; its day was given as 7 Feb 2026 before", "数字未变；日期此前为2026年2月7日"]
    assert make_digest(at, []).digest is None


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ({"as_of": None}, {}, "the figure stands; its day is now known"),
        ({}, {"as_of": None}, "the figure stands; its day is no longer given"),
        ({"status": "single source"}, {}, "the figure stands; now corroborated"),
        ({"unit": "users"}, {}, "the figure stands"),
        ({}, {"status": "disputed"}, "disputed: why"),
    ],
)
def test_a_figure_that_stands_says_what_else_has_changed(before, after, note):
    known = dated(1, "2026-02-07") | {"status": "corroborated"}
    line = Line(
        change="changed", app="qwen", measure="dau", before=known | before, after=known | after, rivals=(), stands=None,
        reason="why", witness=None, fact_id="f1", version=2,
    )  # fmt: skip
    digest = Digest(
        digest_id="d", made_at=NOW, edition="live", release="r", facts_digest="f", is_first=False, lines=(line,),
        tellings=(), apps={},
    )  # fmt: skip
    assert write_line(line, digest, "en").note == note
