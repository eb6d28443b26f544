"""Makes the lines of a digest: one a fact, with the sentence that says it, who printed it and where it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.links import link_sentence, web_address
from flows.digest_states import DOUBT, State, Telling
from warehouse.outlet_names import call_outlet
from warehouse.reads import Release
from warehouse.sentence_reads import BEST_SENTENCE

CHANGES = ("new", "changed", "disputed", "retracted")
# The best sentence first: one with the fact's own bound, of those the company's, then a tracker's, then an outlet's.
WITNESSES = f"""
    SELECT
        fact_id, quote, number_start - quote_start AS number_at, {call_outlet("said")} AS publisher, url, published_at,
        warc_file, warc_offset
    FROM marts.evidence AS said
    JOIN marts.facts AS fact USING (fact_id)
    QUALIFY row_number() OVER (
        PARTITION BY fact_id
        ORDER BY said.bound IS DISTINCT FROM fact.bound,
            list_position(['official', 'measured', 'media', 'rumour', 'forecast'], said.basis) NULLS LAST,
            url IS NULL, {BEST_SENTENCE}
    ) = 1
"""  # noqa: S608 - our own words
_ROWS = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """The sentence that is quoted for a fact, with its figure `number_at`; `archive` is where the page is kept."""

    quote: str
    number_at: int
    publisher: str | None
    url: str | None
    published_at: str | None
    archive: str | None

    @property
    def link(self) -> str | None:
        """The address of the sentence on its page, None if that is no plain web address."""
        address = web_address(self.url)
        return link_sentence(address, self.quote) if address else None

    @property
    def address(self) -> str | None:
        """The address of the page."""
        return web_address(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is told of one fact: states before and after, the values that others give, and a sentence.

    `stands` is the value to use instead, None if it is this one, or none is. `after` is None for what is
    retracted, whose sentence is the one that was quoted when it was told.
    """

    change: str
    app: str
    measure: str
    before: State | None
    after: State | None
    rivals: tuple[State, ...]
    stands: State | None
    reason: str | None
    witness: Witness | None
    fact_id: str
    version: int

    @property
    def told(self) -> State:
        """The state that names the fact: the one after, or the last before it was retracted."""
        return self.after or self.before or {}


def read_witnesses(release: Release) -> dict[str, dict[str, Any]]:
    """The sentence to quote for each fact, as it is kept with what was told."""
    return {row.pop("fact_id"): _keep(row) for row in release.query(WITNESSES, _ROWS).iter_rows(named=True)}


def _keep(row: dict[str, Any]) -> dict[str, Any]:
    moment: datetime | None = row.pop("published_at")
    file, offset = row.pop("warc_file"), row.pop("warc_offset")
    archive = f"{file}:{offset}" if file else None
    return row | {"published_at": moment.isoformat() if moment else None, "archive": archive}


def make_line(group: Sequence[Telling], facts: Mapping[str, Mapping[str, Any]]) -> Line:
    """The one line that tells the versions of `group`, whose first leads; `facts` are rows by fact_id."""
    lead = group[0]
    told = lead.after or lead.before or {}
    rivals = [one.after for one in group[1:] if one.after is not None and one.after["status"] in DOUBT]
    kept = told.get("witness")
    return Line(
        change=lead.change,
        app=told["app"],
        measure=told["measure"],
        before=lead.before,
        after=lead.after,
        rivals=tuple(sorted(rivals, key=lambda state: str(state["value"]))),
        stands=_find_preferred(lead, facts),
        reason=facts[lead.fact_id]["reason"] if lead.after is not None else None,
        witness=Witness(**kept) if kept else None,
        fact_id=lead.fact_id,
        version=lead.version,
    )


def _find_preferred(lead: Telling, facts: Mapping[str, Mapping[str, Any]]) -> State | None:
    """The preferred value of the group in the release, None if it is the one that leads."""
    preferred = (fact for fact in facts.values() if fact["group_id"] == lead.group_id and fact["rank"] == "preferred")
    found = next(preferred, None)
    return found if found is not None and found["fact_id"] != lead.fact_id else None
