"""Links out of the dashboard: to the sentence on the publisher's page, and to nowhere that is not the web."""

import re
from urllib.parse import quote, urlsplit

WEB = frozenset({"http", "https"})
# Blanks, controls and backslashes are read differently by different programs: such an address is not used.
UNCLEAN = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
WHOLE_CHARACTERS = 120
END_CHARACTERS = 24
END_WORDS = 5
FIRST_CLAUSE = re.compile(r"[^，。；：、！？]{4,48}(?=[，。；：、！？])")
LAST_CLAUSE = re.compile(r"(?<=[，。；：、！？])[^，。；：、！？]{4,48}[，。；：、！？]?$")


def web_address(url: str | None) -> str | None:
    """`url` if it is a plain http(s) address with a host and no user name, else None."""
    if not url or UNCLEAN.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    is_plain = parts.scheme in WEB and bool(parts.hostname) and "@" not in parts.netloc
    return url if is_plain else None


def link_sentence(url: str, sentence: str, text: str = "", start: int = 0) -> str:
    """The address with a text fragment that makes the browser scroll to `sentence` and mark it.

    Where `text`, of the article, has the sentence twice, what stands around the one at `start` tells which is meant.
    """
    address, _, anchor = url.partition("#")
    anchor = anchor.partition(":~:")[0]
    before, after = find_neighbours(text, start, start + len(sentence)) if text.count(sentence) > 1 else ("", "")
    prefix = f"{encode(before)}-," if before else ""
    suffix = f",-{encode(after)}" if after else ""
    return f"{address}#{anchor}:~:text={prefix}{select_text(sentence)}{suffix}"


def find_neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The words right before and after a stretch of the text, in its own line: between lines a page may have more."""
    before = text[:start].rpartition("\n")[2]
    after = text[end:].partition("\n")[0]
    return take_end(" ".join(before.split())), take_start(" ".join(after.split()))


def select_text(sentence: str) -> str:
    """The sentence for a text fragment: whole if short, else its beginning and its end."""
    words = " ".join(sentence.split())
    if len(words) <= WHOLE_CHARACTERS:
        return encode(words)
    return f"{encode(take_start(words))},{encode(take_end(words))}"


def take_start(words: str) -> str:
    """The first words; of a line without blanks its first clause, for a browser finds whole words only."""
    start = " ".join(words.split(" ")[:END_WORDS])
    if len(start) <= 2 * END_CHARACTERS:
        return start
    clause = FIRST_CLAUSE.match(words)
    return clause[0] if clause else words[:END_CHARACTERS]


def take_end(words: str) -> str:
    end = " ".join(words.split(" ")[-END_WORDS:])
    if len(end) <= 2 * END_CHARACTERS:
        return end
    clause = LAST_CLAUSE.search(words)
    return clause[0] if clause else words[-END_CHARACTERS:]


def encode(words: str) -> str:
    """Percent-encoded, the dash and comma too: a fragment gives them a meaning."""
    return quote(words, safe="").replace("-", "%2D")
