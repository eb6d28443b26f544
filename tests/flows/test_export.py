"""`hongbao export` writes a mart where it is told, and no file over another unasked."""

import polars as pl
import pytest

from flows.configuration import load_configuration
from flows.ingest import Told, ingest
from flows.settings import Settings


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    article = folder / "a.txt"
    article.write_text("Qwen will give away 3 billion yuan over the Lunar New Year.", encoding="utf-8")
    settings = Settings(data=folder / "data")
    ingest([str(article)], Told(published="2026-02-01"), settings, load_configuration(settings))
    return settings.data


@pytest.fixture
def export(hongbao, published, tmp_path):
    def run(*arguments):
        done = hongbao("export", *arguments, "--data", published, folder=tmp_path)
        return done.returncode, done.stderr.decode()

    return run


def test_a_mart_becomes_a_file_with_its_evidence_and_is_not_overwritten_unasked(export, tmp_path):
    done = export("marts.spend", "--format", "parquet", "--season", "2026")
    assert done == (0, "spend.parquet: 1 row of marts.spend\n")
    frame = pl.read_parquet(tmp_path / "spend.parquet")
    assert frame["quote"].to_list() == ["Qwen will give away 3 billion yuan over the Lunar New Year."]
    code, message = export("spend", "--format", "parquet")
    assert code == 1
    assert "spend.parquet is there already" in message
    assert export("spend", "--format", "parquet", "--replace")[0] == 0


def test_what_is_no_mart_is_said_in_one_line(export, tmp_path):
    code, message = export("nosuch")
    assert code == 1
    assert "there is no mart nosuch: export one of" in message
    assert message.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
