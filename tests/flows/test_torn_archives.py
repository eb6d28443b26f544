"""An archive file that breaks off, or is damaged, is told with the place, is read up to there, and goes on when mended."""

import gzip
import zlib
from datetime import UTC, datetime
from io import BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeaders

from flows import archive
from flows.archive import _opened, read_records
from flows.archive_faults import UNOPENED, UnreadableError, fault_at, outlives
from flows.configuration import load_configuration
from flows.diagnosis import FAULT, Patient
from flows.diagnosis_data import look_at_archive
from flows.ledger import Ledger
from flows.rereading import reread
from flows.settings import Settings
from flows.stages import open_run
from flows.warc_ends import UNKNOWN, find_tear
from flows.warc_starts import PIECE
from spiders.archive import archive_resources
from spiders.records import Resource, build, pack
from spiders.recovery import recover
from tests.flows.accounts import CHECK, ask, read_and_load
from tests.flows.runs import TEXT
from warehouse.writer import open_writer

# Many runs, each of some seconds: part of the soak.
pytestmark = pytest.mark.soak

HTML = "text/html; charset=utf-8"
FILES = "SELECT bytes_read, records, fault FROM raw.archive_files"


def exchange(number, kind="response", text=TEXT, **fields):
    """A page, or the word that it has not changed, as one gzip member."""
    told = StatusAndHeaders("200 OK", [("Content-Type", HTML)], protocol="HTTP/1.1")
    body = text.format(number + 1).encode() if kind == "response" else b""
    return pack([build(f"https://a.example/{number}", kind, body, fields, told)])


def members(content):
    """Where each gzip member of a file begins, and where the last one ends."""
    ends, rest = [0], content
    while rest:
        member = zlib.decompressobj(zlib.MAX_WBITS + 16)
        member.decompress(rest)
        rest = member.unused_data
        ends.append(len(content) - len(rest))
    return ends


def read(path, start=0):
    """The offsets of the records that are read, and where that ends, None for the end of the file."""
    found, at = [], None
    try:
        found.extend(page.warc_offset for page in read_records(path, start))
    except UnreadableError as error:
        at, fault, told = error.at, error.fault, str(error)
    if at is not None:
        assert fault == fault_at(at)
        assert told == f"{path}: the record at byte {at} is damaged or cut off; get the file again"
    return found, at


def resources(folder):
    """Three documents by hand: each is a record and, in a member of its own, what was told of it."""
    given = [
        Resource(f"http://a.example/{n}", "text/html", TEXT.format(n).encode(), {"title": str(n)}) for n in range(3)
    ]
    return archive_resources(folder, "by_hand", given).read_bytes()


def exchanges(_):
    return b"".join(map(exchange, range(3)))


def with_a_revisit(_):
    return exchange(0) + exchange(1) + exchange(2, "revisit")


def with_a_long_page(_):
    noise = "".join(chr(0x4E00 + number * number * 7919 % 20000) for number in range(50_000))
    return exchange(0) + exchange(1) + exchange(2, text=f"{TEXT}<!--{noise}-->")


@pytest.mark.parametrize("make", [resources, exchanges, with_a_revisit, with_a_long_page])
def test_a_cut_at_any_byte_of_the_last_record_is_told_with_its_place_and_costs_no_other_record(tmp_path, make):
    content = make(tmp_path / "made")
    *_, begun, end = members(content)
    path = tmp_path / "cut-1-2.warc.gz"
    path.write_bytes(content)
    whole, _ = read(path)
    before = [offset for offset in whole if offset < begun]
    assert len(before) >= 2
    lengths = range(begun + 1, end)
    for length in dict.fromkeys((*lengths[:200], *lengths[::997], *lengths[-200:])):
        path.write_bytes(content[:length])
        assert read(path) == (before, begun), length
    path.write_bytes(content[:begun])
    assert read(path) == (before, None)


def test_a_cut_is_told_wherever_reading_begins(tmp_path):
    content = exchanges(tmp_path)
    _, first, second, end = members(content)
    path = tmp_path / "cut-1-2.warc.gz"
    for start, found in ((first, [first]), (second, [])):
        path.write_bytes(content[: end - 9])
        assert read(path, start) == (found, second)
        path.write_bytes(content[: second + 20])
        assert read(path, start) == (found, second)


@pytest.mark.parametrize("cut", [1, 5, 60, 150, 300])
def test_a_file_that_is_not_packed_is_told_as_cut_too(tmp_path, cut):
    first, last = gzip.decompress(exchange(0)), gzip.decompress(exchange(1))
    path = tmp_path / "plain.warc"
    path.write_bytes(first + last[:cut])
    assert read(path) == ([0], len(first))
    path.write_bytes(first + last)
    assert read(path) == ([0, len(first)], None)


