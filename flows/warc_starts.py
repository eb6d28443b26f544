"""Finds where a packed WARC file really begins: its reader takes an empty first gzip member for the end of the file."""

import zlib

_GZIP = b"\x1f\x8b"
PIECE = 1 << 16


def skip_empty(piece: bytes) -> int:
    """How many bytes of empty gzip members, which are legal and say nothing, the first bytes of a file begin with."""
    at = 0
    while piece[at:].startswith(_GZIP):
        member = zlib.decompressobj(zlib.MAX_WBITS + 16)
        try:
            unpacked = member.decompress(piece[at:], 1)
        except zlib.error:
            break
        if unpacked or not member.eof:
            break
        at = len(piece) - len(member.unused_data)
    return at
