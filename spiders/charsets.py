"""Knows the encodings of feeds: puts right what is misnamed, and refuses those in which a word can hide from us."""

import codecs
import re

import re2

from spiders.errors import NotAFeedError

DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']""")
# What the reader of feeds takes for the declaration: the last such words of the first line, which may be megabytes.
TAKEN_FOR_DECLARED = re2.compile(rb"""^<\?.*encoding=['"](.*?)['"].*\?>""")
LONGEST_DECLARATION = 1024  # bytes
MOST_ENCODINGS = 2  # in a declaration; over more of them the reader of feeds thinks for minutes
FIRST_ELEMENT = re.compile(rb"<\w")
IN_HEADER = re.compile(r"""charset\s*=\s*["']?([^"';\s]+)""", re.IGNORECASE)
EBCDIC = b"\x4c\x6f\xa7\x94"  # "<?xm" in it, by which readers of XML know it
UTF_8 = {"utf-8", "utf8", ""}
# Of two and four bytes a character: their zero bytes are left out, and what they say is plain.
WIDE = ("utf-16", "utf-32")
WIDE_STARTS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"\0\0\0<": "utf-32-be",
    b"<\0\0\0": "utf-32-le",
    b"\0<\0?": "utf-16-be",
    b"<\0?\0": "utf-16-le",
}
# Plain letters can be written in these in more than one way.
SHIFTING = ("utf-7", "hz", "iso2022", "unicode-escape", "raw-unicode-escape", "punycode", "idna")
PLAIN = b"<!ENTITY"
# Of a hundred characters, so many may be broken before we believe that it is another encoding altogether.
FEW_BROKEN = 1


def refuse_entities(body: bytes, content_type: str = "") -> None:
    """Refuse XML that declares entities: no feed needs them, and nested ones unpack to gigabytes.

    `content_type` is the header, which may name an encoding. One in which the declaration could be written so that
    nobody finds it among the bytes is refused by its name; no feed needs those either.

    Raises:
        NotAFeedError: an entity is declared, or could be.
    """
    plain = body.replace(b"\0", b"")
    if plain.startswith(EBCDIC):
        raise NotAFeedError("it is written in EBCDIC, in which feeds attack their readers; it should be UTF-8")
    for name in (*IN_HEADER.findall(content_type), *declared_charsets(plain)):
        if is_veiled(name):
            raise NotAFeedError(f"it is written in {name}, in which feeds attack their readers; it should be UTF-8")
    if PLAIN.lower() in plain.lower():
        raise NotAFeedError("it declares XML entities, by which feeds attack their readers")


def is_veiled(name: str) -> bool:
    """Whether ASCII text may be other bytes in an encoding; not in one that nobody knows, for then nobody reads it."""
    try:
        known = codecs.lookup(name).name.lower()
        is_plain = known.startswith(WIDE) or PLAIN.decode(name) == PLAIN.decode("ascii")
    except (LookupError, ValueError):
        return False
    return known.startswith(SHIFTING) or not is_plain


def declared_charsets(body: bytes) -> list[str]:
    """The encoding that the XML declaration names, in small letters; two where it can be read in two ways."""
    start = body.removeprefix(codecs.BOM_UTF8).removeprefix(codecs.BOM_UTF16_LE).removeprefix(codecs.BOM_UTF16_BE)
    matches = (DECLARED.match(start[:500]), TAKEN_FOR_DECLARED.match(start))
    return [found[1].decode("ascii", errors="replace").lower() for found in matches if found]


def in_utf_8(body: bytes, charset: str) -> bytes:
    """The body in UTF-8, where header (`charset`) and XML declaration say that it is, or nothing, and it is not.

    A few broken bytes are replaced; Chinese pages that were moved to UTF-8 in name only are GB18030.
    """
    names = {charset.lower(), *declared_charsets(body)}
    if not names <= UTF_8 or body.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in body[:4]:
        return body
    replaced = body.decode("utf-8", errors="replace")
    broken = replaced.count("\ufffd")
    if not broken:
        return body
    if broken * 100 > len(replaced) * FEW_BROKEN:
        try:
            return body.decode("gb18030").encode("utf-8")
        except UnicodeDecodeError:
            return body
    return replaced.encode("utf-8")


def narrowed(body: bytes) -> bytes | None:
    """A feed of two or four bytes a character in UTF-8, without its declaration; None where it is another."""
    name = next((name for start, name in WIDE_STARTS.items() if body.startswith(start)), None)
    if name is None:
        return None
    text = body.decode(name, errors="replace")
    end = text.find("?>", 0, LONGEST_DECLARATION) if text.startswith("<?xml") else -1
    return text[end + 2 if end >= 0 else 0 :].lstrip().encode("utf-8", errors="replace")


def with_short_prolog(body: bytes) -> bytes:
    """The feed with a line of its own for its declaration, and without the white space up to its first element.

    feedparser takes as long over the first line as its length to the third power, and there are feeds in one line;
    over empty lines as long as the square of them.

    Raises:
        NotAFeedError: it begins as a declaration does, and goes on as none.
    """
    start = end = len(codecs.BOM_UTF8) if body.startswith(codecs.BOM_UTF8) else 0
    if body.startswith(b"<?", start):
        end = body.find(b"?>", start, start + LONGEST_DECLARATION) + 2
        if end < 2 or body.count(b"encoding=", start, end) > MOST_ENCODINGS:
            raise NotAFeedError("it begins with an XML declaration that is none")
    found = FIRST_ELEMENT.search(body, end)
    place = found.start() if found else end
    return b"".join((body[:end], b"\n", b" ".join(body[end:place].split()), body[place:]))
