"""Finds where a WARC file breaks off: its reader takes a record whose head is cut for the end of the file."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO

Read = Callable[[int], bytes]
_GZIP = b"\x1f\x8b"
_LZ4 = b"\x04\x22\x4d\x18"
_PIECE = 1 << 16
# Some tapes and tools fill a file up behind its last record.
_FILLING = b"\0\r\n"
_HEAD = re.compile(rb"WARC/.*?\r?\n\r?\n", re.DOTALL)
_LENGTH = re.compile(rb"^Content-Length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)


def find_tear(read: Read, start: int) -> int | None:
    """Where the first record begins that is not whole, of a file's bytes from a record's start on; None if all are.

    `read` gives the bytes from byte `start` on. Of a packed file each gzip member is unpacked to its checksum; of one
    that LZ4 packed nothing is known.
    """
    rest = _Rest(read, start)
    if rest.peek(len(_LZ4)) == _LZ4:
        return None
    has_record = _has_member if rest.peek(len(_GZIP)) == _GZIP else _has_record
    while rest.skip_filling():
        begun = rest.at
        if not has_record(rest):
            return begun
    return None


class _Rest:
    """What is left of a file, `at` the byte where that begins."""

    def __init__(self, read: Read, at: int) -> None:
        self.read = read
        self.at = at
        self.held = b""

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
            self.take(filling)
        return False


def _has_member(rest: _Rest) -> bool:
    """Go on by a gzip member; whether it is whole and begins with a record's head."""
    member, head = zlib.decompressobj(zlib.MAX_WBITS + 16), BytesIO()
    while not member.eof and rest.peek(1):
        given = len(rest.held)
        try:
            unpacked = member.decompress(rest.held)
        except zlib.error:
            return False
        if head.tell() < _PIECE:
            head.write(unpacked[:_PIECE])
        rest.take(given - len(member.unused_data))
    return member.eof and _HEAD.match(head.getvalue()) is not None


def _has_record(rest: _Rest) -> bool:
    """Go on by a record that is not packed; whether it is whole."""
    head = _HEAD.match(rest.peek(_PIECE))
    length = _LENGTH.search(head.group()) if head is not None else None
    return head is not None and length is not None and rest.take(head.end() + int(length.group(1)))
