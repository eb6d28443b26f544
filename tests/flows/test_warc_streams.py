"""Files are found where they lie, on disk or on the web, and a server that fails is told from one that refuses."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from flows.errors import InputError
from flows.warc_streams import Stream, StreamError, find_inputs, open_input

FILES = {"/a.warc.gz": b"a" * 5000, "/broken.warc.gz": b"b" * 5000}


class Desk(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()
        body = FILES.get(self.path, b"")
        self.wfile.write(body[: len(body) // 2] if "broken" in self.path else body)

    def answer(self) -> None:
        body = FILES.get(self.path)
        self.send_response(503 if self.path == "/unwell" else 404 if body is None else 200)
        self.send_header("ETag", '"one"')
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def drain(stream):
    return b"".join(iter(lambda: stream.read(1000), b""))


def test_an_address_is_known_by_its_tag_and_read_as_a_stream(address):
    (found,) = find_inputs([f"{address}/a.warc.gz"])
    assert (found.identity, found.bytes) == ('"one"', 5000)
    with open_input(found) as stream:
        assert drain(stream) == FILES["/a.warc.gz"]
        assert stream.tell() == 5000


def test_a_server_that_breaks_off_or_is_unwell_is_worth_another_try(address):
    (found,) = find_inputs([f"{address}/broken.warc.gz"])
    with pytest.raises(StreamError, match="broke off at byte"), open_input(found) as stream:
        drain(stream)
    with pytest.raises(StreamError, match="unwell"):
        find_inputs([f"{address}/unwell"])


def test_a_refusal_is_not(address):
    with pytest.raises(InputError, match="404"):
        find_inputs([f"{address}/none.warc.gz"])


def test_a_folder_is_its_warc_files_each_once(tmp_path):
    for name in ("b.warc.gz", "a.warc", "note.txt"):
        (tmp_path / name).write_bytes(b"x")
    found = find_inputs([str(tmp_path), str(tmp_path / "a.warc")])
    assert [one.name for one in found] == ["a.warc", "b.warc.gz"]


def test_what_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        find_inputs([str(tmp_path / "none.warc.gz")])
    with pytest.raises(InputError, match="holds no WARC file"):
        find_inputs([str(tmp_path)])


@pytest.mark.parametrize(("cut", "is_torn"), [(0, False), (1, True), (15, True), (29, True)])
def test_a_file_that_ends_in_the_middle_of_a_member_is_torn(tmp_path, cut, is_torn):
    members = [gzip.compress(b"WARC/1.1\r\n\r\n%d" % number) for number in range(3)]
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"".join(members)[: -cut or None])
    (found,) = find_inputs([str(path)])
    with open_input(found) as stream:
        drain(stream)
        assert stream.is_torn_after(len(members[0])) is is_torn
        assert Stream(lambda _: b"", "x").is_torn_after(0) is False
