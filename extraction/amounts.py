"""Finds every figure in a text: money, counts, percentages and multiples, with its value, bound and exact span."""

from collections.abc import Iterator
from decimal import Decimal

import re2

from extraction import numerals
from extraction.amount import Amount, AmountKind
from extraction.bounds import read_bound
from extraction.joins import join_amounts
from extraction.spans import Spans
from extraction.windows import compile_window

# Folded text has one kind of blank; a line ends every figure.
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = "|".join(sorted((word for word in numerals.ENGLISH_WORDS if word not in ("quarter",)), key=len, reverse=True))
_WORDS = rf"(?:{_WORD})(?:[ -](?:{_WORD}))*"
_SCALE_EN = r"(?:hundred |thousand |ten thousand )?(?:thousand|million|billion|trillion|mln|bln|mn|bn|tn|yi|wan)\b"
_SCALE_ZH = r"(?:万亿|千亿|百亿|十亿|千万|百万|十万|个?亿|万|千|百)"
_CURRENCY_BEFORE = r"(?:人民币|rmb|cny|us ?\$|usd ?\$?|u\.s\.? ?\$|hk ?\$|hkd ?\$?|s\$|sgd ?\$?|nt ?\$|twd ?\$?|新台币|台币|\$|¥|€|eur|£|gbp|jpy)"
_CURRENCY_AFTER = (
    r"(?:[ -]?(?:chinese )?(?:yuan|renminbi|rmb|cny|us dollars?|u\.s\. dollars?|american dollars|usd|hong kong dollars"
    r"|dollars?|euros?|pounds?|sterling|yen)\b| ?(?:元人民币|元|人民币|块钱|块|美元|美圆|美金|港元|港币|新台币|台币|欧元|日元|¥|€|£))"
)
# A longer run of digits is a serial number or an attack, and no number.
_MOST_DIGITS = 20
_PARTS = compile_window(
    rf"(?P<before>{_CURRENCY_BEFORE})? ?"
    rf"(?:(?P<digits>{_DIGITS})(?:(?P<more>[多余几])? ?(?P<zh>{_SCALE_ZH})|[ -]?(?P<en>{_SCALE_EN})|(?P<letter>[kmb])(?:\b|\+))?"
    rf"|\b(?P<words>{_WORDS})[ -](?P<wscale>{_SCALE_EN}|hundred\b)"
    r"|(?P<chars>[一二两三四五六七八九十百千][一二两三四五六七八九十百千万亿零〇]{0,16}多?[万亿]|[一二两三四五六七八九十百]{1,4}个亿|[一二两三四五六七八九][千百]|[上破过超近逾达约]了?[万亿]|[一二两三四五六七八九十]{1,3}|万)"
    r")(?P<more2>[多余])?"
    rf"(?P<after>{_CURRENCY_AFTER})?"
    rf"(?P<ratio> ?(?:%|percent\b|per cent\b|个百分点)| ?倍|x\b|[- ]?fold\b)?"
)
_CURRENCIES = {
    "rmb": "CNY", "cny": "CNY", "¥": "CNY", "yuan": "CNY", "renminbi": "CNY", "元": "CNY", "元人民币": "CNY",
    "人民币": "CNY", "块": "CNY", "块钱": "CNY", "us$": "USD", "usd": "USD", "$": "USD", "u.s.$": "USD",
    "usdollars": "USD", "u.s.dollars": "USD", "americandollars": "USD", "dollar": "USD", "dollars": "USD", "美元": "USD",
    "美金": "USD", "美圆": "USD", "usd$": "USD", "u.s$": "USD", "usdollar": "USD", "u.s.dollar": "USD", "hkd$": "HKD", "hk$": "HKD", "s$": "SGD", "sgd": "SGD", "sgd$": "SGD", "nt$": "TWD", "twd": "TWD", "twd$": "TWD", "新台币": "TWD", "台币": "TWD", "hkd": "HKD", "hongkongdollars": "HKD", "港元": "HKD", "港币": "HKD", "€": "EUR",
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "欧元": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "sterling": "GBP", "日元": "JPY", "yen": "JPY", "jpy": "JPY",
}  # fmt: skip
# Without groups RE2 finds a figure in one pass of its automaton; its parts are then read from the figure alone.
_FIGURE = re2.compile(re2.sub(r"\(\?P<\w+>", "(?:", _PARTS.pattern))
_FOLDS_WORDS = re2.compile(r"\b(?P<words>two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)[- ]?fold\b")


def find_amounts(folded: str, taken: tuple[tuple[int, int], ...] = ()) -> tuple[Amount, ...]:
    """All figures of a folded text in order; those that overlap a span in `taken` (dates, times) are left out."""
    spans = Spans(taken)
    free = [one for one in _scan(folded) if not spans.overlaps(one.start, one.end)]
    free.sort(key=lambda one: one.start)
    return tuple(join_amounts(folded, free))


