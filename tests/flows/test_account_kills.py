"""A run that is killed, and a crawl that dies, leave an account that the next run goes on from."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows import stages
from flows.collection import Assignment, collect, health_rows
from flows.configuration import load_configuration
from flows.gathering import judge
from flows.ledger import Ledger
from flows.settings import Settings
from spiders import supervisor
from spiders.errors import CrawlFailedError
from spiders.job import Newsroom
from spiders.supervisor import child_environment
from tests.flows.accounts import CHECK, STAGES, ask, read_and_load
from tests.flows.runs import fill, run
from tests.spiders.zoo import NOW, Answer, OpenRoom, source
from warehouse.writer import open_writer


def main(data, address):
    """A run that is killed, with -9, when it has loaded what it read and before it has checked anything."""
    stages.tell_stories = lambda _: os.kill(os.getpid(), signal.SIGKILL)
    newsroom = Newsroom(address=address, hosts=frozenset({"lantern.example", "kite.example"}))
    room = type("Room", (), {"newsroom": newsroom})
    run(Settings(data=data), room)


@pytest.mark.soak
def test_killed_between_load_and_check_a_run_has_left_its_account(tmp_path):
    settings = Settings(data=tmp_path / "data")
    with OpenRoom() as room:
        fill(room, pages=3)
        command = [sys.executable, "-m", "tests.flows.test_account_kills", settings.data, room.newsroom.address]
        done = subprocess.run(command, env=child_environment(), capture_output=True, text=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr
        run(settings, room)
    runs = ask(settings, "SELECT outcome FROM raw.runs ORDER BY started_at")
    assert runs == [("killed",), ("running",)]  # the second of them ends without a release
    recovered, read, load = (row[:2] + row[4:] for row in ask(settings, STAGES)[:3])
    assert (recovered, read) == (("recover", 0, "completed"), ("read", 5, "completed"))
    assert (load[0], load[2]) == ("load", "running")
    assert ask(settings, CHECK) == []
    ((pages, runs_of_pages),) = ask(settings, "SELECT count(*), count(DISTINCT run_id) FROM raw.pages")
    assert (pages, runs_of_pages) == (10, 2)


def test_what_a_crawl_that_died_had_archived_is_read_by_the_same_run(room, tmp_path, monkeypatch):
    children, popen = [], supervisor.subprocess.Popen
    monkeypatch.setattr(
        supervisor.subprocess, "Popen", lambda *args, **more: children.append(popen(*args, **more)) or children[-1]
    )
    fill(room, pages=30)
    room.put("/29", lambda desk: children[0].kill() or Answer())
    settings = Settings(data=tmp_path)
    assignment = Assignment(settings=settings, terms=("千问",), newsroom=room.newsroom, now=NOW)
    with pytest.raises(CrawlFailedError, match="was killed by signal 9") as died:
        collect(source(), assignment, {})
    (row,) = health_rows("r", [judge(source(), died.value, attempts=1)]).to_dicts()
    assert (row["ended"], row["health"], row["pages"]) == ("died", "failing", 0)
    configuration, ledger = load_configuration(settings), Ledger("refresh")
    with open_writer(settings.data) as connection:
        stages.open_run(connection, configuration, ledger, "sample")
        read_and_load(connection, settings, configuration, ledger)
        ((run_id, pages),) = connection.execute("SELECT run_id, count(*) FROM raw.pages GROUP BY run_id").fetchall()
        assert connection.execute(CHECK).fetchall() == []
    assert run_id == ledger.run_id
    assert 2 < pages <= 31


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
