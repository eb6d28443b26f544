"""A signal in the midst of a query ends a command at once, with the signal's own exit code and a line of ours."""

import os
import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from flows import command, stages
from flows.ledger import Ledger
from flows.options import INTERRUPTED, STOPPED, TERMINATED
from flows.orchestration import end_at_once_when_interrupted
from flows.settings import Settings
from spiders.supervisor import child_environment
from tests.flows.digests import ask, publish_desk
from tests.warehouse.desk import Desk, reach
from warehouse import queries, writer
from warehouse.ledger import record
from warehouse.writer import open_writer

# Hours on any machine.
LONG = "SELECT count(*) AS pairs FROM range(9_000_000) AS a, range(9_000_000) AS b WHERE (a.range * b.range) % 7 = 3"
BEGUN = "begun"


def run_long(data: Path, *, is_flow: bool) -> None:
    """A run whose marts take hours; within a flow Prefect puts its own handler in the place of ours."""
    end_at_once_when_interrupted()
    ledger = Ledger("refresh")
    with open_writer(data) as connection, as_flow() if is_flow else nullcontext():
        record(connection, "runs", ledger.run_rows("running"))
        with stages.accounted(connection, ledger):
            sys.stdout.write(f"{BEGUN}\n")
            sys.stdout.flush()
            connection.sql(LONG).pl()


def as_flow() -> AbstractContextManager[None]:
    from prefect.utilities.engine import capture_sigterm

    return capture_sigterm()


def main(kind: str, data: str) -> None:
    """The command as it is, with a run of hours beside the others."""
    command.app.command("run")(lambda: run_long(Path(data), is_flow=False))
    command.app.command("flow")(lambda: run_long(Path(data), is_flow=True))
    read_statement = queries.read_statement
    queries.read_statement = lambda *given: print(BEGUN, flush=True) or read_statement(*given)
    sys.argv = ["hongbao", kind, *(["--data", data, LONG] if kind == "sql" else [])]
    command.main()


def stop(kind: str, data: Path, number: signal.Signals) -> tuple[int, str, float]:
    """Send the command a signal when it is in its query: exit code, what it says, seconds from signal to end."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.flows.test_signals", kind, str(data)],
        env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert child.stdout.readline().strip() == BEGUN, child.stderr.read()
        time.sleep(0.3)
        at = time.monotonic()
        child.send_signal(number)
        _, said = child.communicate(timeout=30)
        return child.returncode, said.strip(), time.monotonic() - at
    finally:
        child.kill()


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["run", "flow"])
def test_a_run_that_is_told_to_stop_in_a_query_says_so_and_writes_it_down(kind, tmp_path):
    code, said, seconds = stop(kind, tmp_path, signal.SIGTERM)
    assert (code, said) == (TERMINATED, STOPPED[TERMINATED])
    assert seconds < 10
    assert ask(Settings(data=tmp_path), "SELECT outcome, message FROM raw.runs").rows() == [
        ("failed", "it was told to stop")
    ]


@pytest.mark.soak
def test_a_run_that_is_interrupted_in_a_query_says_so(tmp_path):
    code, said, seconds = stop("run", tmp_path, signal.SIGINT)
    assert (code, said) == (INTERRUPTED, STOPPED[INTERRUPTED])
    assert seconds < 10


@pytest.mark.soak
@pytest.mark.parametrize(("number", "wanted"), [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED)])
def test_a_question_in_sql_can_be_ended(tmp_path, number, wanted):
    desk = Desk()
    desk.tell("outlet", reach("dau", 1e7))
    publish_desk(Settings(data=tmp_path), desk)
    code, said, seconds = stop("sql", tmp_path, number)
    assert (code, said) == (wanted, STOPPED[wanted])
    assert seconds < 10


def test_a_run_that_is_told_to_stop_while_its_file_is_opened_ends_as_one(tmp_path, monkeypatch):
    def is_told_to_stop(_):
        raise RuntimeError("Query interrupted") from SystemExit(TERMINATED)

    monkeypatch.setattr(writer, "create_schema", is_told_to_stop)
    with pytest.raises(SystemExit) as ended, open_writer(tmp_path):
        pass
    assert ended.value.code == TERMINATED


def test_an_error_of_ours_within_a_transaction_stays_as_it_is(tmp_path):
    with pytest.raises(RuntimeError, match="ours") as error, open_writer(tmp_path):
        raise RuntimeError("ours") from ValueError("cause")
    assert isinstance(error.value.__cause__, ValueError)


if __name__ == "__main__":
    # As in a shell: a test run in the background would hand on that it ignores Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["COLUMNS"] = "200"
    main(sys.argv[1], sys.argv[2])
