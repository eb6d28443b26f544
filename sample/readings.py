"""What a person reads in the sample: the claims of each article, and the figures that are none."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

EXPECTED_FILE = Path(__file__).parent / "expected.toml"

Reason = Literal[
    "capex",
    "conversion",
    "derived",
    "donation",
    "duration",
    "forecast",
    "gap",
    "increment",
    "machine_traffic",
    "multiple",
    "off_topic",
    "one_shop",
    "personal",
    "revenue",
    "share_price",
    "target",
    "unit_cost",
]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Fact(_Strict):
    """A figure that the article states: an amount in `currency`, or a count of `unit`.

    The head of expected.toml explains the fields.
    """

    app: str
    kind: Literal["spend", "reach"]
    measure: str
    value: float
    currency: str | None = None
    unit: str | None = None
    bound: Literal["exact", "at_least", "at_most", "approx", "range"]
    as_of: str | None = None
    season: int | None = None
    basis: Literal["official", "measured", "media", "rumour"] | None = None
    count: int | None = None
    alt_measures: tuple[str, ...] = ()
    baseline: bool = False
    optional: bool = False
    consensus: float | None = None
    conflict: str | None = None
    quote: str

    @model_validator(mode="after")
    def figures_have_one_unit_and_a_season(self) -> Self:
        if (self.currency is None) == (self.unit is None):
            raise ValueError("a figure has either a currency or a unit")
        if (self.season is None) != self.baseline:
            raise ValueError("a figure belongs to a season, or is a baseline")
        if (self.consensus is None) != (self.conflict is None):
            raise ValueError("a consensus goes with the conflict that it settles")
        return self


class Event(_Strict):
    """Something that happened in a campaign; `date` is an ISO date, as exact as the text is."""

    app: str
    measure: Literal["launch", "end", "phase_start", "outage", "link_block", "sponsor", "other"]
    date: str | None = None
    season: int
    quote: str


class NotClaim(_Strict):
    """A figure that stands in the article and is neither spend nor reach of anyone's campaign."""

    reason: Reason
    figure: str
    quote: str


class Reading(_Strict):
    """All of one article. A copy carries what its original says, less what it dropped."""

    outlet: str
    slug: str
    app_never_named: bool = False
    copy_of: str | None = None
    dropped: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    not_claims: tuple[NotClaim, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.outlet}/{self.slug}"

    def as_copied_from(self, original: "Reading") -> "Reading":
        kept = tuple(figure for figure in original.not_claims if figure.figure not in self.dropped)
        return self.model_copy(update={"facts": original.facts, "events": original.events, "not_claims": kept})


class _Expected(_Strict):
    article: tuple[Reading, ...] = Field(min_length=1)


def load_readings(path: Path = EXPECTED_FILE) -> Mapping[str, Reading]:
    """Every reading by `outlet/slug`, copies filled in; pydantic's ValidationError on a broken file."""
    expected = _Expected.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    own = {reading.key: reading for reading in expected.article}
    return {
        key: reading.as_copied_from(own[reading.copy_of]) if reading.copy_of else reading
        for key, reading in own.items()
    }
