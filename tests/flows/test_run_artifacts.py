"""What a run did stands beside it on Prefect's pages, as inert text, and can never fail it."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from duckdb import DuckDBPyConnection
from markdown_it import MarkdownIt
from prefect import flow
from prefect.client.schemas.objects import FlowRun
from prefect.context import FlowRunContext
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows import run_artifacts
from flows.ledger import Ledger
from flows.run_artifacts import SHOWN, make_artifacts
from spiders.supervisor import child_environment
from tests.warehouse.desk import AT, Desk, furnish, reach
from warehouse.alarms import raise_alarms
from warehouse.ledger import record
from warehouse.load import load
from warehouse.publish import Publication, build, release
from warehouse.writer import open_writer

HOSTILE = "[win](javascript:alert(1)) <img src=x onerror=alert(1)> ![i](http://t.example/i.png)\n# www.evil.example"
HOSTILE_TEXTS = (
    "[win](https://evil.example) | two | three ||",
    "[r]: https://evil.example\n\n[r] | *b* _i_ ~~s~~ `code` \\| ",
    "<script>alert(1)</script><b onclick=x>&lt;i&gt; https://evil.example www.evil.example me@evil.example",
    "a\r\nb\u2028c\x00d\x1b[31m\u202eevil\u2066\u200b\ufeff",
    "- item",
    "> quote",
    "    code",
    "---",
    "===",
    "|-|-|",
    "![i](http://t.example/i.png)",
    "<https://evil.example>",
    "$$x$$ :smile: [^1] ==m== ^u^",
)
# The columns of each table whose texts come from outside.
SAID = {"sources": ("source", "message"), "stages": ("rejected", "message"), "alarms": ("subject", "message")}
GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SCRIPT = """
import sys
from pathlib import Path
from flows.orchestration import prepare_prefect
from flows.settings import Settings

settings = Settings(data=Path(sys.argv[1]))
prepare_prefect(settings.data)
from prefect import flow
from prefect.client.orchestration import get_client
from flows.run_artifacts import make_artifacts
from warehouse.publish import publish
from warehouse.writer import open_writer
from datetime import UTC, datetime

@flow(persist_result=False)
def refresh():
    with open_writer(settings.data) as connection:
        make_artifacts(connection, "run", publish(settings.data, connection, datetime.now(UTC)))
    with get_client(sync_client=True) as client:
        return sorted((one.key, one.type) for one in client.read_artifacts())

print(refresh())
"""


@flow
def some_flow() -> None:
    """The flow that the tests pretend to be in."""


@dataclass
class Shown:
    """What Prefect was given: tables by key with their descriptions, and the text of the release."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    markdown: str = ""

    def take_table(self, *, key: str, table: list[dict[str, Any]], description: str) -> None:
        self.tables[key], self.descriptions[key] = table, description

    def take_markdown(self, *, key: str, markdown: str, description: str) -> None:
        self.markdown, self.descriptions[key] = markdown, description


@pytest.fixture
def run(tmp_path: Path) -> Iterator[tuple[DuckDBPyConnection, Publication]]:
    """A run that has published 150 facts from two sources, one of which says hostile things."""
    desk, ledger = Desk(), Ledger("refresh", run_id="run")
    for number in range(150):
        desk.tell("outlet", reach("dau", 1e7, as_of=str(date(2025, 12, 1) + timedelta(days=number))))
    with open_writer(tmp_path) as connection:
        load(furnish(connection), desk.batch(), AT)
        with ledger.stage("read") as stage:
            stage.in_count, stage.out_count, stage.rejected = 9, 7, {"no_text": 2}
        record(connection, "runs", ledger.run_rows("completed"))
        record(connection, "run_stages", ledger.stage_rows())
        for source, message in (("kite", HOSTILE), ("lantern", None)):
            connection.execute(
                "INSERT INTO raw.source_health (run_id, source_id, checked_at, health, pages, bytes, message)"
                " VALUES ('run', ?, ?, 'failing', 3, 2000, ?)",
                [source, datetime.now(UTC), message],
            )
        connection.execute("INSERT INTO raw.archive_files (file, bytes_read, fault) VALUES ('a.warc.gz', 9, 'torn')")
        built = build(connection, AT)
        raise_alarms(connection, "run", AT)
        yield connection, release(tmp_path, connection, built)


@pytest.fixture
def in_a_flow() -> Iterator[None]:
    with FlowRunContext.model_construct(flow=some_flow, flow_run=FlowRun(id=uuid4(), flow_id=uuid4()), parameters={}):
        yield


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    given = Shown()
    monkeypatch.setattr(run_artifacts, "create_table_artifact", given.take_table)
    monkeypatch.setattr(run_artifacts, "create_markdown_artifact", given.take_markdown)
    return given


