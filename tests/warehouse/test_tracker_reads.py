"""Who counted: a figure is a tracker's where its own claim gives that value, and each tracker has peaks of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.desk import AT, Desk, event, furnish, money, reach
from warehouse.batch import make_frame
from warehouse.ledger import declare
from warehouse.load import load
from warehouse.publish import publish
from warehouse.reads import Release, open_release
from warehouse.writer import open_writer

DAILY, MONTHLY = "cny_per_peak_daily_user", "cny_per_peak_monthly_user"


def counted(value: float, day: str, app: str = "qwen", by: str = "QuestMobile", **others: object) -> dict[str, object]:
    return reach("dau", value, app, as_of=day, basis="measured", origin=by, **others)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    """Qwen by two trackers that differ on one day, Yuanbao by a tracker's other name and by its own word."""
    folder: Path = tmp_path_factory.mktemp("data")
    desk = Desk()
    for outlet in ("lantern", "tangyuan", "kite"):
        desk.tell(outlet, counted(73.52e6, "2026-02-07"), money("budget", 3e9))
    # Told first, and by nobody named: not the sentence to show beside QuestMobile's name.
    desk.tell("early", reach("dau", 73.52e6, as_of="2026-02-07"), day="2026-02-08")
    desk.tell("willow", counted(8e6, "2026-02-07", "wenxin"), money("budget", 5e8, "wenxin"))
    desk.tell("alder", event("launch", "wenxin", as_of="2026-02-10"), event("end", "wenxin", as_of="2026-02-24"))
    desk.tell("crane", counted(61e6, "2026-02-07", by="AICPB"), counted(9e7, "2025-10-07"))
    desk.tell(
        "boat", counted(18.28e6, "2026-02-07", "yuanbao", by="QM "), money("budget", 1e9, "yuanbao", bound="at_least")
    )
    for outlet in ("paper", "lamp"):
        desk.tell(outlet, reach("dau", 5e7, "yuanbao", as_of="2026-02-18", basis="official", bound="at_least"))
    desk.tell("reed", counted(51.2e6, "2026-02-18", "yuanbao", by="AICPB"))
    desk.tell("reed", reach("dau", 1e8, "doubao", as_of="2026-02-16", basis="official"))
    desk.tell("sedge", counted(95e6, "2026-02-16", "doubao", bound="at_least"))
    desk.tell("heron", counted(112e6, "2026-02-17", by="QM"))
    with open_writer(folder) as connection:
        furnish(connection)
        names = [("questmobile", "QuestMobile"), ("qm", "QuestMobile"), ("aicpb", "AICPB")]
        declare(
            connection,
            "voices",
            make_frame("voices", [dict(zip(("name", "voice"), one, strict=True)) for one in names]),
        )
        load(connection, desk.batch(), AT)
        publish(folder, connection, AT)
    with open_release(folder) as opened:
        yield opened


def test_a_figure_is_its_trackers_under_each_of_their_names(release: Release) -> None:
    facts = release.facts(season=2026).join(release.hands(2026), on="fact_id")
    told = {(row["app"], row["value"]): (row["hand"], row["trackers"]) for row in facts.to_dicts()}
    assert told["qwen", 73.52e6] == ("measured", ["QuestMobile"])
    assert told["qwen", 61e6] == ("measured", ["AICPB"])
    assert told["yuanbao", 18.28e6] == ("measured", ["QuestMobile"])
    assert told["doubao", 1e8] == ("official", None)
    assert release.hands(2025).is_empty()


def test_the_sentence_beside_a_figure_names_who_counted(release: Release) -> None:
    (fact,) = release.facts(season=2026, app="qwen", rank="preferred").filter(measure="dau", value=73.52e6).to_dicts()
    assert release.first_sentence(fact["fact_id"])["origin"].to_list() == ["QuestMobile"]


