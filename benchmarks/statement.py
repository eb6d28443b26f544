"""One thing said of one article, as scoring compares it: by extraction, by the baseline, or read from a file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.errors import MaterialError
from extraction.records import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim under the names of `hongbao extract --format jsonl`, without what scoring does not look at.

    `start` and `end` are character offsets of `quote` in the article's text; `as_of` is ISO 8601, perhaps reduced.
    """

    article_id: str
    app: str
    kind: str
    measure: str
    value: float | None
    quote: str
    start: int
    end: int
    value_max: float | None = None
    value_cny: float | None = None
    currency: str | None = None
    as_of: str | None = None
    season: int | None = None
    rule: str = ""

    def __str__(self) -> str:
        """One line for a person."""
        figure = "" if self.value is None else f" {self.value:,.10g}"
        day = f" as of {self.as_of}" if self.as_of else ""
        said = f"{self.article_id}: {self.app} {self.measure}{figure} {self.currency or ''}".rstrip()
        return f"{said}{day} [{self.rule}] {self.quote[:100]!r}"


def state(claim: Claim) -> Statement:
    """A claim of ours as a statement."""
    return Statement(
        article_id=claim.article_id, app=claim.app, kind=claim.kind, measure=claim.measure, value=claim.value,
        quote=claim.quote, start=claim.quote_start, end=claim.quote_end, value_max=claim.value_max,
        value_cny=claim.value_cny, currency=claim.currency, as_of=claim.as_of, season=claim.season, rule=claim.rule,
    )  # fmt: skip


def write_statements(path: Path, statements: Iterable[Statement]) -> None:
    """Writes one JSON object a line, in the order given."""
    lines = (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in statements)
    path.write_text("".join(lines), encoding="utf-8")


def read_statements(path: Path) -> list[Statement]:
    """The statements in a file that `write_statements` or `hongbao extract` wrote. Raises MaterialError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [_statement(json.loads(line)) for line in lines if line.strip()]
    except OSError as error:
        raise MaterialError(f"{path}: cannot be read ({error.strerror}); write one with --claims FILE") from error
    except (ValueError, TypeError, KeyError) as error:
        raise MaterialError(f"{path}: is no file of claims ({error}); write one with --claims FILE") from error


def _statement(row: Mapping[str, Any]) -> Statement:
    return Statement(**{name: row[name] for name in Statement.__dataclass_fields__ if name in row})