@pytest.mark.usefixtures("in_a_flow")
def test_a_run_shows_its_sources_stages_alarms_and_changes(
    run: tuple[DuckDBPyConnection, Publication], shown: Shown
) -> None:
    make_artifacts(run[0], "run", run[1])
    assert [(row["source"], row["health"], row["bytes"]) for row in shown.tables["sources"]] == [
        ("kite", "failing", 2000),
        ("lantern", "failing", 2000),
    ]
    (stage,) = shown.tables["stages"]
    assert (stage["stage"], stage["in"], stage["out"]) == ("read", 9, 7)
    assert [row["subject"] for row in shown.tables["alarms"]] == ["a.warc.gz"]
    assert shown.descriptions["alarms"] == "1: what looks amiss; docs/operating.md has a heading for each"
    changes = shown.tables["what-changed"]
    assert (len(changes), changes[0]["change"], changes[0]["app"]) == (SHOWN, "new", "qwen")
    facts = run[0].execute("SELECT count(*) FROM marts.facts").fetchall()[0][0]
    assert facts > SHOWN
    told = f"{facts}: facts that are not as they were in the release before; the first {SHOWN} are shown"
    assert shown.descriptions["what-changed"] == told


@pytest.mark.usefixtures("in_a_flow")
def test_the_release_is_told_with_its_file_and_where_it_can_be_seen(
    run: tuple[DuckDBPyConnection, Publication], shown: Shown
) -> None:
    make_artifacts(run[0], "run", run[1], "https://hongbao.example/?a=<b>")
    html = MarkdownIt("commonmark").render(shown.markdown)
    assert run[1].path.name in html
    assert "150 claims, 150 articles" in html
    assert '<a href="https://hongbao.example/?a=%3Cb%3E">Open the dashboard</a>' in html
    make_artifacts(run[0], "run", run[1])
    assert "Open the dashboard" not in shown.markdown


@pytest.mark.usefixtures("in_a_flow")
def test_what_a_web_server_said_is_inert_in_prefects_tables(
    run: tuple[DuckDBPyConnection, Publication], shown: Shown
) -> None:
    make_artifacts(run[0], "run", run[1])
    message = shown.tables["sources"][0]["message"]
    html = MarkdownIt("commonmark", {"html": True}).render(message)
    assert html.startswith("<p>[win](javascript:alert(1)) &lt;img src=x")
    assert html.count("<") == 2
    assert "\n" not in message


@pytest.mark.usefixtures("in_a_flow")
def test_whatever_is_said_stands_in_one_cell_of_every_table_and_does_nothing(
    run: tuple[DuckDBPyConnection, Publication], shown: Shown
) -> None:
    connection = run[0]
    for said in HOSTILE_TEXTS:
        connection.execute(
            "UPDATE raw.source_health SET source_id = $1, message = $1 WHERE source_id <> 'kite'", [said]
        )
        connection.execute("UPDATE raw.run_stages SET message = $1, rejected = json_object($1, 2)", [said])
        connection.execute("UPDATE raw.alarms SET subject = $1, message = $1", [said])
        make_artifacts(connection, "run", run[1])
        for key, columns in SAID.items():
            row = next(row for row in shown.tables[key] if row.get("source") != "kite")
            for column in columns:
                check_inert(row[column])


def check_inert(cell: str) -> None:
    """The text is one cell of a table and one paragraph by itself, and nothing in it is seen as anything else."""
    cells = GITHUB.render(f"a|b\n-|-\n{cell}|end\n").partition("<tbody>")[2]
    assert (cells.count("<tr>"), cells.count("<td>"), cells.count("<")) == (1, 2, 8), cells
    alone = GITHUB.render(cell)
    assert (alone[:3], alone.count("<")) == ("<p>", 2), alone
    assert cell.isprintable()
    assert "http:/" not in cell.replace("https", "http")
    assert "www." not in cell


def test_outside_a_flow_run_nothing_is_shown(run: tuple[DuckDBPyConnection, Publication], shown: Shown) -> None:
    make_artifacts(run[0], "run", run[1])
    assert shown == Shown()


@pytest.mark.usefixtures("in_a_flow")
def test_a_server_that_is_gone_is_told_in_one_line_without_its_address(
    run: tuple[DuckDBPyConnection, Publication], capfd: pytest.CaptureFixture[str]
) -> None:
    with temporary_settings({PREFECT_API_URL: "http://user:secret@127.0.0.1:9/api"}):
        make_artifacts(run[0], "run", run[1])
    said = capfd.readouterr().err
    assert said == ("hongbao: Prefect's pages will not show what this run did (ConnectError); the ledger has it all\n")


@pytest.mark.soak
def test_a_real_server_takes_them(run: tuple[DuckDBPyConnection, Publication], tmp_path: Path) -> None:
    folder = tmp_path / "other"
    with open_writer(folder) as connection:
        furnish(connection)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder)], capture_output=True, text=True, check=False,
        env=child_environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    keys = ["alarms", "release", "sources", "stages", "what-changed"]
    expected = [(key, "markdown" if key == "release" else "table") for key in keys]
    assert done.stdout.strip() == str(expected)
