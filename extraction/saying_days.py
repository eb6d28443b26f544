"""Tells the day on which something was said from the days it speaks of."""

from collections.abc import Sequence

from extraction.calendars import DateMention
from extraction.sentences import Sentence
from extraction.windows import compile_window

_SAID = r"(?:said|says|saying|announced|announces|disclosed|revealed|confirmed|told|wrote|stated|added|put out)"
# "said on Thursday that …", "in a statement of 28 February", "the figures that QuestMobile published on Monday".
_SAID_BEFORE = compile_window(
    rf"\b(?:(?:{_SAID}|reported|published|released|unveiled|made public)(?: reporters| us| in a [a-z]+)?(?: here)?(?: (?:late|early))?(?: on(?: the [a-z]+ of)?)?"
    r"|(?:statement|release|report|post|filing|bulletin) (?:on|of|from|dated)) ?$"
)
_OPENS = compile_window(r"(?:^|[.,;:\"“”—] ?)(?:(?:and|but|on|late|early|last|in a [a-z]+) )*$")
# "On Thursday QuestMobile said that …"; but "On Friday Doubao reported 1.9 billion draws" speaks of Friday.
_SAID_AFTER = compile_window(
    rf"^(?: (?:night|evening|morning|afternoon))?,? ?(?:[^,.;:\d]{{0,40}} )?(?:{_SAID}\b|reported that|published (?:the|its) (?:figures|report|data|numbers))"
)
_SAID_AFTER_ZH = compile_window(
    r"^(?:[上下]午|[早中]午|[早晚][间間上]?|凌晨|深夜|傍晚|[当當][天日晚])?[,，]?\s?[^,，。;；:：\d月日]{0,14}?"
    r"(?:表示|表態|宣布|宣佈|披露|公布|公佈|[透流]露|通[报報]|官宣|[发發][布佈出]|[报報]道|指出|回[应應]|亮[账帳]|[晒曬]|[称稱]|[说說](?!一)|受访|采访|撰文|消息|估算|估計|估计|統計|统计|[电電讯訊][,，:：])"
)
# The day at the head of a story, or in its front matter: "Feb. 5 -- Jack Ma", "published_at: 2026-02-05".
_HEAD_AFTER = compile_window(r"^ ?(?:--|—|–) ?[a-z]")
_HEAD_BEFORE = compile_window(r"(?:publish[a-z_]*|\bdated?|updated)[\"']?\s?[:：]\s?[\"']?$")
_WINDOW = 60
# A lunar day is what a text speaks of, whoever told it and whenever.
_FEAST = compile_window(r"除夕|年三十|春晚|初一|元宵|eve|gala|lantern|new year|first day")


def spoken_of(folded: str, sentence: Sentence, dates: Sequence[DateMention]) -> tuple[DateMention, ...]:
    """The dates of a sentence without those on which somebody said what it tells."""
    return tuple(one for one in dates if not is_of_saying(folded, sentence.start, one))


def is_of_saying(folded: str, opening: int, day: DateMention) -> bool:
    """Whether `day` is the one on which somebody spoke: "said on Thursday", "2月28日表示"; its sentence begins at `opening`."""
    if _FEAST.search(folded[day.start : day.end]):
        return False
    after = folded[day.end : day.end + _WINDOW]
    before = folded[max(opening, day.start - _WINDOW) : day.start]
    is_led = _OPENS.search(before) is not None and _SAID_AFTER.match(after) is not None
    if _HEAD_AFTER.match(after) or _HEAD_BEFORE.search(before):
        return True
    return is_led or _SAID_AFTER_ZH.match(after) is not None or _SAID_BEFORE.search(before) is not None
