"""Puts the lines of a digest into words, English or Chinese, with no model: names, figures, days and sentences."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from dashboard.dates import SHANGHAI, write_as_of, write_date
from dashboard.figures import Figure, make_figure, name_measure, write_figure
from dashboard.wording import Wording, load_wording
from flows.digest import Digest
from flows.digest_lines import CHANGES, Line, Witness
from flows.digest_states import DOUBT, State

TEMPLATES = Path(__file__).parent / "templates"
_QUOTED = 200
_UNSURE = frozenset({"rumour", "forecast"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One line in words, plain and unescaped; what there is none of is empty. Addresses are plain web addresses."""

    head: str
    note: str
    quote: str
    source: str
    address: str
    link: str
    archive: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines of one kind under their heading."""

    heading: str
    lines: tuple[Spoken, ...]


@cache
def load_words(lang: str) -> Mapping[str, str]:
    """The words of a digest in `lang`, en or zh."""
    with (TEMPLATES / f"digest_{lang}.toml").open("rb") as file:
        return tomllib.load(file)


def write_title(digest: Digest, lang: str) -> str:
    """The title of a digest: its day and how many lines it has."""
    words, count = load_words(lang), len(digest.lines)
    lines = words["line_one"] if count == 1 else words["line_many"].format(count=count)
    day = write_date(digest.made_at.astimezone(SHANGHAI).date(), load_wording(lang))
    return words["title"].format(day=day, lines=lines)


def write_sections(digest: Digest, lang: str) -> list[Section]:
    """The lines of a digest in words, in their order."""
    words = load_words(lang)
    if digest.is_first:
        return [Section(heading=words["first"], lines=tuple(write_line(one, digest, lang) for one in digest.lines))]
    kinds = {change: [one for one in digest.lines if one.change == change] for change in CHANGES}
    return [
        Section(heading=words[change], lines=tuple(write_line(one, digest, lang) for one in lines))
        for change, lines in kinds.items()
        if lines
    ]


def write_line(line: Line, digest: Digest, lang: str) -> Spoken:
    """One line in words."""
    wording, witness = load_wording(lang), line.witness
    name_en, name_zh = digest.apps.get(line.app, (line.app, line.app))
    return Spoken(
        head=f"{name_zh if lang == 'zh' else name_en} · {_write_head(line, wording)}",
        note=_write_note(line, lang),
        quote=load_words(lang)["quote"].format(quote=cut(witness.quote, witness.number_at)) if witness else "",
        source=_write_source(witness, lang) if witness else "",
        address=(witness.address if witness else None) or "",
        link=(witness.link if witness else None) or "",
        archive=load_words(lang)["archive"].format(place=witness.archive) if witness and witness.archive else "",
    )


def _write_head(line: Line, wording: Wording) -> str:
    told = line.told
    shown = write_state(told, wording)
    head = shown if told["value"] is None else name_measure(make_told(told), wording)
    if told["value"] is not None and line.after is not None:
        head += f": {shown}"
    asides = [write_as_of(told["as_of"], wording)] if told["as_of"] else []
    asides += [wording.name("basis", told["basis"])] if told["basis"] in _UNSURE else []
    return f"{head} ({', '.join(asides)})" if asides else head


def write_state(state: State, wording: Wording) -> str:
    """The figure of a state in the currency it was given in; an event is its name."""
    return write_figure(make_told(state), wording)


def make_told(state: State) -> Figure:
    """The figure of a state, in the currency it was given in."""
    return make_figure({**state, "value_cny": None})


def _write_note(line: Line, lang: str) -> str:
    words, wording = load_words(lang), load_wording(lang)
    stands = [words["stands"].format(figure=write_state(line.stands, wording))] if line.stands else []
    if line.after is None:
        return "; ".join([words["no_longer"].format(before=write_state(line.told, wording)), *stands])
    return "; ".join([*_write_after(line, line.after, lang), *stands])


def _write_after(line: Line, after: State, lang: str) -> list[str]:
    words, wording, before = load_words(lang), load_wording(lang), line.before
    shown, status, notes = write_state(after, wording), after["status"], []
    if before is not None and write_state(before, wording) != shown:
        notes.append(words["was"].format(before=write_state(before, wording)))
    elif before is not None:
        notes += _write_what_stays(before, after, lang)
    if status in DOUBT:
        notes.append(words[f"doubt_{status}"].format(reason=line.reason))
    rivals = [write_state(state, wording) for state in line.rivals]
    others = ", ".join(dict.fromkeys(one for one in rivals if one != shown))
    return [*notes, words["rivals"].format(figures=others)] if others else notes


def _write_what_stays(before: State, after: State, lang: str) -> list[str]:
    """What changed about a figure that is what it was: its day, or how well it is supported."""
    words, wording = load_words(lang), load_wording(lang)
    if before["as_of"] != after["as_of"]:
        key = "day_was" if before["as_of"] and after["as_of"] else "day_found" if after["as_of"] else "day_lost"
        return [words[key].format(day=write_as_of(before["as_of"], wording) if before["as_of"] else "")]
    if after["status"] in DOUBT:
        return []
    return [
        words["same" if before["status"] != after["status"] else "stays"].format(
            status=wording.name("status", after["status"])
        )
    ]


def _write_source(witness: Witness, lang: str) -> str:
    words = load_words(lang)
    day = datetime.fromisoformat(witness.published_at).astimezone(SHANGHAI).date() if witness.published_at else None
    return words["source"].format(
        publisher=witness.publisher or words["unnamed"],
        day=write_date(day, load_wording(lang)) if day else words["undated"],
    )


def cut(quote: str, number_at: int = 0) -> str:
    """The quote in one line; of a long one the part around the figure, which is at `number_at`."""
    line, at = " ".join(quote.split()), len(" ".join(quote[:number_at].split()))
    if len(line) <= _QUOTED:
        return line
    start = max(0, min(at - _QUOTED // 2, len(line) - _QUOTED))
    part = line[start : start + _QUOTED].strip()
    return f"{'…' if start else ''}{part}{'…' if start + _QUOTED < len(line) else ''}"
