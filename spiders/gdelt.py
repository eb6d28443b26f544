"""GDELT's DOC API as a finder of articles: the address that asks it, and its answers as items. It is never evidence."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from spiders.dates import seen_date
from spiders.errors import NotAFeedError
from spiders.items import Item, Listing, newest_first, resolve

API = "https://api.gdeltproject.org/api/v2/doc/doc"
MOST_ROWS = 250  # what it answers at most, whatever is asked for
WINDOW = timedelta(days=3)  # with a run a day, and a weekend's rest, nothing is missed
FIELDS = ("url", "title", "seendate")
SHORTEST = 4  # letters; GDELT refuses a query with a shorter word in it
LONGEST_SENTENCE = 160
MOMENT = "%Y%m%d%H%M%S"
WORD = re.compile(r'"[^"]*"|[()]|[^\s()"]+|"')
# Its titles are escaped by halves: a backslash that JSON gives no meaning to is meant as itself.
STRAY_BACKSLASH = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})|\\')
CUT = f"GDELT answers with its most, {MOST_ROWS} articles: there may be more"


def address_of(query: str, api: str = API) -> str:
    """The address that asks for the articles of the last days, newest first; an address that asks already is kept."""
    if urlsplit(api).query:
        return api
    asked = {"query": query, "mode": "artlist", "format": "json", "maxrecords": MOST_ROWS, "sort": "datedesc"}
    return f"{api}?{urlencode(asked)}&timespan={WINDOW.days}d"


def check_query(query: str) -> str:
    """The query, if GDELT will take it.

    Raises:
        ValueError: what it refuses: a word that is too short, an OR outside of brackets, an open bracket or quote.
    """
    depth = 0
    for word in WORD.findall(query):
        depth += {"(": 1, ")": -1}.get(word, 0)
        fault = find_fault(word, depth)
        if fault is not None:
            raise ValueError(f"in the query, {fault}")
    if depth:
        raise ValueError("in the query, a bracket is not closed")
    return query


def find_fault(word: str, depth: int) -> str | None:
    if depth < 0:
        return "a bracket is closed that was not opened"
    if word == '"':
        return "a quote is not closed"
    if word == "OR":
        return None if depth else "words joined by OR must stand in brackets"
    is_operator = any(sign in word for sign in ":<>") and not word.startswith('"')
    letters = sum(char.isalnum() for char in word)
    if word in {"(", ")"} or is_operator or letters >= SHORTEST:
        return None
    return f"{word} is too short for GDELT, which wants {SHORTEST} letters: write a name in Latin letters"


def read_answer(body: bytes, url: str) -> Listing:
    """Its articles as items, newest first. Where it answered with its most, one address for the older ones follows.

    Raises:
        NotAFeedError: it refuses, which it does in a sentence with status 200; the sentence is told.
    """
    rows = read_rows(body)
    items = newest_first(read_items(rows, url))
    if len(rows) < MOST_ROWS:
        return Listing(items)
    older = older_address(items, url)
    return Listing(items, (Item(older, "", None),) if older else (), CUT)


def read_rows(body: bytes) -> list[object]:
    text = body.decode("utf-8", errors="replace")
    try:
        answer = json.loads(STRAY_BACKSLASH.sub(escape, text), strict=False)
    except (ValueError, RecursionError) as error:
        raise NotAFeedError(f"GDELT refuses: {sentence_of(text)}") from error
    rows = answer.get("articles", []) if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise NotAFeedError("what it answers is JSON, but no list of articles")
    return rows


def escape(match: re.Match[str]) -> str:
    return match[0] if match[1] else r"\\"


def sentence_of(text: str) -> str:
    """What it says instead of an answer, harmless in a terminal."""
    if text.lstrip().startswith("<"):
        return "it answers with a web page instead of JSON"
    words = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return words[:LONGEST_SENTENCE] or "it answers with nothing"


def read_items(rows: list[object], base: str) -> Iterator[Item]:
    """Dated by when GDELT saw them, which is shortly after they were published."""
    for row in rows:
        told = row if isinstance(row, dict) else {}
        url, title, seen = (told.get(name) if isinstance(told.get(name), str) else "" for name in FIELDS)
        yield Item(resolve(base, url or ""), title or "", seen_date(seen or ""))


def older_address(items: tuple[Item, ...], url: str) -> str | None:
    """The address for what lies before the oldest item; only the first answer is followed, so that this ends."""
    dates = [item.published_at for item in items if item.published_at]
    asked = dict(parse_qsl(urlsplit(url).query))
    if not dates or "timespan" not in asked:
        return None
    newest, oldest = max(dates), min(dates)
    del asked["timespan"]
    asked |= {"startdatetime": f"{newest - WINDOW:{MOMENT}}", "enddatetime": f"{oldest:{MOMENT}}"}
    return f"{url.split('?', 1)[0]}?{urlencode(asked)}"
