"""Puts right a feed whose bytes are not in the encoding it names: its titles are what it is sifted by."""

import re

DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)["']""")
UTF_8 = {"utf-8", "utf8", ""}
# Of a hundred characters, so many may be broken before we believe that it is another encoding altogether.
FEW_BROKEN = 1


def in_utf_8(body: bytes, charset: str) -> bytes:
    """The body in UTF-8, where header (`charset`) and XML declaration say that it is, or nothing, and it is not.

    A few broken bytes are replaced; Chinese pages that were moved to UTF-8 in name only are GB18030.
    """
    declared = DECLARED.match(body[:200])
    names = {charset.lower(), declared[1].decode("ascii").lower() if declared else ""}
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
