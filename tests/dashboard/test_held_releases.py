"""Threads go on reading a release that is evicted, cleared away or healed in its place."""

import errno
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from dashboard import release
from tests.dashboard.opening import open_app

SECONDS = 1.5


@pytest.fixture
def data(room_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = tmp_path / "data"
    shutil.copytree(room_folder, copied, symlinks=True)
    monkeypatch.setenv("HONGBAO_DATA", str(copied))
    return copied


def heal(path: Path) -> None:
    """Put another file of the same content in the place of `path`."""
    fresh = path.with_suffix(".new")
    shutil.copyfile(path, fresh)
    fresh.replace(path)


def read_until(end: float) -> int:
    reads = 0
    while time.monotonic() < end:
        opened = release.open_version(release.find_version())
        opened.health()
        opened.query("SELECT count(*) FROM marts.facts a, marts.facts b", 1)
        reads += 1
    return reads


@pytest.mark.usefixtures("data")
def test_readers_outlive_healing_and_emptied_caches() -> None:
    path = release.path_of(release.find_version())
    end = time.monotonic() + SECONDS
    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read_until, end) for _ in range(3)]
        while time.monotonic() < end:
            heal(path)
            release.open_version.clear()
            time.sleep(0.1)
        assert all(reader.result() for reader in readers)


@pytest.mark.usefixtures("data")
def test_a_release_beyond_those_kept_stays_readable_to_its_holder() -> None:
    path = release.path_of(release.find_version())
    held = release.open_version(release.find_version())
    for _ in range(release.KEPT_OPEN + 1):
        heal(path)
        os.utime(path)
        release.open_version(release.find_version())
    assert held.edition()


@pytest.mark.usefixtures("data")
def test_a_healed_file_that_there_is_no_room_to_copy_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    held = release.open_version(release.find_version())
    heal(release.path_of(release.find_version()))

    def copy(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    monkeypatch.setattr("warehouse.reads.copyfile", copy)
    app = open_app("sources", lang="en")
    page = "".join(block.value for block in app.html)
    assert "there is no room for a copy to read it beside theirs" in page
    assert "cannot be copied to where temporary files lie (No space left on device): make room there" in page
    assert held.edition()


@pytest.mark.usefixtures("data")
def test_a_healed_file_is_served_while_the_old_one_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    path = release.path_of(release.find_version())
    held = release.open_version(release.find_version())
    before = held.released_at
    fresh = path.with_suffix(".new")
    shutil.copyfile(path, fresh)
    with duckdb.connect(fresh) as connection:
        connection.execute("CREATE TABLE marts.healed AS SELECT 1 AS yes")
    fresh.replace(path)
    monkeypatch.setattr("warehouse.releases.find_damage", lambda _: None)  # its seal is that of the first
    assert release.open_version(release.find_version()).query("FROM marts.healed", 1).height == 1
    assert held.released_at == before
