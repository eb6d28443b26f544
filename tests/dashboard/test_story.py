"""What the Timeline tells is made once for all who ask the same, and never for who asks something else."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.layers import Inks
from dashboard.release import find_version
from dashboard.story import Story, lay_columns, tell_story
from dashboard.switches import Choice
from dashboard.visit import Visit
from tests.dashboard.boards import ZH, make_visit
from tests.dashboard.season import open_season

CHOICE, INKS = Choice("lunar", "dau", ()), Inks("#000000", "#111111", "#222222", "#333333", "#ffffff", "font")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("season")
    open_season().publish_to(folder)
    return folder


@pytest.fixture
def visit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Visit:
    monkeypatch.setenv("HONGBAO_DATA", str(folder))
    return make_visit(version=find_version())


def tell(visit: Visit, choice: Choice = CHOICE, inks: Inks = INKS, season: int = 2026) -> Story:
    return tell_story(visit, season, choice, inks)


def test_two_readers_of_the_same_page_share_one_story(visit: Visit) -> None:
    assert tell(visit) is tell(replace(visit, apps=list(visit.apps)))


def test_who_asks_something_else_is_told_something_else(visit: Visit) -> None:
    dark = replace(visit, apps=[replace(app, colour="#abcdef") for app in visit.apps])
    others = [
        tell(replace(visit, wording=ZH)), tell(replace(visit, chosen=("qwen",))), tell(dark), tell(visit, season=2025),
        tell(visit, replace(CHOICE, axis="calendar")), tell(visit, replace(CHOICE, measure="orders")),
        tell(visit, replace(CHOICE, events=("launch",))), tell(visit, inks=replace(INKS, page="#000000")),
    ]  # fmt: skip
    pictures = [str(story.lanes.spec) + str(story.curves) for story in (tell(visit), *others)]
    assert len(set(pictures)) == len(pictures)


def test_a_new_release_is_told_anew(visit: Visit, folder: Path) -> None:
    first = tell(visit)
    room = open_season()
    said = {"app": "yuanbao", "kind": "event", "measure": "outage", "as_of": "2026-02-12", "season": 2026}
    room.tell("Late Paper", "Yuanbao was down on the 12th.", "12th", **said)
    room.publish_to(folder)
    second = tell(make_visit(version=find_version()))
    assert len(second.dated) == len(first.dated) + 1


def test_the_columns_are_cut_where_it_is_asked(visit: Visit) -> None:
    assert lay_columns(visit, 2026, CHOICE, INKS, 1) != lay_columns(visit, 2026, CHOICE, INKS, 9)
