"""Published releases for the dashboard tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.dashboard.newsroom import open_room
from warehouse.reads import Release, open_release

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def room_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one published release."""
    folder = tmp_path_factory.mktemp("room")
    open_room().publish_to(folder)
    return folder


@pytest.fixture(scope="session")
def room_release(room_folder: Path) -> Iterator[Release]:
    with open_release(room_folder) as release:
        yield release


@pytest.fixture
def find_fact(room_release: Release) -> Callable[[str, str], str]:
    """The fact_id of the preferred value of an app's measure."""

    def find(app: str, measure: str) -> str:
        facts = room_release.facts(app=app, measure=measure, rank="preferred")
        fact_id: str = facts["fact_id"][0]
        return fact_id

    return find
