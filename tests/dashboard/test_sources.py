"""The page Sources says how each outlet does in signs and words, and shows a gap as a gap."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import altair as alt
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.coverage import draw_cell
from dashboard.leftovers import OUTCOMES
from dashboard.sources import SIGNS, rank
from dashboard.wording import LANGUAGES, load_wording
from tests.dashboard.amending import amend
from tests.dashboard.boards import ZH, make_visit
from tests.dashboard.newsroom import SCRIPT
from tests.dashboard.opening import open_app
from tests.dashboard.season import note_sources, open_season
from tests.dashboard.test_pages import links, read

EXTRACTION = Path(__file__).parents[2] / "extraction"
REJECT = re.compile(r'reject="([^"]+)"|reject or "([^"]+)"')
Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("season")
    open_season().publish_to(folder, edition="live")
    note_sources(folder)
    return folder


@pytest.fixture
def open_sources(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_it(folder: Path = folder, **query: str) -> AppTest:
        monkeypatch.setenv("HONGBAO_DATA", str(folder))
        return open_app("sources", **query)

    return open_it


def table(app: AppTest, number: int) -> str:
    return [block.value for block in app.html if "<table>" in block.value][number]


def test_the_worst_outlet_stands_first_with_a_sign_and_a_word(open_sources: Open) -> None:
    outlets = table(open_sources(), 0)
    places = [outlets.index(said) for said in ("✕ failing", "◷ stale", "✓ ok")]
    assert places == sorted(places)


def test_the_newest_item_stands_beside_what_is_usual(open_sources: Open) -> None:
    outlets = table(open_sources(), 0)
    assert "5 hours old when looked for · usually one every 6 hours" in outlets
    assert "19 days old when looked for · usually one every 24 hours" in outlets
    assert "no item seen" in outlets


def test_sources_that_nobody_has_asked_are_neither_well_nor_ill(
    open_sources: Open, folder: Path, tmp_path: Path
) -> None:
    unasked = shutil.copytree(folder, tmp_path / "data", symlinks=True)
    with amend(unasked) as connection:
        connection.execute("UPDATE marts.source_health SET checked_at = NULL, run_id = NULL, health = 'not checked'")
    app = open_sources(unasked)
    assert '<span class="fresh">3 sources, not asked yet</span>' in read(app)
    assert "sources healthy" not in read(app)
    assert 'class="chip health-unasked"' in table(app, 0)
    assert "0 of 3" not in read(open_sources(unasked, lang="zh"))


def test_a_figure_that_only_suspect_claims_give_says_how_many() -> None:
    row = {"claims": 1, "has_figure": False, "origins": 1}
    assert [">1 claim, none accepted<" in draw_cell(row, make_visit()).html, draw_cell(row, make_visit(ZH)).html] == [
        True, '<div class="cover cover-none none">1 条说法，均不成立</div>',
    ]  # fmt: skip


def test_listings_that_hold_too_little_are_pointed_at(open_sources: Open) -> None:
    assert '<span class="chip health-doubt">4 of 10</span>' in table(open_sources(), 0)


def test_the_outlets_are_narrowed_by_health_in_the_address(open_sources: Open) -> None:
    outlets = table(open_sources(health="stale"), 0)
    assert "燈市財經" in outlets
    assert "Kite Portal" not in outlets
    assert "Kite Portal" in table(open_sources(health="nonsense"), 0)


def test_one_outlet_can_be_shown_with_the_way_back_to_all(open_sources: Open) -> None:
    app = open_sources(source="kite")
    assert "Kite Portal" in table(app, 0)
    assert "燈市財經" not in table(app, 0)
    assert "source=" not in links(app)["← All outlets"]
    assert "燈市財經" in table(open_sources(source="nobody"), 0)


def test_a_gap_is_said_to_be_one_and_not_zero(open_sources: Open) -> None:
    matrix = table(open_sources(), 1)
    assert "that is not zero" in matrix
    assert "<b>3 origins</b>" in matrix or "<b>2 origins</b>" in matrix
    assert "<b>1 origin</b><small>1 claim</small>" in matrix


def test_each_app_leads_to_all_its_figures(open_sources: Open) -> None:
    app = open_sources(apps="qwen,doubao")
    targets = [query for label, query in links(app).items() if label.startswith("All figures of")]
    assert [("app=qwen" in query, "app=doubao" in query) for query in targets] == [(True, False), (False, True)]
    assert "Wenxin" not in table(app, 1)


def test_who_was_talked_about_is_a_sound_picture_with_a_table(open_sources: Open) -> None:
    app = open_sources()
    (chart,) = app.get("vega_lite_chart")
    spec = json.loads(chart.proto.spec)
    alt.Chart.from_dict({name: part for name, part in spec.items() if name != "config"})
    assert "Qwen · 11 stories · 61% of all" in spec["description"]
    assert "Of that day" in table(app, 2)


def test_the_runs_stand_with_their_outcome(open_sources: Open) -> None:
    runs = table(open_sources(), -1)
    assert runs.index("✓ completed") < runs.index("✕ failed")


def test_the_page_speaks_chinese(open_sources: Open) -> None:
    app = open_sources(lang="zh")
    assert app.title[0].value == "来源：目前的数字有多可靠"
    assert "✕ 出错" in table(app, 0)
    assert "未找到数字" in table(app, 1)


def test_hostile_text_stays_text(open_sources: Open) -> None:
    page = read(open_sources())
    assert SCRIPT not in page
    assert "\u202e" not in page
    assert page.count("&lt;script&gt;window.hurt=1") >= 3


def test_without_outlets_and_runs_the_page_says_so(open_sources: Open, tmp_path: Path) -> None:
    open_season().publish_to(tmp_path)
    page = read(open_sources(tmp_path))
    for said in ("No outlet is on record", "No figure was left out", "No run on record"):
        assert said in page


def test_without_figures_the_outlets_are_still_shown(open_sources: Open, tmp_path: Path) -> None:
    room = open_season()
    room.claims.clear()
    room.publish_to(tmp_path)
    note_sources(tmp_path)
    app = open_sources(tmp_path)
    assert "Kite Portal" in read(app)
    assert "No figures have been found for any season" in read(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_reason_that_the_rules_know_has_a_word(lang: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in EXTRACTION.glob("*.py"))
    reasons = {first or second for first, second in REJECT.findall(code)}
    words = load_wording(lang).words
    assert len(reasons) > 30
    assert {reason for reason in reasons if f"reject.{reason}" not in words} == set()


def test_each_health_and_outcome_has_a_sign_and_a_word() -> None:
    words = load_wording("en").words
    assert {name.removeprefix("health.") for name in words if name.startswith("health.")} == SIGNS.keys()
    assert {name.removeprefix("outcome.") for name in words if name.startswith("outcome.")} == OUTCOMES.keys()
    assert rank("never heard of") < rank("failing") < rank("ok")
