"""What who looks for figures and sentences gets: as many rows as fit a page, counts that agree, text as it was read."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse.desk import AT, Desk, furnish, money, reach
from warehouse.load import load
from warehouse.publish import publish
from warehouse.reads import Release, Wanted, open_release
from warehouse.stories import tell_stories
from warehouse.writer import open_writer

APPS = ("qwen", "yuanbao", "wenxin", "doubao")
ALL = Wanted(season=2026, apps=APPS)
BUDGET = "Qwen will hand out three billion yuan"
WIRE = f"""{BUDGET}. The plan was told in Hangzhou on Monday and covers drinks, meals, tickets and taxis until the
Lantern Festival; nobody there would say how the sum is split, nor how much of it has been spent by now. Analysts who
follow the company were divided on whether a holiday is the time to win users who stay."""
OLD, NEW = "An outlet first says 2 billion yuan", "The outlet now says 3 billion yuan"


def tell_room() -> Desk:
    """One wire story in three outlets, a page of two sentences, signs that a pattern would read, and another app."""
    desk = Desk()
    for outlet, day in (("wire", "2026-02-02"), ("anvil", "2026-02-03"), ("birch", "2026-02-04")):
        desk.tell(outlet, money("budget", 3e9), day=day, sentence=BUDGET, text=WIRE)
    desk.tell("cedar", money("budget", 3e9), day="2026-02-05", sentence="千问的预算是30亿元")
    desk.tell("dune", reach("dau", 7e7, as_of="2026-02-07"), sentence="It grew by 100% to 70_million users")
    desk.tell("elm", money("prize_max", 1e4, "yuanbao", basis="official"), sentence="Packets hold up to 10,000 yuan")
    return desk


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    folder: Path = tmp_path_factory.mktemp("claims")
    desk = tell_room()
    with open_writer(folder) as connection:
        furnish(connection)
        for hours, sentence, said in ((0, OLD, ("coupon", "payout")), (9, NEW, ("coupon",))):
            claims = (money(measure, 25.0) for measure in said)
            desk.tell("fern", *claims, sentence=sentence, article_id="changed", fetched=hours)
            load(connection, desk.batch(), AT + timedelta(hours=hours))
        tell_stories(connection)
        publish(folder, connection, AT + timedelta(hours=9))
    with open_release(folder) as opened:
        yield opened


def test_figures_come_in_pages_in_the_order_of_the_apps(release: Release) -> None:
    whole = release.find_figures(ALL, 100)
    pages = pl.concat(release.find_figures(ALL, 2, offset) for offset in range(0, whole.height, 2))
    assert pages["fact_id"].to_list() == whole["fact_id"].to_list()
    assert whole["app"].to_list() == sorted(whole["app"], key=APPS.index)
    turned = release.find_figures(Wanted(season=2026, apps=("yuanbao", "qwen")), 100)
    assert turned["app"][0] == "yuanbao"


def test_sentences_come_in_pages_the_newest_first(release: Release) -> None:
    whole = release.find_sentences(ALL, 100)
    pages = pl.concat(release.find_sentences(ALL, 3, offset) for offset in range(0, whole.height, 3))
    assert pages["claim_id"].to_list() == whole["claim_id"].to_list()
    assert whole["published_at"].to_list() == sorted(whole["published_at"], reverse=True)
    assert {"app", "measure", "status", "publisher", "quote"} <= set(whole.columns)
    assert {"app", "url", "warc_file", "warc_offset"} <= set(release.find_evidence(ALL, 1).columns)


@pytest.mark.parametrize(
    ("asked", "figures", "sentences"),
    [
        ({"measure": "budget"}, 1, 4),
        ({"outlet": "cedar"}, 1, 1),
        ({"text": "zh"}, 0, 0),
        ({"basis": "official"}, 1, 1),
        ({"q": "QWEN WILL"}, 1, 3),
        ({"q": "30亿"}, 1, 1),
        ({"q": "100%"}, 1, 1),
        ({"q": "70_m"}, 1, 1),
        ({"q": "%"}, 1, 1),
        ({"q": "_"}, 1, 1),
        ({"q": "' OR true --"}, 0, 0),
        ({"q": "yuan", "measure": "prize_max"}, 1, 1),
        ({"outlet": "cedar", "measure": "dau"}, 0, 0),
    ],
)
def test_filters_narrow_figures_and_sentences(
    release: Release, asked: dict[str, str], figures: int, sentences: int
) -> None:
    wanted = Wanted(season=2026, apps=APPS, **asked)
    assert release.find_figures(wanted, 100).height == figures
    assert release.find_sentences(wanted, 100).height == sentences
    assert release.find_evidence(wanted, 100).height == sentences


def test_a_tally_counts_what_is_found(release: Release) -> None:
    for q in ("", "yuan", "nowhere"):
        tally, wanted = release.tally(2026, q), Wanted(season=2026, apps=APPS, q=q)
        assert tally["claims"].sum() == release.find_sentences(wanted, 100).height
        assert tally["fact"].n_unique() == release.find_figures(wanted, 100).height
    assert release.tally(2026).filter(pl.col("app") == "yuanbao")["claims"].sum() == 1
    assert release.tally(2031).is_empty()


def test_copies_of_one_story_fold_behind_who_told_it_first(release: Release) -> None:
    fact_id = release.find_figures(Wanted(season=2026, apps=APPS, measure="budget"), 1)["fact_id"][0]
    first = release.told_first(fact_id, 10)
    assert first["publisher"].to_list() == ["wire", "cedar"]
    assert first["printings"].to_list() == [3, 1]
    assert first["folds"].to_list() == [2, 2]
    assert first["lead_outlet"][0] == "wire"
    again = release.told_again(fact_id, first["fold"].to_list(), 10)
    assert again["publisher"].to_list() == ["anvil", "birch"]
    assert set(again["fold"]) == {first["fold"][0]}
    assert release.told_again(fact_id, first["fold"].to_list(), 1)["publisher"].to_list() == ["anvil"]
    assert release.told_first(fact_id, 1, 1)["publisher"].to_list() == ["cedar"]


def test_one_claim_of_a_figure_can_be_asked_for(release: Release) -> None:
    figures = release.find_figures(ALL, 100)
    fact_id = figures["fact_id"][0]
    copy = release.evidence(fact_id).row(2, named=True)
    assert release.told_by(fact_id, copy["claim_id"])["quote"].to_list() == [copy["quote"]]
    assert release.told_by(figures["fact_id"][-1], copy["claim_id"]).is_empty()
    assert release.facts_of_claim(copy["claim_id"]) == [fact_id]
    assert release.facts_of_claim("nowhere") == []


def test_the_text_of_an_article_is_the_one_in_force(release: Release) -> None:
    texts = release.texts(["changed", "nowhere"])
    assert list(texts) == ["changed"]
    assert NEW in texts["changed"]


def test_a_claim_of_a_text_that_was_changed_is_told_with_that_text(release: Release) -> None:
    claim = release.claim("changed#1").row(0, named=True)
    assert claim["quote"] == OLD
    assert claim["text"][claim["quote_start"] : claim["quote_end"]] == OLD
    assert claim["changed_at"] == claim["ended_at"] == AT + timedelta(hours=9)


def test_a_claim_in_force_is_told_as_one(release: Release) -> None:
    claim_id = release.find_sentences(ALL, 1)["claim_id"][0]
    for known in (claim_id, "changed#0"):
        claim = release.claim(known).row(0, named=True)
        assert (claim["changed_at"], claim["ended_at"]) == (None, None)
        assert claim["text"][claim["quote_start"] : claim["quote_end"]] == claim["quote"]
    assert release.claim("nowhere").is_empty()
