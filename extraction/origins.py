"""Says who stands behind a figure: the firm itself, a tracker, a rumour, a forecast, or just the outlet."""

from collections.abc import Sequence
from dataclasses import dataclass

import re2

from extraction.actors import Mention
from extraction.records import Basis
from extraction.sentences import Sentence
from extraction.windows import compile_window

_RUMOUR = re2.compile(
    r"据传|传闻|传言|网传|爆料|rumou?r|unconfirmed|sources? (?:say|said|close)|people familiar|知情人士|reportedly|it is said|hearsay"
    r"|盛传|坊间|风传|据称|小道消息|消息人士|word has it|grapevine|(?:is|are|was|were) said to|allegedly|purportedly|insiders? (?:say|said|claim)"
)
_FORECAST = re2.compile(
    r"预计|预测|估算|估计|机构猜|测算|estimate[sd]?|forecast|analysts?\b|projected|industry watchers|morgan stanley|摩根士丹利"
    r"|分析[师员]|分析人士|(?:^|[^没])有分析|业内人士(?:认为|猜|相信)|券商|brokerages?\b"
)
_OFFICIAL = re2.compile(
    r"\b(?:said|says|announced|announces|announcement|according to (?:the company|[a-z]+)|officially|official|reported|reports|counts?|counted|disclosed|published|confirmed|unveiled|pledged|company's|"
    r"told|spoken of|statement|figures? from)\b|官宣|官方|宣布|战报|公布|披露|表示|回应|公告|发布|透露|数据显示|据[^,，。;；]{1,8}数据|(?:公司|集团|内部|后台|平台)数据|(?:拿出|晒出|给出|亮出|交出)了?[^,，。;；]{0,6}(?:数据|成绩单)|报告|的说法|称"
)
# Who does not answer has said nothing, and what a paper says is not the firm's word.
_NOT_SAID = re2.compile(
    r"(?:未|没|没有|不予|不愿|拒绝|拒不)(?:有|作|做|对此|就此|予|予以|立即|正式|公开|作出|做出){0,3}(?:任何)?(?:回应|表示|公布|披露|透露|宣布|公告)"
    r"|(?:not|n't|never|declined to|refused to|yet to)(?: (?:yet|immediately|officially|publicly|been|be)){0,2}"
    r" (?:said|announced?|confirmed|disclosed|reported|published|officially|unveiled)\b"
    r"|(?:says?|said|writes|reports?|reported|according to|figures? from)(?: by| in)? (?:the |a )?(?:[a-z'-]+ ){0,2}"
    r"(?:newsletter|newspaper|magazine|outlet|blog|weekly|journal|columnist|paper|website)\b"
)

# "73 million, according to QuestMobile, and …", "2,399 万 (QuestMobile)": who is credited so stands behind what was said.
_CREDIT = compile_window(
    r"(?:according to|as counted by|counted by|by|from|per|data:|source:|says|said|数据来源[:：]?|来自|来源[:：]|[(（])(?: the)? ?$"
)
_LEAD = 24


@dataclass(frozen=True, slots=True)
class Source:
    """The basis of a claim and the name that the text gives for it."""

    basis: Basis
    origin: str | None


def source_of(folded: str, sentence: Sentence, names: Sequence[Mention], owner: str, figures: Sequence[int]) -> Source:
    """Who a sentence of the folded text says that a figure of `owner` comes from; `names` are its mentions.

    `figures` are the offsets of the figure in question and of those behind it in the sentence.
    """
    told = [name for name in names if name.role == "tracker"]
    later = [name.start for name in told if _is_of_later(folded, sentence, name, figures)] if told else []
    trackers = [name.name for name in told if name.start not in later]
    text = folded[sentence.start : min(later, default=sentence.end)]
    if _RUMOUR.search(text):
        return Source("rumour", trackers[0] if trackers else None)
    if trackers and trackers[0] != "Morgan Stanley":
        return Source("measured", trackers[0])
    if _FORECAST.search(text):
        return Source("forecast", trackers[0] if trackers else None)
    firms = [name.name for name in names if name.role == "company" and name.actor == owner]
    apps = [name.name for name in names if name.role in ("app", "campaign") and name.actor == owner]
    said = _NOT_SAID.sub(" ", text)
    if _OFFICIAL.search(said) and (firms or apps or "company" in text or "官方" in text):
        return Source("official", next(iter(firms or apps), None))
    return Source("media", None)


def _is_of_later(folded: str, sentence: Sentence, tracker: Mention, figures: Sequence[int]) -> bool:
    """Whether a tracker is named only behind the figure in question, to tell of another: "19亿次互动，AICPB估计日活过亿"."""
    if tracker.start < figures[0] or not any(tracker.end <= one for one in figures[1:]):
        return False
    before = folded[max(sentence.start, tracker.start - _LEAD) : tracker.start]
    return _CREDIT.search(before) is None
