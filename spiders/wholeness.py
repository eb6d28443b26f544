"""Tells a page that arrived whole from half of one, where HTTP itself leaves it open."""

import zlib

# Half a kilobyte holds what templates write after the end: comments, white space, a counter's script.
TAIL = 512
ENDS = (b"</html>", b"</body>", b"</rss>", b"</feed>", b"</rdf:rdf>", b"</urlset>", b"</sitemapindex>")
XML = (b"<?xml", b"<rss", b"<feed", b"<rdf:", b"<urlset", b"<sitemapindex")
MAGIC = b"\x1f\x8b"
GZIP = zlib.MAX_WBITS + 16
SIZES = 1 << 32  # a gzip member ends with its length modulo this
MOST = 64 << 20  # bytes unpacked at the most to find the end; Scrapy has refused larger bodies before


def is_ended(body: bytes) -> bool:
    """Whether a page of which the server gave no length ends as its kind does."""
    if body.startswith(MAGIC):
        return ends_whole(body, GZIP)
    tail = body[-TAIL:].lower().rstrip()
    return any(end in tail for end in ENDS) or tail.endswith((b"}", b"]"))


def must_end(body: bytes) -> bool:
    """Whether it is XML, which has an end or is broken; pages, XHTML too, and plain text may just stop."""
    head = body[:TAIL].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(XML) and not any(sign in head for sign in (b"<!doctype html", b"<html"))


def is_torn(packed: bytes, encoding: str, size: int) -> bool:
    """Whether a packed body breaks off, though it has the length that was announced: Scrapy unpacks what there is.

    `size` is what came of it, in bytes. Only of gzip and deflate, which is nearly all, can this be told.
    """
    if not packed or encoding.strip().lower() not in {"gzip", "x-gzip", "deflate"}:
        return False
    is_gzip = packed.startswith(MAGIC)
    if is_gzip and int.from_bytes(packed[-4:], "little") == size % SIZES:
        return False
    if is_gzip:
        return not ends_whole(packed, GZIP)
    return not (ends_whole(packed, zlib.MAX_WBITS) or ends_whole(packed, -zlib.MAX_WBITS))


def ends_whole(packed: bytes, window: int) -> bool:
    """Whether the stream has its end, and so has each that follows it; padding behind the last does no harm."""
    try:
        while True:
            stream = zlib.decompressobj(window)
            stream.decompress(packed, MOST)
            packed = stream.unused_data
            if not (stream.eof and packed.startswith(MAGIC)):
                return stream.eof
    except zlib.error:
        return False
