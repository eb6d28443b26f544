"""The page What changed: two releases compared, and every state in which there is nothing to compare."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote

import pytest

from dashboard.changes import Change, list_changes
from dashboard.downloads import make_file
from dashboard.wording import LANGUAGES, load_wording
from tests.dashboard.amending import amend
from tests.dashboard.boards import list_openings
from tests.dashboard.newsroom import HOSTILE, SCRIPT, Newsroom, open_room, users, yuan
from tests.dashboard.test_pages import Open, links, open_page, read
from warehouse.load import load
from warehouse.publish import publish
from warehouse.reads import open_release
from warehouse.writer import open_writer

__all__ = ["open_page"]

LATER = datetime(2026, 2, 22, 8, tzinfo=UTC)


def correct(room: Newsroom) -> Newsroom:
    """A day and a half later: a slip is taken back, a peak is counted anew by two, and something hostile is new."""
    later = open_room()
    later.articles[3] |= {"text": f"{later.articles[3]['text']} Corrected.", "text_sha256": "corrected"}
    later.claims = [claim for claim in later.claims if claim["article_id"] != "a3"]
    later.tell("Sun Post", "Qwen had 80 million daily users.", "80 million", **users("dau", 80e6, as_of="2026-02-07"))
    later.tell("Moon Post", "Qwen drew 80m users a day.", "80m", **users("dau", 80e6, as_of="2026-02-07"))
    later.tell("Star Post", "Yuanbao again: 1 billion yuan.", "1 billion", **yuan("budget", 1e9, "yuanbao"))
    said = yuan("ad_spend", 2e6, "wenxin", origin=HOSTILE)
    later.tell(f"Bad {HOSTILE}", f"{HOSTILE} costs Wenxin 2 million yuan.", "2 million yuan", **said)
    for record in (*later.articles, *later.pages):
        record["fetched_at"] = LATER
    return later


def publish_later(room: Newsroom, folder: Path, at: datetime = LATER) -> None:
    with open_writer(folder) as connection:
        load(connection, room.batch(), at)
        publish(folder, connection, at)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two releases, the second of which corrects the first."""
    folder = tmp_path_factory.mktemp("changed")
    room = open_room()
    room.publish_to(folder)
    publish_later(correct(room), folder)
    return folder


@pytest.fixture(scope="module")
def changes(changed: Path) -> list[Change]:
    with open_release(changed) as release:
        return list_changes(release.changes_in_full())


def test_a_value_to_use_that_moved_comes_first(changes: list[Change]) -> None:
    first = changes[0]
    assert (first.kind, first.fact["app"], first.fact["measure"]) == ("moved", "qwen", "dau")
    assert first.was is not None
    assert first.now is not None
    assert (first.was["value"], first.now["value"]) == (73.52e6, 80e6)


def test_each_fact_is_told_of_once(changes: list[Change]) -> None:
    named = [{fact["fact_id"] for fact in (change.was, change.now) if fact} for change in changes]
    assert sum(map(len, named)) == len(set().union(*named))


def test_both_sides_of_a_move_lead_to_their_evidence(open_page: Open, changed: Path) -> None:
    shown = links(open_page("changes", folder=changed))
    assert "fact=" in shown["73.52 m"]
    assert "fact=" in shown["80 m"]
    assert shown["73.52 m"] != shown["80 m"]


def test_a_figure_that_is_gone_leads_to_the_sentence_it_was_read_from(open_page: Open, changed: Path) -> None:
    app = open_page("changes", folder=changed)
    assert "Nothing supports it any more. The figure opens the sentence" in read(app)
    (claim,) = parse_qs(links(app)["~~¥30 bn~~"])["claim"]
    old = open_page("evidence", folder=changed, claim=claim)
    assert old.title[0].value == "A sentence that no figure rests on now"
    assert "Qwen throws" in read(old)


