"""Puts a fault in the sources file into words: the field, what is wrong, and what to write instead."""

from pydantic_core import ErrorDetails

ADVICE = {
    "id": 'lower-case words joined by underscores, for instance id = "lantern_daily"',
    "publisher": 'the outlet\'s name, for instance publisher = "Lantern Daily"',
    "home": 'a full web address, for instance home = "https://lantern-daily.example/"',
    "url": 'a full web address, for instance url = "https://lantern-daily.example/feed.xml"',
    "language": 'one of "en", "zh", "zh-Hant"',
    "tier": 'one of "official", "agency", "newspaper", "trade_press", "aggregator"',
    "kind": 'one of "feed", "sitemap", "list", "gdelt", "rsshub"',
    "query": 'for gdelt, and only there, what it is asked: query = "(Qwen OR Doubao) sourcelang:chinese"',
    "route": 'for rsshub, and only there, the path of its feed: route = "/36kr/newsflashes"',
    "selector": 'for a list page, and only there, the CSS selector of its links: selector = "h2 a"',
    "discovery": 'at least one way in: discovery = [{ kind = "feed", url = "https://…" }]',
    "fetch": '"all", or "matching" to fetch only what names the watchlist',
    "terms": "a sentence on what the outlet's terms allow",
    "cadence_hours": "the hours usually between two items, a number above 0 and up to 8760 (a year)",
    "confirmed": "a sentence on who saw the address work, and when",
    "enabled": "true or false",
    "expected_items": "the least that its listings usually hold together, a whole number from 1 to 1000000",
    "max_age_days": "the age in days beyond which an item is not worth a fetch, a number above 0 and up to 3650",
    "untitled": '"fetch", or "skip" to leave items that come without a title where fetch = "matching"',
    "name": "what is left out",
    "reason": "why it is left out",
    "sites": 'its registrable domains, for instance sites = ["lantern.example"]',
}
REMOVE = "remove it: fields that are not read are not allowed"


def explain_fault(fault: ErrorDetails) -> str:
    """Name the field, what is wrong with it, and what to write instead."""
    names = [str(part) for part in fault["loc"] if isinstance(part, str)]
    field = ".".join(names) or "entry"
    if fault["type"] == "extra_forbidden":
        return f"{field} is not a field; {REMOVE}"
    if fault["type"] == "missing":
        return f"{field} is missing; write {ADVICE[names[-1]]}"
    problem = fault["msg"].removeprefix("Value error, ")
    named = next((word for word in ("selector", "route", "query") if word in problem), None)
    subject = named or (names[-1] if names else "")
    advice = ADVICE.get(subject, "a table of fields like those of its neighbours")
    return f"{field} is wrong ({problem}); write {advice}"
