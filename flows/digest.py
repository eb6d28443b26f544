"""Composes a digest: what of a release is new, changed, disputed or retracted since the last digest."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from dashboard.dates import SHANGHAI
from flows.digest_lines import CHANGES, Line, make_line, read_witnesses
from flows.digest_states import Telling, choose_season, compare, is_same, read_stands
from warehouse.reads import Release

_ID_LENGTH = 16
_KINDS = ("spend", "reach", "event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A digest with its lines in order and every version of a fact they tell, each with the line's place.

    `is_first`: nothing was told before, so what stands so far is listed, preferred values only; versions that are
    told without a line of their own have place 0. `apps` are the names by app: English, Chinese.
    """

    digest_id: str
    made_at: datetime
    edition: str
    release: str
    facts_digest: str
    is_first: bool
    lines: tuple[Line, ...]
    tellings: tuple[tuple[int, Telling], ...]
    apps: Mapping[str, tuple[str, str]]

    @property
    def name(self) -> str:
        """The name of its files, without an ending."""
        return f"{self.made_at.astimezone(SHANGHAI).date().isoformat()}-{self.digest_id}"

    def row(self, path: str) -> dict[str, object]:
        """As a row of raw.digests; `path` is where its files are, without their endings."""
        kept = ("digest_id", "made_at", "edition", "release", "facts_digest")
        return {name: getattr(self, name) for name in kept} | {"lines": len(self.lines), "path": path}

    def line_rows(self) -> Iterable[dict[str, object]]:
        """As rows of raw.digest_lines."""
        for place, one in self.tellings:
            kept = ("fact_id", "version", "group_id", "change", "leads")
            state = json.dumps(one.after, ensure_ascii=False, sort_keys=True) if one.after is not None else ""
            yield {name: getattr(one, name) for name in kept} | {
                "digest_id": self.digest_id, "place": place, "state": state,
            }  # fmt: skip


def compose(release: Release, told: Iterable[Mapping[str, Any]], now: datetime) -> Digest | None:
    """The digest of `release` for who was told the rows `told` (fact_id, group_id, version, state); None if no news."""
    facts = release.facts().to_dicts()
    stands = read_stands(told)
    witnesses = read_witnesses(release)
    season = choose_season(facts, now.astimezone(SHANGHAI).date())
    groups = [[_keep_witness(one, witnesses) for one in group] for group in compare(facts, stands, season)]
    apps = release.apps().to_dicts()
    listed, tellings = _order(groups, {fact["fact_id"]: fact for fact in facts}, [app["id"] for app in apps], stands)
    if not listed:
        return None
    edition, facts_digest = release.edition().edition, _read_digest(release)
    return Digest(
        digest_id=_name(edition, facts_digest, listed), made_at=now, edition=edition, release=release.version.name,
        facts_digest=facts_digest, is_first=not stands, lines=tuple(listed), tellings=tuple(tellings),
        apps={app["id"]: (app["name_en"], app["name_zh"]) for app in apps},
    )  # fmt: skip


def _keep_witness(one: Telling, witnesses: Mapping[str, Mapping[str, Any]]) -> Telling:
    """The telling with the sentence beside its state, so that a later digest can quote what it takes back."""
    if one.after is None or one.fact_id not in witnesses:
        return one
    return replace(one, after={**one.after, "witness": witnesses[one.fact_id]})


def _order(
    groups: list[list[Telling]], facts: Mapping[str, Mapping[str, Any]], apps: list[str], told: Mapping[str, object]
) -> tuple[list[Line], list[tuple[int, Telling]]]:
    """Lines as they are read, by change, app (home first), measure and day; and every telling with its line's place."""

    def sort_key(pair: tuple[Line, list[Telling]]) -> tuple[object, ...]:
        line = pair[0]
        place = apps.index(line.app) if line.app in apps else len(apps)
        section = CHANGES.index(line.change) if told else 0
        return section, place, _KINDS.index(line.told["kind"]), line.measure, line.told["as_of"] or "", line.fact_id

    pairs = sorted(((make_line(group, facts), group) for group in groups), key=sort_key)
    news = [pair for pair in pairs if not is_same(pair[0].before, pair[0].after)]
    shown = [pair for pair in news if told or pair[0].told["rank"] == "preferred"]
    places = {line.fact_id: place for place, (line, _) in enumerate(shown, 1)}
    return [line for line, _ in shown], [(places.get(line.fact_id, 0), one) for line, group in pairs for one in group]


def _read_digest(release: Release) -> str:
    digest: str = release.query("SELECT facts_digest FROM marts.release", 1).item()
    return digest


def _name(edition: str, facts_digest: str, lines: Iterable[Line]) -> str:
    said = [(line.change, line.fact_id, line.version) for line in lines]
    return sha256(json.dumps([edition, facts_digest, said]).encode()).hexdigest()[:_ID_LENGTH]
