"""WARC files of others are read once, for what is relevant, by however many workers, and survive a kill."""

import gzip
import multiprocessing
import os
import signal
import subprocess
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from warcio.statusandheaders import StatusAndHeaders

from flows import backfill_flow, backfill_intake
from flows.backfill import backfill
from flows.backfill_parts import Work, drafting, find_parts, list_names, rules_of
from flows.backfill_reading import read_file
from flows.configuration import load_configuration
from flows.ledger import Ledger
from flows.settings import REPOSITORY, Settings
from flows.stages import open_run, read_archive
from flows.warc_streams import find_inputs
from spiders.records import build, pack
from warehouse.errors import WarehouseBusyError
from warehouse.reads import open_release
from warehouse.writer import hold_lock, open_writer

HTML = "text/html; charset=utf-8"
ARTICLE = (
    "<!doctype html><html lang=zh><title>千问红包第{0}号</title><article><p>阿里巴巴旗下的千问宣布，春节期间投入{0}亿元发放"
    "红包，单个最高{0}00元，用户在应用内即可领取。</p><p>公司表示，活动从除夕持续到元宵节，名额有限，先到先得。</p></article></html>"
)
DULL = "<!doctype html><title>Ferries</title><p>The ferry to the northern islands was late again on Thursday.</p>"
CLAIMS = "SELECT claim_id, app, measure, value, quote FROM raw.claims WHERE superseded_at IS NULL ORDER BY ALL"


def write(path, pages):
    """A WARC file of (address, status, content type, body) or (…, more headers)."""
    with path.open("wb") as out:
        for url, status, kind, body, *more in pages:
            head = StatusAndHeaders(status, [("Content-Type", kind), *more], protocol="HTTP/1.1")
            out.write(pack([build(url, "response", body, {}, head)]))
    return path


def pages(number, relevant=2, dull=20):
    yield from ((f"https://a.example/{number}/dull/{one}", "200 OK", HTML, DULL.encode()) for one in range(dull))
    for one in range(relevant):
        url = f"https://a.example/{number}/{one}"
        yield url, "200 OK", HTML, ARTICLE.format(10 * number + one + 1).encode()


def write_three(folder):
    folder.mkdir()
    for number in range(3):
        write(folder / f"{number}.warc.gz", pages(number))
    return folder


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", wait_seconds=1)


@pytest.fixture
def warcs(tmp_path):
    return write_three(tmp_path / "warcs")


@pytest.fixture
def run(settings):
    configuration = load_configuration(settings)
    return lambda *places, **more: backfill(find_inputs(list(map(str, places))), settings, configuration, **more)


def query(settings, sql):
    with open_writer(settings.data) as connection:
        return connection.execute(sql).fetchall()


def test_every_record_is_an_article_or_counted_by_reason(run, settings, warcs):
    report = run(warcs)
    assert [one.records for one in report.read] == [22, 22, 22]
    assert all(one.articles == 2 and one.rejected == {"irrelevant": 20} for one in report.read)
    ((records, articles, claims),) = query(
        settings, "SELECT sum(records), sum(articles), sum(claims) FROM raw.backfill_files"
    )
    assert (records, articles, claims) == (66, 6, len(query(settings, CLAIMS)))
    assert query(settings, "SELECT in_count, out_count FROM raw.run_stages WHERE stage = 'read'") == [(66, 6)]


def test_only_what_is_relevant_is_kept_and_evidence_stands_in_our_archive(run, settings, warcs):
    run(warcs)
    with open_release(settings.data) as release:
        rows = release.query("SELECT warc_file, warc_offset, url, payload_digest FROM raw.articles", 99).to_dicts()
    assert len(rows) == 6
    for row in rows:
        with (settings.archive / row["warc_file"]).open("rb") as file:
            file.seek(row["warc_offset"])
            record = gzip.GzipFile(fileobj=file).read().decode()
        assert row["url"] in record
        assert row["payload_digest"] in record
        number = row["url"].split("/")[3]
        assert f"Hongbao-Origin: {number}.warc.gz#" in record
    assert len(list(settings.archive.glob("*"))) == 3
    assert not list((settings.data / "backfill").glob("*"))


def test_what_was_backfilled_is_not_read_again_by_a_refresh(run, settings, warcs):
    run(warcs)
    configuration, ledger = load_configuration(settings), Ledger("refresh")
    with open_writer(settings.data) as connection:
        open_run(connection, configuration, ledger, None)
        assert not read_archive(connection, settings, configuration, ledger).outcomes


