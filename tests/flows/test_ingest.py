"""An article that a person hands in goes the whole way; one that cannot leaves what is published untouched."""

import json
import shutil

import pytest

from flows.configuration import load_configuration
from flows.errors import InputError
from flows.ingest import Told, ingest
from flows.settings import Settings
from spiders.archive import archive_resource
from spiders.errors import CrawlRefusedError
from warehouse.reads import open_release

TEXT = "百度宣布，文心助手春节派发6亿元现金红包，单个最高1万元。"
pytestmark = pytest.mark.usefixtures("no_other_days")


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", contact="desk@hongbao.example.com")


@pytest.fixture
def take_in(settings):
    configuration = load_configuration(settings)

    def run(*given, **told):
        return ingest([str(one) for one in given], Told(**told), settings, configuration)

    return run


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder in which the article is published already."""
    place = tmp_path_factory.mktemp("made")
    (place / "article.txt").write_text(TEXT, encoding="utf-8")
    settings = Settings(data=place / "data", contact="desk@hongbao.example.com")
    ingest([str(place / "article.txt")], Told(published="2026-02-01"), settings, load_configuration(settings))
    return settings.data


@pytest.fixture
def published(made, settings):
    """The test's own folder, a copy of that one."""
    shutil.copytree(made, settings.data, symlinks=True)


def facts(settings):
    with open_release(settings.data) as release:
        return {(row["app"], row["measure"], row["value_cny"]) for row in release.facts().to_dicts()}


def test_a_text_file_becomes_facts_with_quotes_and_an_archive_record(take_in, settings, article):
    take_in(article, url="http://paper.example/1", published="2026-02-01", publisher="Paper Lamp")
    assert facts(settings) == {("wenxin", "budget", 6e8), ("wenxin", "prize_max", 1e4)}
    with open_release(settings.data) as release:
        fact = release.facts(measure="budget").row(0, named=True)
        (row,) = release.evidence(fact["fact_id"]).to_dicts()
    assert row["publisher"] == "Paper Lamp"
    assert row["url"] == "http://paper.example/1"
    assert "6亿元" in row["quote"]
    assert (settings.archive / row["warc_file"]).exists()


def test_the_same_file_twice_changes_no_fact(take_in, settings, article):
    first = take_in(article, url="http://paper.example/1", published="2026-02-01")
    second = take_in(article, url="http://paper.example/1", published="2026-02-01")
    assert second.outcome.publication.facts_digest == first.outcome.publication.facts_digest
    assert second.outcome.load.claims_new == 0


def test_records_and_archives_are_taken_in(take_in, settings, tmp_path):
    records = tmp_path / "r.jsonl"
    records.write_text(
        json.dumps({"id": "r1", "text": TEXT, "published": "2026-02-01", "title": None}, ensure_ascii=False)
    )
    take_in(records)
    found = archive_resource(
        tmp_path, "other", "http://b.example/", "text/plain", "元宝发10亿元红包。".encode(), {"published": "2026-02-01"}
    )
    take_in(found)
    assert ("yuanbao", "budget", 1e9) in facts(settings)
    assert ("wenxin", "budget", 6e8) in facts(settings)


def test_records_that_name_no_watched_app_are_counted(take_in, tmp_path):
    records = tmp_path / "r.jsonl"
    texts = (TEXT, "Trains were late in the snow.", "Dumplings sold well.", "元宝发10亿元红包。")
    lines = [json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts)]
    records.write_text("\n".join(lines))
    assert take_in(records).left_out == ["2 of 4 records name no watched app and were left out"]
    found = archive_resource(tmp_path, "x", "http://b.example/", "text/plain", b"Snow on the tracks.", {})
    (tmp_path / "qwen.txt").write_text("Qwen gives away 3 billion yuan in red packets.")
    done = take_in(found, tmp_path / "qwen.txt")
    assert done.left_out == ["1 of 2 records names no watched app and was left out"]
    assert take_in(tmp_path / "qwen.txt").left_out == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.txt", None, "cannot be read"),
        ("empty.txt", b"", "is empty"),
        ("binary.html", b"\x00" * 99, "is a binary file"),
        ("trains.txt", b"Trains were late in the snow.", "names none of the watched apps"),
        ("empty.html", b"<html><body><nav>Qwen</nav></body></html>", "no article text"),
        ("x.warc.gz", b"nothing", "is not a readable WARC file"),
    ],
)
def test_what_holds_no_article_leaves_the_release_as_it_is(take_in, published, settings, tmp_path, name, content, says):
    before = (settings.data / "hongbao.duckdb").resolve()
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=says):
        take_in(path)
    assert (settings.data / "hongbao.duckdb").resolve() == before


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x", "http://10.0.0.1/", "http://[::ffff:192.168.0.1]/", "http://nowhere.invalid/"]
)
def test_an_address_that_is_not_public_or_not_there_is_refused(take_in, settings, url):
    with pytest.raises(InputError, match="could not be fetched"):
        take_in(url)
    assert not (settings.data / "hongbao.duckdb").exists()


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"published": "garbage"}, "--published garbage: is no date"),
        ({"published": "2026-13-45"}, "is no date"),
        ({"url": "javascript:alert(1)"}, "is no web address"),
    ],
)
def test_what_is_told_by_hand_must_be_readable(take_in, article, told, says):
    with pytest.raises(InputError, match=says):
        take_in(article, **told)


