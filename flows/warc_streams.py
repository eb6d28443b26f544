"""Opens WARC files where they lie, on disk or on the web, as streams that are read once from front to back."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError

from flows.errors import InputError, RunError
from flows.inputs import is_url
from flows.warc_ends import UNKNOWN, find_tear
from flows.warc_starts import PIECE, skip_empty

_OK = 200
_AT_ONCE = 8
_TAIL = 1 << 20
_PATIENCE = urllib3.Timeout(connect=20, read=60)


class StreamError(RunError):
    """A server did not answer, or broke off: worth another try."""


@dataclass(frozen=True, slots=True)
class Input:
    """One WARC file: its path or address, the name it is known by, its state (see raw.backfill_files) and its size."""

    place: str
    name: str
    identity: str
    bytes: int


class Stream:
    """The bytes of a file from front to back; it has no `seek`, so that nobody tries."""

    def __init__(self, read: Callable[[int], bytes], place: str) -> None:
        self.read_more = read
        self.place = place
        self.sign = b""
        self.position = 0
        self.ahead = b""
        self.last: deque[bytes] = deque()
        self.held = 0

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`; none at the end. Raises StreamError where a server breaks off."""
        data, self.ahead = self.ahead[:size], self.ahead[size:]
        data = data or self._fetch(size)
        self.sign = self.sign or data[:2]
        self.position += len(data)
        self.held += len(data)
        self.last.append(data)
        while self.held - len(self.last[0]) >= _TAIL:
            self.held -= len(self.last.popleft())
        return data

    def begin(self) -> None:
        """Go past what is empty at the front; to be called before anything is read. Raises as `read` does."""
        self.ahead = self._fetch(PIECE)
        while empty := skip_empty(self.ahead):
            self.position += empty
            self.ahead = self.ahead[empty:] or self._fetch(PIECE)

    def _fetch(self, size: int) -> bytes:
        try:
            return self.read_more(size)
        except HTTPError as error:
            raise StreamError(f"{self.place}: broke off at byte {self.position}; run it again to go on") from error

    def tell(self) -> int:
        """How many bytes have been read."""
        return self.position

    def is_torn_after(self, start: int) -> bool:
        """Whether the file, read to its end, breaks off in the record at byte `start` or in one after it."""
        # What is further back than is held cannot be told, nor of records that were packed together.
        behind = self.position - start
        rest = b"".join(self.last)[-behind:] if 0 < behind <= self.held else b""
        return rest[:2] == self.sign and find_tear(BytesIO(rest).read, start) not in {None, UNKNOWN}


def find_inputs(places: Sequence[str], most: int | None = None) -> list[Input]:
    """Paths, folders of WARC files and addresses as inputs, each once and in the order given, at most the first `most`.

    Raises InputError where a path is none, StreamError where a server does not answer.
    """
    spread = dict.fromkeys(one for place in places for one in ([place] if is_url(place) else _spread(Path(place))))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(_find, list(spread)[:most]))


def _spread(path: Path) -> list[str]:
    """A file, or the WARC files in a folder."""
    if not path.is_dir():
        return [str(path)]
    found = sorted(str(one) for pattern in ("*.warc", "*.warc.gz") for one in path.glob(pattern))
    if not found:
        raise InputError(f"{path}: holds no WARC file; give a folder with .warc or .warc.gz files, or the files")
    return found


def _find(place: str) -> Input:
    if is_url(place):
        with _answer("HEAD", place) as answer:
            told = answer.headers
            size = int(told.get("Content-Length") or 0)
            return Input(place, place, told.get("ETag") or f"{size}-{told.get('Last-Modified', '')}", size)
    try:
        state = Path(place).stat()
    except OSError as error:
        raise InputError(f"{place}: cannot be read ({error.strerror}); give the path of a WARC file") from error
    return Input(str(Path(place).absolute()), Path(place).name, f"{state.st_size}-{state.st_mtime_ns}", state.st_size)


@contextmanager
def open_input(given: Input) -> Iterator[Stream]:
    """The bytes of a file. Raises InputError or StreamError where there are none to be had."""
    if is_url(given.place):
        with _answer("GET", given.place) as answer:
            yield Stream(partial(answer.read, decode_content=False), given.place)
        return
    try:
        file = Path(given.place).open("rb")  # noqa: SIM115 - closed below, where faults are the reader's own
    except OSError as error:
        raise InputError(f"{given.place}: cannot be read ({error.strerror}); give the path of a WARC file") from error
    with file:
        yield Stream(file.read, given.place)


def fetch_small(address: str) -> bytes | None:
    """A short file of the web; None where the server says that there is none. Raises StreamError."""
    try:
        with _answer("GET", address) as answer:
            return answer.read(decode_content=False)
    except InputError:
        return None
    except HTTPError as error:
        raise StreamError(f"{address}: broke off; run it again") from error


@contextmanager
def _answer(method: str, address: str) -> Iterator[urllib3.BaseHTTPResponse]:
    """A server's answer of status 200. Raises InputError for a refusal, StreamError for a failure."""
    with urllib3.PoolManager(retries=urllib3.Retry(2, backoff_factor=0.5), timeout=_PATIENCE) as pool:
        try:
            answer = pool.request(method, address, preload_content=False)
        except MaxRetryError as error:
            raise StreamError(f"{address}: does not answer ({error.reason}); run it again later") from error
        try:
            if answer.status >= 500 or answer.status == 429:
                raise StreamError(f"{address}: the server is unwell ({answer.status}); run it again later")
            if answer.status != _OK:
                raise InputError(f"{address}: is not to be had ({answer.status}); give another address")
            yield answer
        finally:
            answer.close()
