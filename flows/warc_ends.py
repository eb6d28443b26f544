"""Finds where a WARC file breaks off: its reader takes a record whose head is cut for the end of the file."""

import re
import zlib
from collections.abc import Callable

Read = Callable[[int], bytes]
UNKNOWN = -1
_GZIP = b"\x1f\x8b"
_LZ4 = b"\x04\x22\x4d\x18"
_NAME = b"WARC/"
_PIECE = 1 << 16
# Some tapes and tools fill a file up behind its last record.
_FILLING = b"\0\r\n\t "
_HEAD = re.compile(rb"WARC/.*?\r?\n\r?\n", re.DOTALL)
_LENGTH = re.compile(rb"^Content-Length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)


def find_tear(read: Read, start: int) -> int | None:
    """Where the first record begins that is not whole, of a file's bytes from byte `start` on; None if all are.

    `read` gives the bytes from there on. Of a packed file each gzip member is unpacked to its checksum, and its records
    are followed over the members' borders. UNKNOWN of what LZ4 packed, and where no record begins at `start`.
    """
    rest = _Rest(read, start)
    if rest.peek(len(_LZ4)) == _LZ4:
        return UNKNOWN
    if rest.peek(len(_GZIP)) == _GZIP:
        return _find_packed(rest)
    while rest.skip_filling():
        begun = rest.at
        if rest.filled or not _has_record(rest):
            return begun
    return None


def _find_packed(rest: "_Rest") -> int | None:
    records, ended = _Records(rest.at), rest.at
    while rest.skip_filling():
        records.place = begun = rest.at
        if not _has_member(rest, records):
            return records.begun if records.is_within else begun
        if records.is_empty:
            rest.filled = True
        elif rest.filled or begun != ended:
            return begun  # a reader does not come past what fills a file up
        ended = rest.at
    if records.is_within:
        return records.begun
    return UNKNOWN if records.is_lost else None


class _Rest:
    """What is left of a file, `at` the byte where that begins."""

    def __init__(self, read: Read, at: int) -> None:
        self.read = read
        self.at = at
        self.held = b""
        self.filled = False

    def peek(self, size: int) -> bytes:
        """The next bytes, fewer than `size` only at the end."""
        while len(self.held) < size and (more := self.read(_PIECE)):
            self.held += more
        return self.held[:size]

    def take(self, size: int) -> bool:
        """Go on by so many bytes; whether there were as many."""
        while size and (piece := self.peek(1) and self.held[:size]):
            self.held = self.held[len(piece) :]
            self.at += len(piece)
            size -= len(piece)
        return not size

    def skip_filling(self) -> bool:
        """Go on to what is no filling; whether there is anything."""
        while self.peek(1):
            filling = len(self.held) - len(self.held.lstrip(_FILLING))
            if not filling:
                return True
            self.filled = self.filled or bool(self.held[:filling].strip(b"\r\n"))
            self.take(filling)
        return False


class _Records:
    """Follows records through what is unpacked, for a member may be cut anywhere in one; `place` is that member's."""

    def __init__(self, place: int) -> None:
        self.place = self.begun = place
        self.is_lost = self.is_empty = False
        self.is_first = place > 0  # only the file's first byte is sure to begin a record
        self.head = b""
        self.left = 0

    @property
    def is_within(self) -> bool:
        """Whether the record that began last goes on."""
        return bool(self.head or self.left)

    def enter(self, unpacked: bytes) -> bool:
        """Begin a member by its first bytes; whether it is no new record in the middle of a head."""
        begins = unpacked.startswith(_NAME)
        self.is_lost = self.is_lost or (self.is_first and not begins)
        self.is_first = False
        self.left = 0 if begins else self.left  # the length before was wrong, which is no tear
        return not (begins and self.head)

    def follow(self, unpacked: bytes) -> bool:
        """Go on by unpacked bytes; whether a record begins where one has to."""
        while unpacked and not self.is_lost:
            passed = min(self.left, len(unpacked))
            self.left -= passed
            self.begun = self.begun if self.left or self.head else self.place
            self.head = (self.head + unpacked[passed:]).lstrip(_FILLING)
            unpacked = b""
            if (found := _HEAD.match(self.head)) is not None:
                length = _LENGTH.search(found.group())
                self.is_lost = length is None
                self.left = int(length.group(1)) if length is not None else 0
                unpacked, self.head, self.begun = self.head[found.end() :], b"", self.place
        return _NAME.startswith(self.head[: len(_NAME)]) and len(self.head) < _PIECE


def _has_member(rest: _Rest, records: _Records) -> bool:
    """Go on by a gzip member; whether it is whole, and so is the beginning of each record in it."""
    member, is_entered, is_sound = zlib.decompressobj(zlib.MAX_WBITS + 16), False, True
    while is_sound and not member.eof and rest.peek(1):
        given = len(rest.held)
        try:
            unpacked = member.decompress(rest.held)
        except zlib.error:
            return False
        if unpacked and not is_entered:
            is_entered, is_sound = True, records.enter(unpacked)
        pieces = (unpacked[at : at + _PIECE] for at in range(0, len(unpacked), _PIECE))
        is_sound = is_sound and all(map(records.follow, pieces))
        rest.take(given - len(member.unused_data))
    records.is_empty = not is_entered
    return is_sound and member.eof


def _has_record(rest: _Rest) -> bool:
    """Go on by a record that is not packed; whether it is whole."""
    head = _HEAD.match(rest.peek(_PIECE))
    length = _LENGTH.search(head.group()) if head is not None else None
    return head is not None and length is not None and rest.take(head.end() + int(length.group(1)))
