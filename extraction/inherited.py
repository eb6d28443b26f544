"""Says what a bare figure counts that no word beside it names: what the figure before it, the heading or the list did."""

import re2

from extraction.beside import is_bare, is_behind_owner, is_owned, last_cue
from extraction.marking import Marked
from extraction.meanings import Before, Meaning, is_campaign
from extraction.rules import UnitClass

LEAST_CARRIED = 1_000_000
LEAST_PRIZE, MOST_PRIZE = 500, 1_000_000
LEAST_SUM, MOST_SUM = 3e8, 60e9
_NOT_CARRIED = frozenset({"growth_pct", "prize", "prize_max", "coupon", "sponsorship", "payout"})
_TIMES = frozenset({"messages", "interactions", "participants", "shares"})
_PRIZES = frozenset({"prize", "prize_max"})
_OF_UNIT: dict[UnitClass, tuple[str, str]] = {
    "order": ("orders", "orders"),
    "times": ("interactions", "interactions"),
    "person": ("users", "users"),
}
_DAY = re2.compile(r"D|当天|当日|that day")
_STORE = re2.compile(r"download|install|store|下载|安装")
_LEAST_DAU, _MOST_DAU = 1_000_000, 2_000_000_000
_LIST_REACH = 2
# What a list goes on to count is no app's whole if it is half a billion people.
_CROWDS = frozenset({"dau", "wau", "mau", "users", "downloads"})
_LEAST_CROWD = 500_000_000


def is_sum_of_money(marked: Marked, value: float, unit: UnitClass, before: Before) -> bool:
    """Whether a round bare figure of a campaign's size is one in yuan: "Qwen has 4 billion, Yuanbao 1 billion"."""
    last = before.meaning
    is_led = last is not None and last.measure is not None and not last.is_spend and before.sentences <= 1
    is_round = LEAST_SUM <= value <= MOST_SUM and float(f"{value:.1e}") == value
    return is_round and not unit and not is_led and is_bare(marked) and is_campaign(marked.text)


def listed_prize(marked: Marked, value: float, before: Before) -> Meaning | None:
    """A bare figure in a list of prizes: "Top packets: Qwen 18,888 yuan, Wenxin 10,000"."""
    last = before.meaning
    if last is None or last.measure not in _PRIZES or before.sentences or not LEAST_PRIZE <= value <= MOST_PRIZE:
        return None
    is_listed = is_owned(marked) and is_bare(marked)
    return Meaning("carry.prize", measure=last.measure, currency="CNY") if is_listed else None


def inherited(marked: Marked, value: float, unit: UnitClass, before: Before) -> Meaning:
    """What the text before gives a figure to count, or that nothing says it."""
    return _by_unit(unit, before) or _carried(marked, value, before)


def _by_unit(unit: UnitClass, before: Before) -> Meaning | None:
    last = before.meaning if before.sentences <= 1 else None
    if unit == "times" and last is not None and last.measure in _TIMES:
        return Meaning(f"carry.{last.measure}", measure=last.measure, unit=last.unit)
    if unit not in _OF_UNIT:
        return None
    measure, noun = _OF_UNIT[unit]
    return Meaning(f"reach.{measure}.unit", measure=measure, unit=noun)


def _carried(marked: Marked, value: float, before: Before) -> Meaning:
    """The measure of the figure before, where nothing else is said: "前一日是768万", "and Baidu with 500 million"."""
    unnamed = Meaning("not.named", reject="nothing says what is counted")
    last = before.meaning
    if last is None or last.measure is None or last.measure in _NOT_CARRIED or not is_bare(marked):
        return _by_lead(marked, before) or _by_tracker(marked, value) or unnamed
    if last.is_spend:
        is_near = value >= LEAST_CARRIED and (before.sentences == 0 or _is_listed(marked, before))
        return Meaning("carry.money", measure="budget", currency="CNY") if is_near else unnamed
    if last.measure in _CROWDS and value >= _LEAST_CROWD:
        return unnamed
    measure = "dau" if last.measure == "mau" and _DAY.search(marked.text[: marked.at]) else last.measure
    return Meaning(f"carry.{measure}", measure=measure, unit=last.unit)


def _by_lead(marked: Marked, before: Before) -> Meaning | None:
    """In a list, what its heading counts: "Daily users, best day. Doubao, 158 million. Qwen, 104 million."."""
    cue = last_cue(before.lead) if is_behind_owner(marked) and is_bare(marked) else None
    if cue is None or cue.measure in (None, "users"):
        return None
    return Meaning(f"carry.{cue.measure}", measure=cue.measure, unit=cue.unit)


def _by_tracker(marked: Marked, value: float) -> Meaning | None:
    """A tracker of app use that gives a bare figure for a day gives daily users: "QuestMobile had the app at …"."""
    is_daily = "S" in marked.text and _DAY.search(marked.text) and is_bare(marked) and not _STORE.search(marked.text)
    return (
        Meaning("carry.tracker", measure="dau", unit="users") if is_daily and _LEAST_DAU <= value <= _MOST_DAU else None
    )


def _is_listed(marked: Marked, before: Before) -> bool:
    """Whether the figure stands right behind its owner, in a list begun a sentence or two before."""
    return before.sentences <= _LIST_REACH and is_behind_owner(marked)
