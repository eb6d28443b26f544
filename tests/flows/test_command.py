"""The command's errors are one line with an exit code, and its output is safe to print and to open."""

import json
import subprocess

import pytest

from flows.command import SHORT
from flows.configuration import load_configuration
from flows.ingest import Told, ingest
from flows.settings import Settings


@pytest.fixture
def run(hongbao):
    def run_it(*arguments, **environment):
        done = hongbao(*arguments, **environment)
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_it


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    article = folder / "a.txt"
    article.write_text(
        "=cmd()|元宝派发20亿元现金红包。\nQwen gives away 3 billion yuan. \x1b[31mred\x1b[0m", encoding="utf-8"
    )
    settings = Settings(data=folder / "data")
    ingest([str(article)], Told(published="2026-02-01"), settings, load_configuration(settings))
    return settings.data


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("refresh",), "HONGBAO_CONTACT"),
        (("refresh", "--only", "nosuch"), "nosuch: no enabled source"),
        (("sql", "SELECT 1"), "nothing is published"),
        (("dashboard", "--port", "99999"), "65535"),
        (("extract", "https://a.example/1"), "is an address"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(run, tmp_path, arguments, says):
    data = [] if arguments[0] == "extract" else ["--data", tmp_path / "data"]
    done = run(*arguments, *data)
    assert done.returncode in (1, 2)
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["demo", "ingest"])
def test_a_folder_that_is_none_is_refused_in_one_line(run, tmp_path, command):
    place = tmp_path / "file"
    place.write_text("no folder")
    arguments = ["--no-serve"] if command == "demo" else [place]
    done = run(command, *arguments, "--data", place / "sub")
    assert done.returncode == 1
    assert "cannot be made" in done.stderr
    assert done.stderr.count("\n") <= 2


def test_a_setting_that_is_wrong_is_named(run, tmp_path):
    done = run("sql", "SELECT 1", HONGBAO_CRAWL_PAGES="many")
    assert done.returncode == 1
    assert "HONGBAO_CRAWL_PAGES" in done.stderr


@pytest.mark.parametrize("layout", ["table", "csv", "json", "markdown"])
def test_every_layout_prints_the_same_rows(run, published, layout):
    done = run(
        "sql",
        "SELECT app, value FROM marts.facts WHERE measure = 'budget' ORDER BY app",
        "--data",
        published,
        "--format",
        layout,
    )
    assert done.returncode == 0
    assert done.stdout.index("qwen") < done.stdout.index("yuanbao")


def test_json_is_json_whatever_the_numbers(run, published):
    done = run(
        "sql",
        "SELECT [1, 2] AS list, 'inf'::DOUBLE AS endless, 'nan'::DOUBLE AS none",
        "--data",
        published,
        "--format",
        "json",
    )
    assert json.loads(done.stdout) == [{"list": [1, 2], "endless": None, "none": None}]


def test_a_spreadsheet_gets_no_formula_and_a_terminal_no_control_characters(run, published):
    cell = run(
        "sql", "SELECT text[:6] AS t, [1, 2] AS l FROM marts.articles", "--data", published, "--format", "csv"
    ).stdout
    assert "'=cmd()" in cell
    assert '"[1, 2]"' in cell
    for layout in ("table", "markdown"):
        shown = run("sql", "SELECT text FROM marts.articles", "--data", published, "--format", layout).stdout
        assert "\x1b" not in shown


def test_rows_beyond_the_limit_are_announced(run, published):
    done = run("sql", "FROM range(20)", "--data", published, "--rows", "5", "--format", "csv")
    assert len(done.stdout.splitlines()) == 6
    assert "first 5 rows" in done.stderr


def test_sql_cannot_write(run, published):
    done = run("sql", "DROP TABLE raw.claims", "--data", published)
    assert done.returncode == 1
    assert "exactly one SELECT" in done.stderr


@pytest.mark.parametrize("group", [(), ("sources",)])
def test_the_list_of_commands_is_whole_in_a_window_of_eighty(run, group):
    shown = run(*group, "--help", COLUMNS="80").stdout.partition("Commands:\n")[2]
    assert len(shown.splitlines()) == (2 if group else len(SHORT) + 1)
    assert "..." not in shown
