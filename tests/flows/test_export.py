"""`hongbao export` writes a mart where it is told, and no file over another unasked."""

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from flows.configuration import load_configuration
from flows.ingest import Told, ingest
from flows.settings import Settings

HONGBAO = Path(sys.executable).with_name("hongbao")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    article = folder / "a.txt"
    article.write_text("Qwen will give away 3 billion yuan over the Lunar New Year.", encoding="utf-8")
    settings = Settings(data=folder / "data")
    ingest([str(article)], Told(published="2026-02-01"), settings, load_configuration(settings))
    return settings.data


def export(published, folder, *arguments):
    known = {name: value for name, value in os.environ.items() if not name.startswith("HONGBAO_")}
    command = [HONGBAO, "export", *arguments, "--data", published]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=folder, env=known)


def test_a_mart_becomes_a_file_with_its_evidence_and_is_not_overwritten_unasked(published, tmp_path):
    done = export(published, tmp_path, "marts.spend", "--format", "parquet", "--season", "2026")
    assert (done.returncode, done.stderr) == (0, "spend.parquet: 1 row of marts.spend\n")
    frame = pl.read_parquet(tmp_path / "spend.parquet")
    assert frame["quote"].to_list() == ["Qwen will give away 3 billion yuan over the Lunar New Year."]
    again = export(published, tmp_path, "spend", "--format", "parquet")
    assert again.returncode == 1
    assert "spend.parquet is there already" in again.stderr
    assert export(published, tmp_path, "spend", "--format", "parquet", "--replace").returncode == 0


def test_what_is_no_mart_is_said_in_one_line(published, tmp_path):
    done = export(published, tmp_path, "nosuch")
    assert done.returncode == 1
    assert "there is no mart nosuch: export one of" in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
