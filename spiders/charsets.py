"""Knows the encodings of feeds: puts right what is misnamed, and refuses those in which a word can hide from us."""

import codecs
import re

from spiders.errors import NotAFeedError

DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']""")
# What the reader of feeds takes for the declaration: the last such words of the first line.
TAKEN_FOR_DECLARED = re.compile(rb"""^<\?.*encoding=['"](.*?)['"].*\?>""")
IN_HEADER = re.compile(r"""charset\s*=\s*["']?([^"';\s]+)""", re.IGNORECASE)
EBCDIC = b"\x4c\x6f\xa7\x94"  # "<?xm" in it, by which readers of XML know it
UTF_8 = {"utf-8", "utf8", ""}
# Of two and four bytes a character: their zero bytes are left out, and what they say is plain.
WIDE = ("utf-16", "utf-32")
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
