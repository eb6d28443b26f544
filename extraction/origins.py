"""Says who stands behind a figure: the firm itself, a tracker, a rumour, a forecast, or just the outlet."""

from collections.abc import Sequence
from dataclasses import dataclass

import re2

from extraction.actors import Mention
from extraction.records import Basis

_RUMOUR = re2.compile(
    r"据传|传闻|传言|网传|爆料|rumou?r|unconfirmed|sources? (?:say|said|close)|people familiar|知情人士|reportedly|it is said|hearsay"
)
_FORECAST = re2.compile(
    r"预计|预测|估算|估计|机构猜|测算|estimate[sd]?|forecast|analysts?\b|projected|industry watchers|morgan stanley|摩根士丹利"
)
_OFFICIAL = re2.compile(
    r"\b(?:said|says|announced|announces|announcement|according to (?:the company|[a-z]+)|officially|official|reported|reports|counts?|counted|disclosed|published|confirmed|unveiled|pledged|company's|"
    r"told|spoken of|statement|figures? from)\b|官宣|官方|宣布|战报|公布|披露|表示|回应|公告|发布|透露|数据(?:显示)?|报告|的说法|称"
)


@dataclass(frozen=True, slots=True)
class Source:
    """The basis of a claim and the name that the text gives for it."""

    basis: Basis
    origin: str | None


def source_of(sentence: str, names: Sequence[Mention], owner: str) -> Source:
    """Who the folded `sentence` says a figure of `owner` comes from; `names` are the sentence's mentions."""
    trackers = [name.name for name in names if name.role == "tracker"]
    if _RUMOUR.search(sentence):
        return Source("rumour", trackers[0] if trackers else None)
    if trackers and trackers[0] != "Morgan Stanley":
        return Source("measured", trackers[0])
    if _FORECAST.search(sentence):
        return Source("forecast", trackers[0] if trackers else None)
    firms = [name.name for name in names if name.role == "company" and name.actor == owner]
    apps = [name.name for name in names if name.role in ("app", "campaign") and name.actor == owner]
    if _OFFICIAL.search(sentence) and (firms or apps or "company" in sentence or "官方" in sentence):
        return Source("official", next(iter(firms or apps), None))
    return Source("media", None)