def test_a_figure_whose_sentence_is_not_on_record_says_why_it_has_no_link(
    open_page: Open, changed: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(changed, tmp_path / "data", symlinks=True)
    with amend(folder) as connection:
        connection.execute("DELETE FROM raw.claims WHERE value = 30e9")
    app = open_page("changes", folder=folder)
    assert "the release no longer holds the sentence it was read from" in read(app)
    assert '<span class="before gone">¥30 bn</span>' in read(app)
    assert not any("¥30 bn" in label for label in links(app))


def test_what_else_differs_is_said_with_both_sides(open_page: Open, changed: Path) -> None:
    page = read(open_page("changes", folder=changed))
    assert "single source → corroborated" in page
    assert '<span class="term">origins</span> 1 → 2' in page


def test_the_lead_names_both_releases(open_page: Open, changed: Path) -> None:
    page = read(open_page("changes", folder=changed))
    assert "Between the release of 20 Feb 2026, 16:00 and the one of 22 Feb 2026, 16:00" in page


def test_a_day_gone_by_can_be_compared_with(open_page: Open, changed: Path) -> None:
    app = open_page("changes", folder=changed, since="2026-02-20")
    assert app.query_params["since"] == "2026-02-20"
    assert "Between what was known at the end of 20 Feb 2026 in Shanghai and the release of 22 Feb 2026" in read(app)
    assert {"73.52 m", "80 m"} <= links(app).keys()
    app.date_input[0].set_value(date(2026, 2, 19)).run()
    assert app.query_params["since"] == "2026-02-19"
    assert "¥3 bn" in links(app)
    app.date_input[0].set_value(None).run()
    assert "since" not in app.query_params
    assert "Between the release of" in read(app)


@pytest.mark.parametrize("since", ["2026-02-31", "tomorrow", "2999-01-01"])
def test_no_day_or_one_to_come_is_no_reason_to_fail(open_page: Open, changed: Path, since: str) -> None:
    app = open_page("changes", folder=changed, since=since)
    assert app.date_input[0].value in {None, date(2026, 2, 21)}


def test_one_kind_of_change_can_be_asked_for(open_page: Open, changed: Path) -> None:
    app = open_page("changes", folder=changed, change="gone")
    assert app.query_params["change"] == "gone"
    assert "Nothing supports it any more" in read(app)
    assert "80 m" not in links(app)


def test_apps_without_a_change_leave_a_way_back(open_page: Open, changed: Path) -> None:
    app = open_page("changes", folder=changed, change="moved", apps="doubao")
    assert "No change fits these filters" in read(app)
    (clear,) = (button for button in app.button if button.label == "Clear the filters")
    clear.click().run()
    assert "80 m" in links(app)
    assert "apps" not in app.query_params
    assert "change" not in app.query_params


def test_chinese_readers_get_chinese(open_page: Open, changed: Path) -> None:
    app = open_page("changes", folder=changed, lang="zh")
    page = read(app)
    assert "采用值变动" in page
    assert "单一信源 → 多方印证" in page
    assert "优先于7352万" in page
    assert "8000万" in links(app)


def test_the_changes_can_be_downloaded(changed: Path) -> None:
    with open_release(changed) as release:
        rows = release.changes_in_full().drop("was", "now")
    assert all(make_file(rows, how) for how in ("csv", "xlsx", "parquet"))


def test_hostile_text_stays_text(open_page: Open, changed: Path) -> None:
    for lang in LANGUAGES:
        app = open_page("changes", folder=changed, lang=lang)
        assert SCRIPT not in read(app)
        assert "\u202e" not in read(app)
        assert not any("javascript" in element.value for element in (*app.markdown, *app.title, *app.header))


def test_sentences_of_a_corrected_article_are_listed(open_page: Open, changed: Path) -> None:
    page = read(open_page("changes", folder=changed))
    assert "Qwen throws 30 billion yuan at it." in page
    assert "lost" in page


def test_a_lost_sentence_leads_to_the_text_it_was_read_from(open_page: Open, changed: Path) -> None:
    """No figure rests on it any more: it is named by its claim, and Evidence shows the version of the article."""
    claim = list_openings(open_page("changes", folder=changed))["Qwen throws 30 billion yuan at it."]
    app = open_page("evidence", folder=changed, claim=unquote(claim))
    assert app.title[0].value == "A sentence that no figure rests on now"
    assert "Qwen throws" in read(app)
    assert "Corrected." not in read(app)


def test_the_first_release_has_nothing_to_compare_with(open_page: Open) -> None:
    app = open_page("changes")
    assert "this is the first release with figures" in read(app)
    assert "All figures →" in links(app)
    assert "No earlier sentence is read differently" in read(app)


def test_a_season_in_which_nothing_changed_says_so(open_page: Open, tmp_path: Path) -> None:
    room = open_room()
    room.publish_to(tmp_path)
    room.tell("Old Post", "Qwen paid 4 million yuan in 2025.", "4 million yuan", **yuan("budget", 4e6, season=2025))
    publish_later(room, tmp_path)
    page = read(open_page("changes", folder=tmp_path, season="2026"))
    assert "Nothing has changed since the release of 20 Feb 2026, 16:00" in page
    assert "Figures that changed in other seasons: 1" in page


def test_a_release_without_figures_says_what_to_do(open_page: Open, tmp_path: Path) -> None:
    Newsroom().publish_to(tmp_path)
    assert "No figures have been found for any season" in read(open_page("changes", folder=tmp_path))


def test_each_kind_of_change_has_words() -> None:
    for lang in LANGUAGES:
        words = load_wording(lang).words
        kinds = ("moved", "new", "gone", "value", "day", "rank", "status", "basis", "support")
        assert all(f"{family}.{kind}" in words for family in ("change", "change_long") for kind in kinds)