def test_a_number_is_of_who_gives_it_and_not_of_whose_word_it_agrees_with(release: Release) -> None:
    """AICPB's 51.2 million lie in Tencent's "over 50 million": one fact, official, and yet AICPB's number."""
    (fact,) = release.facts(season=2026, app="yuanbao").filter(as_of="2026-02-18").to_dicts()
    assert (fact["value"], fact["basis"]) == (51.2e6, "official")
    (hand,) = release.hands(2026).filter(fact_id=fact["fact_id"]).to_dicts()
    assert (hand["hand"], hand["trackers"]) == ("measured", ["AICPB"])


def test_a_trackers_peak_has_the_bounds_and_the_sentence_of_its_own_claim(release: Release) -> None:
    """QuestMobile's "over 95 million" agree with the 100 million that ByteDance gives: one fact, two numbers."""
    (peak,) = release.tracker_peaks(2026).filter(app="doubao").to_dicts()
    fact = release.facts(fact_id=peak["fact_id"]).to_dicts()[0]
    assert (fact["value"], fact["bound"]) == (1e8, "exact")
    assert [peak[name] for name in ("value", "bound", "low", "high")] == [95e6, "at_least", 95e6, None]
    (said,) = release.sentence_of(peak["fact_id"], peak["claim_id"]).to_dicts()
    assert (said["origin"], said["value"]) == ("QuestMobile", 95e6)
    assert release.sentence_of(peak["fact_id"], "another").is_empty()


def test_a_trackers_peak_is_its_own_where_anothers_is_preferred_and_of_the_campaign(release: Release) -> None:
    peaks = release.tracker_peaks(2026).filter(app="qwen", is_peak=True)
    assert peaks.select("tracker", "figure", "value", "rank").rows() == [
        ("AICPB", "peak_dau", 61e6, "normal"),
        ("QuestMobile", "peak_dau", 73.52e6, "preferred"),
    ]


def test_a_trackers_peak_counts_those_who_have_it_from_that_tracker(release: Release) -> None:
    """The fact of 73.52 million has a fourth claim, of nobody named; ByteDance's 100 million are not QuestMobile's."""
    peaks = release.tracker_peaks(2026).filter(tracker="QuestMobile", is_peak=True)
    told = {
        row["app"]: tuple(row[name] for name in ("claims", "reports", "origins", "status")) for row in peaks.to_dicts()
    }
    assert told["qwen"] == (3, 3, 1, "single source")
    assert told["doubao"] == (1, 1, 1, "single source")
    assert release.facts(fact_id=peaks.filter(app="qwen")["fact_id"].item())["claims"].item() == 4


def test_a_higher_count_that_one_report_alone_has_from_a_tracker_is_told_beside_its_peak(release: Release) -> None:
    higher = release.tracker_peaks(2026).filter(is_peak=False)
    assert higher.select("tracker", "app", "value", "reports").rows() == [("QuestMobile", "qwen", 112e6, 1)]


def test_the_ratio_by_a_tracker_is_that_of_the_mart_with_its_bounds(release: Release) -> None:
    by_one = {(row["app"], row["ratio"]): row for row in release.efficiency_by(2026, "QuestMobile").to_dicts()}
    mart = {row["app"]: row for row in release.efficiency(2026).filter(ratio=DAILY).to_dicts()}
    assert by_one["qwen", DAILY] == mart["qwen"]
    assert by_one["wenxin", DAILY] == mart["wenxin"]
    assert mart["wenxin"]["why_not"] == "before the campaign"
    yuanbao = by_one["yuanbao", DAILY]
    assert (yuanbao["bound"], yuanbao["high"], round(yuanbao["low"], 2)) == ("at_least", None, 54.7)
    assert by_one["qwen", MONTHLY]["why_not"] == by_one["yuanbao", MONTHLY]["why_not"] == "no reach"


def test_a_tracker_that_counted_nothing_has_ratios_of_nothing(release: Release) -> None:
    assert not release.efficiency_by(2026, "Nobody")["is_comparable"].any()
