"""After fifty refreshes with faults and kills and one without, the facts are those of a clean run and all adds up."""

import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from flows.options import TERMINATED
from tests.flows.soak_account import RULES, count_archive, count_pages, find_gaps, read_facts
from tests.flows.soak_dice import CALM, Turn, roll
from tests.flows.soaking import Soak

# `SOAK_SEED=7 pytest -m soak tests/flows/test_soak.py` rolls other dice.
SEED = int(os.environ.get("SOAK_SEED", "2026"))
TURNS = int(os.environ.get("SOAK_TURNS", "50"))
# What Prefect adds to a refresh at the least.
START_SECONDS = 6
CODES = {
    "calm": {0},
    "killed": {0, -signal.SIGKILL},
    "killed alone": {0, -signal.SIGKILL},
    "told to stop": {0, TERMINATED, -signal.SIGTERM},
}
pytestmark = [pytest.mark.soak, pytest.mark.timeout(1800)]


@dataclass
class Story:
    """What became of a folder, and of one in which nothing went wrong."""

    data: Path
    clean: Path
    codes: list[tuple[Turn, int]] = field(default_factory=list)


def tell(folder, turns):
    """One clean run in one folder; in the other all turns, and then a clean run."""
    story = Story(folder / "data", folder / "clean")
    with (folder / "log").open("w") as log:
        soak = Soak(log)
        code, length = timed(soak, story.clean, CALM)
        assert code == 0
        for turn in (*turns, CALM):
            code, took = timed(soak, story.data, turn, length + START_SECONDS * turn.is_command)
            story.codes.append((turn, code))
            if turn.ending == "calm":
                # The first run may have had a busier machine, and a moment after a run's end ends nothing.
                length = min(length, took)
    return story


def timed(soak, data, turn, length=0.0):
    """The exit code of a turn and how many seconds it took, told on the way."""
    begun = time.monotonic()
    code = soak.take(data, turn, length)
    took = time.monotonic() - begun
    print(f"{turn} -> {code} after {took:.1f} s", flush=True)
    return code, took


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    print(f"seed {SEED}")
    return tell(tmp_path_factory.mktemp("soak"), roll(SEED, TURNS))


def test_the_facts_are_those_of_one_clean_run(story):
    facts, clean = read_facts(story.data).rows(), read_facts(story.clean).rows()
    assert len(clean) > 50
    assert [fact for fact in clean if fact not in facts] == []
    assert [fact for fact in facts if fact not in clean] == []


def test_a_run_that_nobody_ended_does_its_work_whatever_the_newsroom_does(story):
    assert [(str(turn), code) for turn, code in story.codes if code not in CODES[turn.ending]] == []


def test_every_record_of_the_archive_is_whole_and_was_read_once(story):
    assert count_archive(story.data) == count_pages(story.data)


@pytest.mark.parametrize("rule", RULES)
def test_the_account_closes(story, rule):
    assert find_gaps(story.data, rule) == []