def test_a_second_call_has_nothing_new_and_a_third_file_is_all_that_is_read(run, settings, warcs, tmp_path):
    first = run(warcs)
    claims = query(settings, CLAIMS)
    again = run(warcs)
    assert (again.read, again.finished_before, again.publication) == ((), 3, None)
    write(warcs / "3.warc.gz", pages(3))
    third = run(warcs)
    assert [one.name for one in third.read] == ["3.warc.gz"]
    assert set(claims) < set(query(settings, CLAIMS))
    assert first.publication.facts_digest != third.publication.facts_digest


@pytest.mark.soak
def test_a_file_that_has_changed_is_read_again(run, settings, warcs):
    run(warcs)
    write(warcs / "0.warc.gz", pages(7))
    assert [one.name for one in run(warcs).read] == ["0.warc.gz"]


@pytest.mark.soak
def test_a_rule_or_a_name_that_is_new_reads_all_files_again_and_claims_stay(run, settings, warcs, monkeypatch):
    run(warcs)
    claims = query(settings, CLAIMS)
    monkeypatch.setattr("flows.backfill_parts.RULES_VERSION", "other")
    assert len(run(warcs).read) == 3
    assert len(list(settings.archive.glob("*"))) == 3
    assert query(settings, CLAIMS) == claims