def test_an_archive_speaks_for_itself(take_in, settings, tmp_path):
    metadata = {"published": "2026-02-01", "publisher": "Forged Times"}
    found = archive_resource(tmp_path, "lantern_daily", "http://b.example/", "text/plain", TEXT.encode(), metadata)
    with pytest.raises(InputError, match="speaks for itself"):
        take_in(found, published="2026-03-01")
    take_in(found)
    with open_release(settings.data) as release:
        (row,) = release.query("SELECT source_id, publisher FROM raw.articles", 9).to_dicts()
    assert row == {"source_id": "foreign", "publisher": None}


def test_a_cut_off_archive_is_refused_and_leaves_the_evidence(take_in, published, settings, tmp_path):
    before = facts(settings)
    whole = archive_resource(tmp_path, "x", "http://b.example/", "text/plain", TEXT.encode() * 50, {})
    cut = tmp_path / "cut.warc.gz"
    # The last record is the metadata's; half of the file ends within the document.
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(InputError, match=r"cut off|holds no archived page|not a readable"):
        take_in(cut)
    assert facts(settings) == before


def test_a_damaged_file_in_our_own_archive_stops_nothing_after_it(take_in, settings, article):
    settings.archive.mkdir(parents=True)
    (settings.archive / "aa-1-2.warc.gz").write_bytes(b"no archive at all")
    take_in(article, published="2026-02-01")
    assert ("wenxin", "budget", 6e8) in facts(settings)


def test_nothing_new_beside_a_damaged_file_is_told_in_words(take_in, settings, tmp_path):
    found = archive_resource(tmp_path, "other", "http://b.example/", "text/plain", TEXT.encode(), {})
    take_in(found)
    (settings.archive / "aa-1-2.warc.gz").write_bytes(b"no archive at all")
    with pytest.raises(InputError, match="a file in the archive is damaged"):
        take_in(found)
    with pytest.raises(InputError, match="ingested before"):
        take_in(found)


def test_absurd_numbers_do_not_stop_a_release(take_in, published, settings, tmp_path):
    poison = tmp_path / "poison.txt"
    poison.write_text(f"Qwen will hand out {'9' * 400} yuan, Yuanbao 2 billion yuan in red packets.")
    take_in(poison, published="2026-02-02")
    assert ("yuanbao", "budget", 2e9) in facts(settings)


def test_a_day_that_was_forgotten_can_be_told_later(take_in, settings, article):
    take_in(article, url="http://paper.example/1")
    take_in(article, url="http://paper.example/1", published="2026-02-01", publisher="Paper Lamp")
    with open_release(settings.data) as release:
        (row,) = release.query("SELECT publisher, published_at FROM marts.articles", 9).to_dicts()
    assert row["publisher"] == "Paper Lamp"
    assert row["published_at"].isoformat() == "2026-01-31T16:00:00+00:00"


def test_records_of_two_files_with_the_same_ids_are_two_articles(take_in, settings, tmp_path):
    for number, text in enumerate((TEXT, "元宝发20亿元红包。")):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps({"id": "1", "text": text, "published": "2026-02-01"}, ensure_ascii=False))
        take_in(path)
    assert {("wenxin", "budget", 6e8), ("yuanbao", "budget", 2e9)} <= facts(settings)


def test_nothing_live_is_fetched_without_a_contact(take_in, settings):
    silent = settings.model_copy(update={"contact": None})
    with pytest.raises(CrawlRefusedError, match="HONGBAO_CONTACT"):
        ingest(["http://paper.example/1"], Told(), silent, load_configuration(silent))