@pytest.mark.parametrize("block", [b"\0" * 40, b"junk" * 10])
def test_damage_between_records_is_told_at_its_place(tmp_path, block):
    content = exchanges(tmp_path)
    _, first, second, _ = members(content)
    path = tmp_path / "x-1-2.warc.gz"
    path.write_bytes(content[: second - 40] + block + content[second:])
    assert read(path) == ([0], first)


def test_a_head_that_is_cut_in_a_whole_member_is_no_end_of_the_file(tmp_path):
    path = tmp_path / "x-1-2.warc.gz"
    first = exchange(0)
    path.write_bytes(first + gzip.compress(gzip.decompress(exchange(1))[:90]) + exchange(2))
    assert read(path) == ([0], len(first))


def test_a_damaged_block_without_a_digest_is_told(tmp_path):
    plain = gzip.decompress(exchange(0))
    bare = b"\r\n".join(line for line in plain.split(b"\r\n") if b"Digest" not in line)
    packed = bytearray(gzip.compress(bare))
    packed[-5] ^= 0xFF
    path, first = tmp_path / "foreign-1-0.warc.gz", exchange(1)
    path.write_bytes(first + packed)
    assert read(path) == ([0], len(first))


@pytest.mark.parametrize("filling", [b"\0", b"\r\n", b"\0" * 3])
def test_what_fills_a_file_up_behind_its_last_record_is_no_tear(tmp_path, filling):
    content = exchanges(tmp_path)
    assert find_tear(BytesIO(content + filling).read, 0) is None
    assert find_tear(BytesIO(gzip.decompress(content) + filling).read, 0) is None


@pytest.mark.parametrize(
    "filling", [b"\0" * 40, b"\r\n", b" \n\t", gzip.compress(b"", mtime=0), gzip.compress(b"\n\n", mtime=0)]
)
def test_what_fills_a_packed_file_up_ends_its_reading_quietly(tmp_path, filling):
    content, path = exchanges(tmp_path), tmp_path / "foreign-1-0.warc.gz"
    path.write_bytes(content + filling)
    assert read(path) == (members(content)[:3], None)


@pytest.mark.parametrize("filling", [b"\0" * 40, b"\r\n", gzip.compress(b"", mtime=0)])
def test_records_behind_what_fills_a_packed_file_up_are_not_lost_in_silence(tmp_path, filling):
    content, path = exchanges(tmp_path), tmp_path / "foreign-1-0.warc.gz"
    first = members(content)[1]
    path.write_bytes(content[:first] + filling + content[first:])
    assert read(path) == ([0], first + len(filling))


def test_blanks_behind_records_that_are_not_packed_are_no_tear(tmp_path):
    path = tmp_path / "foreign-1-0.warc"
    path.write_bytes(gzip.decompress(exchange(0)) + b" \n\t")
    assert read(path) == ([0], None)