@pytest.mark.parametrize(
    "spoil", ["cut", pytest.param("flip", marks=pytest.mark.soak), pytest.param("no WARC", marks=pytest.mark.soak)]
)
def test_a_damaged_file_is_told_and_the_others_are_published(run, settings, warcs, spoil):
    path = warcs / "1.warc.gz"
    whole = bytearray(path.read_bytes())
    if spoil == "flip":
        whole[len(whole) // 2] ^= 0xFF
    path.write_bytes({"cut": whole[: 2 * len(whole) // 3], "flip": whole, "no WARC": b"nothing" * 99}[spoil])
    report = run(warcs)
    (fault,) = report.faults
    assert fault.startswith(str(path))
    assert "get the file again" in fault
    assert len(query(settings, "FROM raw.backfill_files")) == 2
    assert query(settings, "SELECT outcome, message FROM raw.runs") == [("partial", "not read: 1.warc.gz")]
    write(path, pages(1))
    assert [one.name for one in run(warcs).read] == ["1.warc.gz"]


def test_pages_behind_an_empty_first_member_are_read(run, settings, tmp_path):
    path = write(tmp_path / "x.warc.gz", pages(1))
    whole, empty = path.read_bytes(), gzip.compress(b"", mtime=0)
    path.write_bytes(empty + whole)
    (one,) = run(path).read
    assert (one.fault, one.records, one.articles) == (None, 22, 2)
    path.write_bytes(empty + whole[:-9])
    assert "is cut off at byte" in run(path).faults[0]


def test_a_damaged_record_is_counted_and_the_records_after_it_are_read(run, settings, tmp_path):
    """A page that is not what its digest says is kept by nobody; its neighbours are whole."""
    page = "https://a.example/"
    path = write(tmp_path / "x.warc.gz", [(page + one, "200 OK", HTML, ARTICLE.format(30).encode()) for one in "123"])
    first, second, third = _members(path)
    spoilt = second.replace("30亿元".encode(), "90亿元".encode())
    path.write_bytes(b"".join(map(gzip.compress, (first, spoilt, third))))
    (one,) = run(path).read
    assert (one.fault, one.records, one.articles, one.rejected) == (None, 3, 2, {"damaged": 1})
    rows = query(settings, "SELECT url FROM raw.articles ORDER BY url")
    assert [url for (url,) in rows] == [page + "1", page + "3"]


def _members(path):
    """What stands in each gzip member of a file."""
    rest = path.read_bytes()
    while rest:
        member = zlib.decompressobj(zlib.MAX_WBITS + 16)
        yield member.decompress(rest)
        rest = member.unused_data


def test_pages_of_every_kind_are_counted(run, settings, tmp_path):
    article = ARTICLE.format(30).encode()
    page = "https://a.example/"
    path = write(
        tmp_path / "kinds.warc.gz",
        [
            (page + "1", "200 OK", HTML, article),
            (page + "2", "404 Not Found", HTML, article),
            (page + "3", "500 Oops", HTML, article),
            (page + "4", "200 OK", "image/png", article),
            (page + "5", "200 OK", "text/html", gzip.compress(article), ("Content-Encoding", "gzip")),
            (page + "6", "200 OK", "text/html; charset=gbk", ARTICLE.format(40).encode("gbk")),
            (page + "7", "200 OK", HTML, b"<p>Qwen</p>" + b" " * 70_000),
            (page + "8", "200 OK", HTML, gzip.compress(b" " * 70_000), ("Content-Encoding", "gzip")),
            (page + "9", "200 OK", HTML, "<html><body><nav>千问</nav></body></html>".encode()),
        ],
    )
    small = settings.model_copy(update={"backfill_page_bytes": 60_000})
    report = backfill(find_inputs([str(path)]), small, load_configuration(settings))
    (one,) = report.read
    assert one.articles == 3
    assert one.rejected == {"gone": 1, "not_a_page": 2, "too large": 2, "no_text": 1}
    assert one.records == 9


def test_a_busy_warehouse_holds_up_the_loading_and_not_the_reading(settings, warcs):
    configuration, read = load_configuration(settings), []
    intake = backfill_intake.Intake(settings, configuration)

    def read_while_busy(works):
        with hold_lock(settings.data / "writer.lock", 0):
            for work in works:
                read.append(read_file(work))
                yield read[-1]

    report = backfill(find_inputs([str(warcs)]), settings, configuration, read_while_busy)
    assert len(read) == 3
    assert report.publication is not None
    assert intake.waiting == []


def test_two_backfills_at_once_are_refused(run, settings, warcs):
    settings.data.mkdir()
    with hold_lock(settings.data / "backfill.lock", 0), pytest.raises(WarehouseBusyError):
        run(warcs)


def in_two_processes(works):
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(read_file, works)


@pytest.mark.soak
def test_two_workers_find_what_one_does(run, settings, warcs, tmp_path):
    run(warcs)
    other = settings.model_copy(update={"data": tmp_path / "other"})
    backfill(find_inputs([str(warcs)]), other, load_configuration(other), in_two_processes)
    assert query(other, CLAIMS) == query(settings, CLAIMS)


CHILD = """
import sys
from pathlib import Path
from flows.backfill import backfill
from flows.configuration import load_configuration
from flows.settings import Settings
from flows.warc_streams import find_inputs
settings = Settings(data=Path(sys.argv[1]))
told = lambda report: print(report.name, flush=True)
backfill(find_inputs(sys.argv[2:]), settings, load_configuration(settings), watch=told)
"""


@pytest.mark.soak
@pytest.mark.parametrize("files", [1, 2])
def test_killed_it_goes_on_without_reading_a_finished_file_again(run, settings, warcs, tmp_path, files):
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", CHILD, str(settings.data), str(warcs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        finished = [child.stdout.readline().strip() for _ in range(files)]
        child.send_signal(signal.SIGKILL)
    report = run(warcs)
    assert not {one.name for one in report.read} & set(finished)
    clean = settings.model_copy(update={"data": tmp_path / "clean"})
    backfill(find_inputs([str(warcs)]), clean, load_configuration(clean))
    assert query(settings, CLAIMS) == query(clean, CLAIMS)
    assert {row[0] for row in query(settings, "SELECT outcome FROM raw.runs")} == {"killed", "completed"}
    assert sorted(one.name for one in settings.archive.glob("*")) == sorted(one.name for one in clean.archive.glob("*"))


def test_what_was_read_and_not_loaded_is_loaded_by_the_next_call(run, settings, warcs):
    def read_and_die(works):
        read_file(works[0])
        (works[1].folder.parent / f"{works[1].folder.name}.new").mkdir()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(warcs, read_all=read_and_die)
    assert [one.name for one in run(warcs).read] == ["1.warc.gz", "2.warc.gz"]
    assert len(query(settings, "FROM raw.backfill_files")) == 3


def test_a_worker_of_a_killed_run_cannot_spoil_what_another_one_reads(settings, warcs):
    watchlist = load_configuration(settings).watchlist
    (given, *_) = find_inputs([str(warcs)])
    work = Work(
        input=given, parts=settings.data / "backfill", rules_version=rules_of(watchlist),
        watchlist=list_names(watchlist), page_bytes=1 << 20,
    )  # fmt: skip
    with drafting(work.folder) as orphan:
        (orphan / "draft").write_bytes(b"half of a record")
        report = read_file(work)
        assert (report.records, report.articles) == (22, 2)
        assert list(find_parts(work.parts)) == [report]
        assert not orphan.exists()
    assert [one.name for one in work.parts.iterdir()] == [work.folder.name]


def test_what_was_loaded_and_not_published_is_published_by_the_next_call(run, settings, warcs, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(backfill_intake.Intake, "publish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            run(warcs)
    report = run(warcs)
    assert report.read == ()
    assert report.publication is not None


def test_prefects_own_account_of_a_run_is_sent_while_there_is_a_server(settings, monkeypatch):
    told = []

    @contextmanager
    def server():
        told.append("server")
        yield
        told.append("no server")

    run_flow = SimpleNamespace(with_options=lambda **_: lambda *_: told.append("run"))
    monkeypatch.setattr(backfill_flow, "run", run_flow)
    monkeypatch.setattr(backfill_flow, "temporary_server", server)
    monkeypatch.setattr(backfill_flow.EventsWorker, "drain_all", lambda **_: told.append("sent"))
    backfill_flow.run_backfill([], settings, None, None)
    assert told == ["server", "run", "sent", "no server"]
