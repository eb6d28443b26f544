"""A baseline that accuracy is measured against: regular expressions for figures, key words for measures, nearest name.

It is what one writes in an afternoon: the same watchlist, and no idea of clauses, context actors, bounds or history.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from benchmarks.golden import Document, load_watchlist
from benchmarks.statement import Statement

_SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "mn": 1e6, "bn": 1e9, "m": 1e6,
    "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8,
}  # fmt: skip
_FIGURE = re.compile(
    r"(?P<before>RMB|CNY|¥|￥|人民[币幣]|US\$|USD|\$)?\s?"
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>thousand|million|billion|mn|bn|m\b|[千万萬亿億])?"
    r"(?P<after>\s?(?:yuan|RMB|renminbi|元|块|dollars|美元))?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^。！？!?\n]+?(?:[。！？!?\n]|\.\s|$)")
# The first that stands in the sentence wins; money without one of these is taken for the budget.
_SPEND = (
    ("prize_max", r"up to|top prize|as much as|最高|封顶"),
    ("coupon", r"coupon|voucher|free[- ]order card|免单卡|免單卡|优惠券|红包券"),
    ("prize", r"prize|大奖|大獎|锦鲤"),
    ("payout", r"paid out|handed out|given away|已发放|已发出|派出"),
    ("sponsorship", r"sponsor|赞助|冠名"),
)
_REACH = (
    ("dau", r"daily (?:active )?users|DAU|日活"),
    ("mau", r"monthly (?:active )?users|MAU|月活"),
    ("wau", r"weekly (?:active )?users|WAU|周活"),
    ("downloads", r"download|install|下载|下載"),
    ("orders", r"orders|单|單"),
    ("interactions", r"interactions|draws|互动|互動|抽奖|抽獎"),
    ("messages", r"prompts|commands|messages|指令|一句话"),
    ("viewers", r"viewers|观众|觀眾"),
    ("participants", r"participa|人次|参与|參與"),
    ("users", r"users|people|用户|用戶|人"),
)
_LEAST_COUNT = 10_000


def read_naively(document: Document) -> list[Statement]:
    """What the baseline says of one golden text."""
    return [
        said
        for match in _SENTENCE.finditer(document.text)
        for said in _read_sentence(document.id, match.group(), match.start())
    ]


def _read_sentence(article_id: str, sentence: str, start: int) -> Iterator[Statement]:
    for match in _FIGURE.finditer(sentence):
        app = _nearest(sentence, match.start())
        value = _value(match)
        kind = "spend" if match["before"] or match["after"] else "reach"
        measure = _measure(sentence, kind)
        if app is None or measure is None or (kind == "reach" and value < _LEAST_COUNT):
            continue
        yield Statement(
            article_id=article_id, app=app, kind=kind, measure=measure, value=value,
            quote=sentence, start=start, end=start + len(sentence), rule="naive",
        )  # fmt: skip


def _value(match: re.Match[str]) -> float:
    return float(match["digits"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1.0)


def _measure(sentence: str, kind: str) -> str | None:
    rules, default = (_SPEND, "budget") if kind == "spend" else (_REACH, None)
    return next((name for name, words in rules if re.search(words, sentence, re.IGNORECASE)), default)


def _nearest(sentence: str, place: int) -> str | None:
    """The app whose name stands nearest, in characters, to the figure at `place`; None where none is named."""
    named = [(abs(match.start() - place), app) for app, names in _names() for match in names.finditer(sentence)]
    return min(named)[1] if named else None


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (app.id, re.compile("|".join(map(re.escape, (*app.app, *app.company))), re.IGNORECASE))
        for app in load_watchlist().app
    )
