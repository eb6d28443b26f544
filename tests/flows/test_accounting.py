"""Every archived record is a row of raw.pages, and every run tells which it read, whatever ends it."""

import pytest

from flows import rereading_pieces, stages
from flows.archive import read_records
from flows.batches import BatchRows
from flows.configuration import load_configuration
from flows.ledger import Ledger
from flows.rereading import reread
from flows.settings import Settings
from tests.flows.accounts import CHECK, STAGES, ask, read_and_load
from tests.flows.runs import fill, run
from tests.spiders.zoo import crawl
from warehouse.errors import BatchError
from warehouse.writer import open_writer

TOLD = "SELECT message FROM raw.run_stages WHERE stage = 'read'"
READ = "SELECT in_count, bytes FROM raw.run_stages WHERE stage IN ('read', 'recover') ORDER BY started_at"


def test_files_and_runs_have_the_records_that_their_crawls_archived(room, tmp_path):
    fill(room, pages=6)
    settings = Settings(data=tmp_path)
    reports = [run(settings, room)[0] for _ in range(2)]
    wanted = [(name, report.records) for report in reports for name in report.warc_files]
    files = ask(settings, "SELECT file, records, run_id FROM raw.archive_files")
    assert {(file, records) for file, records, _ in files} == set(wanted)
    assert ask(settings, CHECK) == []
    pages = dict(ask(settings, "SELECT run_id, count(*) FROM raw.pages GROUP BY run_id"))
    assert pages == {run_id: records for _, records, run_id in files}
    told = [(records, size) for records, size in ask(settings, READ) if records]
    assert told == [(records, (settings.archive / name).stat().st_size) for name, records in wanted]


def test_a_page_that_is_missing_breaks_the_account_of_its_file_and_its_run(room, tmp_path):
    fill(room, pages=2)
    settings = Settings(data=tmp_path)
    run(settings, room)
    with open_writer(settings.data) as connection:
        connection.execute("DELETE FROM raw.pages WHERE role = 'robots'")
        broken = connection.execute(CHECK).fetchall()
    assert [(kind, records, told, pages) for kind, _, records, told, pages in broken] == [
        ("file", 4, 4, 3),
        ("run", 4, 4, 3),
    ]


def test_a_damaged_file_says_so_and_is_no_record(room, tmp_path):
    fill(room, pages=3)
    settings = Settings(data=tmp_path)
    crawl(room, settings.archive)
    (path,) = settings.archive.glob("*.warc.gz")
    whole = path.read_bytes()
    last = max(one.warc_offset for one in read_records(path))
    path.write_bytes(whole[: last + 60] + bytes(40) + whole[last + 100 :])
    room.pages.clear()
    run(settings, room)
    ((records, fault),) = ask(settings, "SELECT records, fault FROM raw.archive_files WHERE fault IS NOT NULL")
    assert records == 4  # robots.txt, the feed and two articles; the third is damaged
    assert fault.startswith("damaged")
    assert fault.endswith("; the rest was not read")
    assert ask(settings, CHECK) == []


def test_a_rereading_rewrites_no_page_and_keeps_the_account(room, tmp_path, monkeypatch):
    monkeypatch.setattr(rereading_pieces, "PIECE", 2)
    fill(room, pages=3)
    settings = Settings(data=tmp_path)
    run(settings, room)
    before = ask(settings, "FROM raw.pages ORDER BY warc_file, warc_offset")
    done = reread(settings, load_configuration(settings))
    assert done.load.pages == 0
    assert ask(settings, "FROM raw.pages ORDER BY warc_file, warc_offset") == before
    assert ask(settings, CHECK) == []
    ((last,),) = ask(settings, "SELECT run_id FROM raw.runs WHERE flow = 'reread'")
    assert ask(settings, "SELECT records, run_id FROM raw.archive_files") == [(5, last)]


def test_of_what_an_earlier_version_read_nothing_is_demanded_until_it_is_read_again(room, tmp_path):
    fill(room, pages=3)
    settings = Settings(data=tmp_path)
    run(settings, room)
    with open_writer(settings.data) as connection:
        for table, column in (("pages", "run_id"), ("archive_files", "records"), ("run_stages", "bytes")):
            connection.execute(f"UPDATE raw.{table} SET {column} = NULL")  # noqa: S608 - names of this line
        assert connection.execute(CHECK).fetchall() == []
    reread(settings, load_configuration(settings))
    assert ask(settings, "SELECT records FROM raw.archive_files") == [(5,)]
    assert ask(settings, "SELECT DISTINCT run_id FROM raw.pages") == [(None,)]
    assert ask(settings, CHECK) == []


def test_records_that_could_not_be_loaded_are_counted_by_the_run_that_loads_them(room, tmp_path, monkeypatch):
    fill(room, pages=2)
    settings = Settings(data=tmp_path)
    crawl(room, settings.archive)
    configuration, ledger = load_configuration(settings), Ledger("refresh")
    with open_writer(settings.data) as connection:
        stages.open_run(connection, configuration, ledger, "sample")
        batch = BatchRows.batch
        with monkeypatch.context() as patched:
            patched.setattr(BatchRows, "batch", lambda rows: spoil(batch(rows)))
            with pytest.raises(BatchError), stages.accounted(connection, ledger):
                read_and_load(connection, settings, configuration, ledger)
        read, load = connection.execute(STAGES).fetchall()
        assert read == ("read", 0, 0, None, "failed")
        assert connection.execute(TOLD).fetchall() == [
            ("4 records were read and not loaded; the next run reads them again",)
        ]
        assert load[4] == "failed"
        assert connection.execute(CHECK).fetchall() == []
    run(settings, room)
    assert ask(settings, CHECK) == []
    assert dict(ask(settings, "SELECT stage, in_count FROM raw.run_stages WHERE stage = 'recover'")) == {"recover": 4}


def spoil(batch):
    batch.pages[0, "outcome"] = "mystery"
    return batch