@pytest.mark.parametrize("times", [1, 2, PIECE // 20 + 1])
def test_records_behind_empty_first_members_are_read(tmp_path, times):
    path = tmp_path / "foreign-1-0.warc.gz"
    empty, first, last = times * gzip.compress(b"", mtime=0), exchange(0), exchange(1)
    path.write_bytes(empty + first + last)
    assert read(path) == ([len(empty), len(empty + first)], None)
    path.write_bytes(empty + first + last[:-9])
    assert read(path) == ([len(empty)], len(empty + first))


def test_a_packed_file_of_nothing_is_whole(tmp_path):
    path = tmp_path / "foreign-1-0.warc.gz"
    path.write_bytes(gzip.compress(b"", mtime=0))
    assert read(path) == ([], None)


@pytest.mark.parametrize("size", [100, 700, 1000])
def test_a_file_in_blocks_that_are_cut_at_any_byte_is_whole_until_one_is_missing(tmp_path, size):
    plain, path = gzip.decompress(exchanges(tmp_path)), tmp_path / "foreign-1-0.warc.gz"
    blocks = [gzip.compress(plain[at : at + size]) for at in range(0, len(plain), size)]
    path.write_bytes(b"".join(blocks))
    found, at = read(path)
    assert (len(found), at) == (3, None)
    assert find_tear(BytesIO(b"".join(blocks[:-1])).read, 0) is not None


def test_of_what_lz4_packed_no_end_is_known():
    assert find_tear(BytesIO(b"\x04\x22\x4d\x18 and more").read, 0) == UNKNOWN


def test_doctor_reads_deeply_and_names_the_file_that_breaks_off(tmp_path):
    settings = Settings(data=tmp_path)
    settings.archive.mkdir()
    content = exchanges(tmp_path)
    begun = members(content)[2]
    (settings.archive / "cut-1-2.warc.gz").write_bytes(content[: begun + 30])
    (found,) = look_at_archive(Patient(settings, datetime.now(UTC), deep=True))
    assert found.level == FAULT
    assert f"cut-1-2.warc.gz: the record at byte {begun} is damaged or cut off" in found.says


def test_recovery_keeps_the_whole_records_of_a_file_that_breaks_off_anywhere(tmp_path):
    content = exchanges(tmp_path)
    *_, begun, end = members(content)
    for length in (begun + 1, begun + 90, end - 1):
        path = tmp_path / f"left-{length}-2.warc.gz"
        path.with_name(f"{path.name}.open").write_bytes(content[:length])
        assert recover(tmp_path) == [path]
        assert read(path) == (members(content)[:2], None)


class Desk:
    """A data folder with one archive file, and runs that read what is new in it."""

    def __init__(self, folder):
        self.settings = Settings(data=folder)
        self.settings.archive.mkdir()
        self.configuration = load_configuration(self.settings)
        self.path = self.settings.archive / "kite-1-2.warc.gz"

    def read(self, content=None):
        """A run over `content`; what is known of the file then. The account of its pages has to be right."""
        if content is not None:
            self.path.write_bytes(content)
        ledger = Ledger("refresh")
        with open_writer(self.settings.data) as connection:
            open_run(connection, self.configuration, ledger, "sample")
            read_and_load(connection, self.settings, self.configuration, ledger)
            return self.told(connection)

    def reread(self, content):
        self.path.write_bytes(content)
        reread(self.settings, self.configuration)
        with open_writer(self.settings.data) as connection:
            return self.told(connection)

    @staticmethod
    def told(connection):
        assert connection.execute(CHECK).fetchall() == []
        (known,) = connection.execute(FILES).fetchall()
        return known


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_file_that_breaks_off_is_read_on_from_there_when_it_is_put_back(desk):
    content = exchanges(None)
    _, _, begun, end = members(content)
    torn = (begun, 2, fault_at(begun))
    assert desk.read(content[: begun + 50]) == torn
    assert desk.read() == torn
    assert desk.read(content[: end - 5]) == torn
    assert desk.read(content) == (end, 3, None)
    assert len(ask(desk.settings, "FROM raw.articles")) == 3


def test_a_damaged_file_that_grows_stays_damaged(desk):
    content = bytearray(exchanges(None))
    _, begun, second, _ = members(content)
    content[begun + 100 : second - 100] = bytes(second - begun - 200)
    damaged = (begun, 1, fault_at(begun))
    assert desk.read(content) == damaged
    assert desk.read(content + exchange(4)) == damaged


def test_a_file_that_cannot_be_opened_is_read_as_soon_as_it_can(desk, monkeypatch):
    content = exchanges(None)
    _, _, second, end = members(content)
    assert desk.read(content[:second]) == (second, 2, None)
    with monkeypatch.context() as patched:
        # For root every file can be opened, but no folder.
        patched.setattr(archive, "_opened", lambda _, start: _opened(desk.path.parent, start))
        assert desk.read(content) == (second, 2, UNOPENED)
    assert desk.read() == (end, 3, None)


def test_what_a_rereading_found_damaged_is_counted_once_and_stays_told_until_the_next_one(desk):
    content = exchanges(None)
    _, begun, _, end = members(content)
    assert desk.read(content) == (end, 3, None)
    damaged = (end, 3, fault_at(begun))
    assert desk.reread(content[: begun + 50]) == damaged
    assert desk.read(content) == damaged
    grown = content + exchange(3)
    assert desk.read(grown) == (len(grown), 4, fault_at(begun))
    assert desk.reread(grown) == (len(grown), 4, None)


def test_a_file_that_was_shorter_for_a_while_is_counted_once(desk):
    content = exchanges(None)
    _, _, second, end = members(content)
    desk.read(content)
    told = (end, 3, "it is shorter than it was: 2 of 3 records are left")
    assert desk.reread(content[:second]) == told
    assert desk.read(content) == told
    assert desk.reread(content) == (end, 3, None)


def test_records_that_stand_at_one_place_are_read_once_however_often_the_file_is_looked_at(desk):
    packed = gzip.compress(b"".join(gzip.decompress(exchange(number)) for number in range(3)))
    desk.path = desk.path.with_name("foreign-1-0.warc.gz")
    first = desk.read(packed[:-9])
    assert first[2] == fault_at(0)
    assert desk.read() == first


def test_a_rereading_gets_the_rest_of_records_that_were_torn_in_one_member(desk):
    packed = gzip.compress(b"".join(gzip.decompress(exchange(number)) for number in range(3)))
    desk.path = desk.path.with_name("foreign-1-0.warc.gz")
    desk.read(packed[: len(packed) * 2 // 3])
    desk.reread(packed)
    assert len(ask(desk.settings, "FROM raw.articles")) == 3


def test_a_fault_is_gone_only_where_reading_went_on_from_it():
    assert not outlives(None, 7)
    assert not outlives(UNOPENED, 7)
    assert not outlives(fault_at(7), 7)
    assert outlives(fault_at(7), 8)
