"""Digests: what is new since the last one is told once, in words, with the sentence that says it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from flows.command import app
from flows.digest_making import make_digest, preview, send_again
from flows.digest_pages import aim, escape
from flows.digest_states import Stand, choose_season, compare, find_state, is_same, name_change
from flows.digest_words import cut
from flows.errors import RunError
from flows.settings import Settings
from sample import AFTERWARDS, EDITION_NOW
from tests.flows.digests import NOW, ask, publish_desk, publish_newsroom, without_run
from tests.warehouse.desk import Desk, event, money, reach
from warehouse.digest_ledger import read_told, record_digest
from warehouse.errors import NoReleaseError
from warehouse.writer import open_writer

GOLDEN = Path(__file__).parents[1] / "golden" / "digest"
LEDGER = "SELECT fact_id, version, change, state <> '' AS is_told, leads FROM raw.digest_lines ORDER BY ALL"


@pytest.fixture
def at(tmp_path):
    return Settings(data=tmp_path, notify=None)


@pytest.fixture
def desk():
    """Three outlets: a budget with a slip, daily users, a launch."""
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), event("launch", as_of="2026-02-06"))
    desk.tell("tangyuan", money("budget", 3e9), reach("dau", 73.52e6, as_of="2026-02-07"))
    desk.tell("hasty", money("budget", 30e9))
    return desk


def fact(number, value=1.0, status="single source", rank="preferred", group="g", season=2026):
    return {
        "fact_id": f"f{number}", "group_id": group, "season": season, "app": "qwen", "kind": "spend",
        "measure": "budget", "basis": "media", "value": value, "value_max": None, "bound": "exact", "unit": None,
        "currency": "CNY", "as_of": None, "rank": rank, "status": status, "likely_cause": None, "origins": 1,
    }  # fmt: skip


def remember(told, groups):
    """What is told after a digest of `groups`, as the ledger would give it back."""
    return told | {
        one.fact_id: Stand(group_id=one.group_id, version=one.version, state=one.after)
        for group in groups
        for one in group
    }


FACTS = st.lists(
    st.builds(
        fact, st.integers(0, 4), st.sampled_from([1.0, 2.0]), st.sampled_from(["single source", "disputed", "suspect"]),
        st.sampled_from(["preferred", "normal", "deprecated"]), st.sampled_from(["g", "h"]),
    ),
    unique_by=lambda one: one["fact_id"],
)  # fmt: skip


@given(st.lists(FACTS, max_size=6))
@examples(max_examples=150, deadline=None)
def test_whatever_is_released_no_version_is_told_twice_and_the_replay_is_the_last_state(releases):
    told, versions = {}, set()
    for facts in releases:
        groups = compare(facts, told, 2026)
        tellings = [one for group in groups for one in group]
        keys = {(one.fact_id, one.version) for one in tellings}
        assert len(keys) == len(tellings)
        assert not keys & versions
        assert all(one.leads == group[0].fact_id for group in groups for one in group)
        versions |= keys
        told = remember(told, groups)
        assert compare(facts, told, 2026) == []
        states = {one["fact_id"]: find_state(one) for one in facts}
        assert all(is_same(stand.state, states.get(key)) for key, stand in told.items())
        assert all(state is None or is_same(told[key].state, state) for key, state in states.items())


def test_a_value_that_takes_over_from_another_is_one_line_that_says_what_stood_before():
    told = remember({}, compare([fact(1)], {}, 2026))
    ((lead, other),) = compare([fact(2, 5.0)], told, 2026)
    assert (lead.fact_id, lead.change, lead.before["value"], lead.after["value"]) == ("f2", "changed", 1.0, 5.0)
    assert (other.fact_id, other.change, other.version, other.leads) == ("f1", "retracted", 2, "f2")


def test_a_value_that_goes_back_is_a_new_version():
    told = remember({}, compare([fact(1)], {}, 2026))
    told = remember(told, compare([], told, 2026))
    ((back,),) = compare([fact(1)], told, 2026)
    assert (back.change, back.version) == ("new", 3)


def test_more_origins_or_another_rate_are_no_news():
    told = remember({}, compare([fact(1)], {}, 2026))
    assert compare([fact(1) | {"origins": 5, "value_cny": 7.0}], told, 2026) == []


def test_doubt_comes_before_change():
    told, doubted = find_state(fact(1)), find_state(fact(1, 2.0, "disputed"))
    assert name_change(told, doubted) == "disputed"
    assert name_change(None, doubted) == "disputed"
    assert name_change(doubted, find_state(fact(1, 3.0, "suspect"))) == "changed"
    assert name_change(doubted, None) == "retracted"


def test_a_new_season_takes_nothing_back_and_one_far_off_does_not_end_the_last():
    told = remember({}, compare([fact(1)], {}, 2026))
    assert [one.fact_id for (one) in compare([fact(1), fact(2, season=2027, group="n")], told, 2027)[0]] == ["f2"]
    assert choose_season([fact(1), fact(2, season=2027)], NOW.date()) == 2026


def test_nothing_is_told_twice_and_without_news_there_is_no_digest(at, desk):
    publish_desk(at, desk)
    first = make_digest(at, [], now=NOW)
    assert first.digest.is_first
    assert first.digest.lines
    before = ask(at, LEDGER)
    assert make_digest(at, [], now=NOW).digest is None
    assert ask(at, LEDGER).equals(before)


def test_a_second_digest_tells_what_changed_since_the_first_with_its_sentence(at):
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), day="2026-02-05")
    publish_desk(at, desk)
    make_digest(at, [], now=NOW)
    later = Desk()
    later.tell("lantern", money("budget", 4e9), sentence="Qwen now gives 4 billion yuan away", day="2026-02-06")
    later.tell("paper", reach("dau", 73.52e6, as_of="2026-02-07"), day="2026-02-08")
    publish_desk(at, later)
    made = make_digest(at, [], now=NOW)
    assert [(line.change, line.measure) for line in made.digest.lines] == [("new", "dau"), ("changed", "budget")]
    page = made.paths[0].read_text("utf-8")
    assert "**Qwen · Announced budget: ¥4 bn**, was ¥3 bn." in page
    assert (
        "“Qwen now gives 4 billion yuan away” [lantern, 6 Feb 2026](<http://lantern.example/0#:~:text=Qwen%20now"
        in page
    )


def test_what_is_taken_back_is_quoted_as_it_was_told(at, desk):
    publish_desk(at, desk)
    make_digest(at, [], now=NOW)
    left = Desk()
    left.tell("lantern", money("budget", 3e9))
    left.tell("tangyuan", money("budget", 3e9))
    publish_desk(at, left)
    taken = [line for line in make_digest(at, [], now=NOW).digest.lines if line.change == "retracted"]
    assert {"dau", "launch"} <= {line.measure for line in taken}
    assert all(line.witness.quote and line.witness.link for line in taken)


def test_a_digest_that_could_not_be_written_down_is_told_again(at, desk, monkeypatch):
    publish_desk(at, desk)

    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.digest_making.record_digest", fail)
    with pytest.raises(KeyboardInterrupt):
        make_digest(at, [], now=NOW)
    monkeypatch.setattr("flows.digest_making.record_digest", record_digest)
    lost = {path.name: path.read_bytes() for path in (at.data / "digests").iterdir()}
    made = make_digest(at, [], now=NOW)
    assert {path.name: path.read_bytes() for path in made.paths} == lost


def test_a_dry_run_prints_the_page_and_leaves_no_trace(at, desk, monkeypatch):
    monkeypatch.delenv("HONGBAO_NOTIFY", raising=False)
    publish_desk(at, desk)
    told = CliRunner().invoke(app, ["digest", "--data", str(at.data), "--dry-run"])
    assert (told.exit_code, told.stdout[:24]) == (0, "# Hongbao digest, " + told.stdout[18:24])
    assert "Announced budget" in told.stdout
    assert not (at.data / "digests").exists()
    assert ask(at, "FROM raw.digests").is_empty()
    assert preview(at, NOW) is not None


def test_the_command_writes_both_files_and_copies_them_out(at, desk, tmp_path):
    publish_desk(at, desk)
    told = CliRunner().invoke(app, ["digest", "--data", str(at.data), "--no-send", "--out", str(tmp_path / "out")])
    assert told.exit_code == 0
    copied = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert copied == {path.name: path.read_bytes() for path in (at.data / "digests").iterdir()}
    assert {Path(name).suffix for name in copied} == {".md", ".html"}


def test_a_digest_is_composed_again_from_its_release_and_only_while_that_is_kept(at, desk):
    publish_desk(at, desk)
    made = make_digest(at, [], now=NOW)
    assert send_again(at, [], made.digest.digest_id).digest.lines == made.digest.lines
    with pytest.raises(RunError, match="there is no digest nonsense"):
        send_again(at, [], "nonsense")


def test_a_folder_without_a_release_is_left_as_it_is(at):
    with pytest.raises(NoReleaseError):
        make_digest(at, [], now=NOW)
    assert list(at.data.iterdir()) == []


@given(st.text(st.sampled_from("ab *_`[]()<>#|!~\\&@.:/-\n\u202e\x1bwhtps:10+="), max_size=40))
@examples(max_examples=300, deadline=None)
def test_no_quote_becomes_markup(quote):
    """Rendered again, the escaped quote is one paragraph of the same text, with no link that nobody asked for."""
    reader = MarkdownIt("commonmark", {"linkify": False}).enable(["strikethrough", "table"])
    (_, inline, _) = reader.parse(f"“{escape(quote)}”")
    assert {child.type for child in inline.children} <= {"text", "text_special"}
    shown = "".join(char if char.isprintable() else " " for char in quote)
    assert "".join(child.content for child in inline.children) == f"“{shown}”"


def test_a_link_stays_in_its_brackets():
    assert aim("http://a.example/(x)>y<z") == "http://a.example/(x)%3Ey%3Cz"


def test_a_long_quote_is_cut_with_an_ellipsis():
    assert cut("a" * 200) == "a" * 200
    assert cut("a" * 201) == "a" * 200 + "…"
    assert "888" in cut("a " * 300 + "888" + " b" * 300, 600)


def test_the_page_of_a_hostile_article_is_text_in_both_forms(at):
    desk = Desk()
    hostile = "Qwen <script>alert(1)</script> ![x](http://evil.example/p.png) <!channel> puts it at 12345"
    desk.tell("lantern", money("budget", 3e9), sentence=hostile)
    publish_desk(at, desk)
    markdown, html = (path.read_text("utf-8") for path in make_digest(at, [], now=NOW).paths)
    assert "<script" not in html
    assert "<img" not in html
    assert "<img" not in MarkdownIt("commonmark").render(markdown)
    assert "<script" not in MarkdownIt("commonmark").render(markdown)


def test_a_digest_speaks_chinese(at, desk):
    publish_desk(at, desk)
    page = make_digest(at, [], "zh", NOW).paths[0].read_text("utf-8")
    assert page.startswith("# 红包简报 2026年3月3日：")
    assert "公布" in page or "亿元" in page


@pytest.mark.slow
def test_the_digests_of_two_mornings_of_the_sample_are_those_a_person_read(at):
    """The first lists what stands; on the second morning a slip of magnitude has been taken back by its outlet."""
    publish_newsroom(at, EDITION_NOW)
    first = make_digest(at, [], now=EDITION_NOW)
    publish_newsroom(at, AFTERWARDS, ("crane_digest", "kite_portal"))
    second = make_digest(at, [], now=AFTERWARDS)
    assert make_digest(at, [], now=AFTERWARDS).digest is None
    for name, made in (("first", first), ("second", second)):
        for path in made.paths:
            golden = GOLDEN / f"{name}{path.suffix}"
            assert without_run(path.read_text("utf-8")) == golden.read_text("utf-8"), golden.name
    with open_writer(at.data) as connection:
        assert read_told(connection).height >= len(first.digest.lines)
