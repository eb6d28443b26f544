"""`hongbao extract` keeps its contract for every kind of input, and says in one line what it cannot read."""

import json

import pytest

from flows.extracting import FIELDS
from spiders.archive import archive_resource

TEXT = "元宝春节派发10亿元现金红包，单个最高1万元。"


@pytest.fixture
def claims(hongbao):
    def read(*arguments, text=b""):
        done = hongbao("extract", *arguments, "--format", "jsonl", text=text)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    return read


def record(**fields):
    return (
        json.dumps({"id": "r1", "text": TEXT, "published": "2026-02-01"} | fields, ensure_ascii=False).encode() + b"\n"
    )


@pytest.fixture
def inputs(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "old.txt").write_bytes(TEXT.encode("gb18030"))
    page = f"<html><title>元宝</title><body><article><p>{TEXT * 4}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "a.jsonl").write_bytes(record() + b"\n" + record(id="r2"))
    archive_resource(tmp_path, "by_hand", "http://a.example/1", "text/plain", TEXT.encode(), {})
    return tmp_path


def test_a_record_gives_the_contracts_fields_in_order(claims, inputs):
    found = claims(inputs / "a.jsonl")
    assert all(tuple(claim) == FIELDS for claim in found)
    figures = {("budget", 1e9, "exact"), ("prize_max", 1e4, "at_most")}
    for article in ("r1", "r2"):
        assert {(c["measure"], c["value"], c["bound"]) for c in found if c["article_id"] == article} == figures
    assert all(TEXT[c["start"] : c["end"]] == c["quote"] for c in found)


@pytest.mark.parametrize("name", ["a.txt", "old.txt", "a.html"])
def test_files_of_every_kind_give_the_same_figures(claims, inputs, name):
    assert {claim["value"] for claim in claims(inputs / name)} == {1e9, 1e4}


def test_archives_and_standard_input_are_read_too(claims, inputs):
    (archive,) = inputs.glob("*.warc.gz")
    assert {claim["value"] for claim in claims(archive)} == {1e9, 1e4}
    assert {claim["value"] for claim in claims("-", text=record())} == {1e9, 1e4}
    assert {claim["value"] for claim in claims(text=TEXT.encode())} == {1e9, 1e4}


def test_a_table_is_for_people(hongbao, inputs):
    done = hongbao("extract", inputs / "a.txt")
    assert "prize_max" in done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.txt", None, "cannot be read"),
        ("empty.txt", b" \n", "is empty"),
        ("binary.txt", b"\x00\x01\x02" * 50, "is a binary file"),
        ("odd.txt", b"\xff\xff\xff\x81", "neither UTF-8 nor GB18030"),
        ("bad.jsonl", b'{"id": "1", "text": "x"}\nnot json\n', "line 2: is not JSON"),
        ("bare.jsonl", b'{"id": "1"}\n', "line 1: text"),
        ("bad.warc.gz", b"nothing", "is not a readable WARC file"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_an_exit_code(hongbao, tmp_path, name, content, says):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = hongbao("extract", path)
    message = done.stderr.decode()
    assert done.returncode == 1
    assert says in message
    assert message.startswith("hongbao: ")
    assert message.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [("[[app]]\nid = 1", "app.0.id"), ("not toml", "is not valid TOML"), (None, "cannot be read")],
)
def test_a_broken_watchlist_is_one_line(hongbao, tmp_path, content, says):
    if content is not None:
        (tmp_path / "watchlist.toml").write_text(content)
    done = hongbao("extract", "--config", tmp_path, text=TEXT.encode())
    assert done.returncode == 1
    assert says in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1