def _scan(folded: str) -> Iterator[Amount]:
    for match in _FIGURE.finditer(folded):
        start, end = match.span()
        parts = _PARTS.fullmatch(folded, start, end)
        groups = parts.groupdict() if parts else {}
        if groups and _is_figure(folded, start, end, groups):
            yield _build(folded, start, end, groups)
    for match in _FOLDS_WORDS.finditer(folded):
        value = numerals.read_english(match.group("words"), "")
        start, end = match.span()
        yield Amount(
            start=start,
            end=end,
            reach_end=end,
            kind="multiple",
            value=value,
            value_max=None,
            currency=None,
            bound="exact",
        )


def _is_figure(folded: str, start: int, end: int, groups: dict[str, str | None]) -> bool:
    """Whether what looks like a numeral is one: not a piece of a word, of a name (千问, 百度) or of a code."""
    start += folded[start:end].index(folded[start:end].lstrip()[:1])
    before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
    if groups["digits"] and len(groups["digits"]) > _MOST_DIGITS:
        return False
    if groups["digits"]:
        return not (_is_glued(folded, start) and not groups["before"]) and not (
            after.isascii() and after.isalpha() and folded[end - 1].isdigit()
        )
    if groups["chars"]:
        return _is_chinese_numeral(before, after, groups)
    return True


def _is_glued(folded: str, start: int) -> bool:
    """Whether the digits belong to a name or a code: GPT-4, qwen2.5, v1.6, #3."""
    before = folded[max(0, start - 2) : start]
    if not before or not before[-1].isascii():
        return False
    return (
        before[-1].isalpha()
        or before[-1] in "._/#"
        or (before[-1] == "-" and before[0].isascii() and before[0].isalpha())
    )


def _is_chinese_numeral(before: str, after: str, groups: dict[str, str | None]) -> bool:
    chars = groups["chars"] or ""
    if before.isdigit() or before in tuple("数几第.十百千万亿零") or after == "级":
        return False
    if chars == "万":
        return groups["after"] is not None
    if not set(chars) & set("百千万亿个"):
        # Small numerals are everywhere (一起, 十分): only a currency, and not 一块儿, makes one a figure.
        return (groups["after"] or "").strip() in ("元", "美元", "美圆", "美金", "港元", "港币", "欧元", "日元")
    return (
        groups["after"] is not None
        or after in tuple("人次单份张杯个名户用条家笔 ")
        or chars[0] in "上破过超近逾达约"
        or before in tuple("超近破过逾达约上的")
        or chars == "十亿"
        # 五个亿, 七千多万, 两千万: a digit and a scale; 千万 and 百万 alone are also words.
        or (chars[0] in "一二两三四五六七八九十" and len(chars) > 2)
        or (chars[0] in "两二三四五六七八九" and chars[-1] in "万亿")
    )


def _build(folded: str, start: int, end: int, groups: dict[str, str | None]) -> Amount:
    lead = len(folded[start:end]) - len(folded[start:end].lstrip())
    start += lead
    after = (groups["after"] or "").strip(" -")
    if after == "元" and not groups["ratio"] and folded[end : end + 1] == "宝":
        end, after = end - 1, ""
    end -= len(folded[start:end]) - len(folded[start:end].rstrip(" -+"))
    bound = read_bound(folded, start, end)
    chars = groups["chars"] or ""
    if chars[:1] in tuple("上破过超逾") or groups["more"] or groups["more2"] or "多" in chars:
        bound = "at_least"
    elif chars[:1] in tuple("近约"):
        bound = "approx"
    currency = _CURRENCIES.get((groups["before"] or after).replace(" ", "").removeprefix("chinese"))
    return Amount(
        start=start, end=end, reach_end=end, kind=_kind(groups["ratio"], currency), value=_value(groups),
        value_max=None, currency=currency, bound=bound,
    )  # fmt: skip


def _kind(ratio: str | None, currency: str | None) -> AmountKind:
    if ratio is None:
        return "money" if currency else "count"
    return "percent" if ratio.strip() in ("%", "percent", "per cent", "个百分点") else "multiple"


def _value(groups: dict[str, str | None]) -> Decimal:
    if groups["digits"]:
        scale = groups["en"] or groups["letter"] or ""
        plain = numerals.read_digits(groups["digits"])
        chinese = numerals.read_chinese_scale((groups["zh"] or "").removeprefix("个"))
        return plain * chinese * numerals.read_english("", scale)
    if groups["words"]:
        return numerals.read_english(groups["words"], groups["wscale"] or "")
    return numerals.read_chinese(
        (groups["chars"] or "").lstrip("上破过超近逾达约了").replace("个", "").replace("多", "")
    )
