"""The one place where HTML is made: whatever is not Markup is escaped, so untrusted text stays text."""

import re
import unicodedata
from dataclasses import dataclass
from html import escape

TAGS = frozenset(
    {"article", "b", "blockquote", "details", "div", "h2", "h3", "li", "mark", "p", "pre", "small", "span", "strong"}
    | {"summary", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
KIND = re.compile(r"[a-z0-9_ -]*")
# What Markdown could read as more than a character; the point and the comma of a number stay as they are.
MARKDOWN = re.compile(r"[!-$&-+\-/:-@\[-`{-~]|\.(?!\d)")
KEPT_CONTROLS = frozenset("\n\t")
# Control and format characters (Cc, Cf) reorder or hide what is read; surrogates (Cs) cannot be sent at all.
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
# Line and paragraph separators are no format characters, but break a line nobody typed.
SEPARATORS = frozenset("\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that `tag` made; nothing else should make one of text it did not write itself."""

    html: str


def tag(
    name: str, *inside: str | Markup, kind: str = "", title: str = "", is_scrolled: bool = False, is_live: bool = False
) -> Markup:
    """The element `name` of class `kind` around `inside`, text in it escaped; `title` is shown on hover.

    One that `is_scrolled` can be reached by the keys that scroll it, one that `is_live` is read out when it changes.
    There is no way to give it an address or a style. Raises ValueError for a tag or class not foreseen.
    """
    if name not in TAGS or not KIND.fullmatch(kind):
        message = f"<{name} class={kind!r}> is not among the markup this dashboard makes"
        raise ValueError(message)
    attributes = f' class="{kind}"' if kind else ""
    attributes += f' title="{escape(reveal(title))}"' if title else ""
    attributes += ' tabindex="0"' if is_scrolled else ""
    attributes += ' role="status"' if is_live else ""
    return Markup(f"<{name}{attributes}>{join(*inside).html}</{name}>")


def join(*parts: str | Markup) -> Markup:
    """The parts one after the other, text among them escaped."""
    return Markup("".join(part.html if isinstance(part, Markup) else escape(reveal(part)) for part in parts))


def reveal(text: str) -> str:
    """The text with every character that acts unseen (a change of direction, a control) written as its code."""
    # Hardly any text has one, and Python sees it a hundred times as fast: all of them are unprintable.
    if text.isprintable():
        return text
    return "".join(name_character(character) if is_unseen(character) else character for character in text)


def is_unseen(character: str) -> bool:
    if character in KEPT_CONTROLS:
        return False
    return character in SEPARATORS or unicodedata.category(character) in INVISIBLE


def name_character(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def plain(text: str) -> str:
    """The text for a label, title or tooltip, where Streamlit reads Markdown: every sign of it escaped."""
    return MARKDOWN.sub(r"\\\g<0>", reveal(text))
