"""What a release answers by who counted: which tracker gives a figure, its own peaks, and budget per such user."""

from abc import ABC, abstractmethod
from functools import cache

import polars as pl

from warehouse.files import FOLDER, read_file
from warehouse.outlet_names import call_outlet
from warehouse.time_travel import rename

# Whose number the value of a reach fact is: of those whose claims give that very value, a tracker before the company
# and the company before outlets. What merely agrees with it, as "over 50 million" does with 51.2 million, may be of a
# better basis, and then the fact is; the number is not theirs. All names of a tracker are one.
HANDS = """
    SELECT
        facts.fact_id,
        first(said.basis ORDER BY list_position(['measured', 'official', 'media', 'rumour'], said.basis)) AS hand,
        list_sort(list_distinct(list(coalesce(voices.voice, nullif(trim(said.origin), '')))
            FILTER (said.basis = 'measured'))) AS trackers
    FROM marts.facts AS facts
    JOIN marts.evidence AS said
        ON facts.fact_id = said.fact_id AND facts.value = said.value AND facts.bound = said.bound
        AND facts.value_max IS NOT DISTINCT FROM said.value_max
    LEFT JOIN raw.voices AS voices ON lower(trim(said.origin)) = voices.name
    WHERE facts.season = ? AND facts.kind = 'reach' AND facts.rank <> 'deprecated'
    GROUP BY facts.fact_id
    ORDER BY facts.fact_id"""
# What each tracker says of a fact, by the claim that comes nearest to it, and how many have it from there.
TOLD = """
    SELECT
        facts.season, facts.app, facts.measure, said.fact_id, said.claim_id, said.value, said.value_max, said.bound,
        coalesce(voices.voice, trim(said.origin)) AS tracker,
        count(*) OVER own AS claims,
        count(DISTINCT said.report_key) OVER own AS reports,
        said.value = facts.value AND said.bound = facts.bound
            AND said.value_max IS NOT DISTINCT FROM facts.value_max AS is_same
    FROM marts.facts AS facts
    JOIN marts.evidence AS said USING (fact_id)
    LEFT JOIN raw.voices AS voices ON lower(trim(said.origin)) = voices.name
    WHERE facts.season = ? AND facts.kind = 'reach' AND facts.rank <> 'deprecated' AND said.basis = 'measured'
        AND said.value IS NOT NULL AND trim(said.origin) <> ''
    WINDOW own AS (PARTITION BY said.fact_id, tracker)
    QUALIFY row_number() OVER (
        PARTITION BY said.fact_id, tracker
        ORDER BY NOT is_same, said.confidence <> 'stated', said.published_at NULLS LAST, said.claim_id
    ) = 1"""
# The peak that each tracker saw of each app, by the rules of staging.headline_candidates, staging.headlines and, for
# what its words allow, marts.facts; and the highest count of it that one report alone tells, if that is higher, as in
# staging.higher_peaks. A tracker is one origin, however many quote it.
PEAKS = f"""
    WITH told AS ({TOLD}
    ),
    dated AS (
        SELECT
            told.tracker, told.claim_id,
            facts.* REPLACE (
                told.value AS value, told.value_max AS value_max, told.bound AS bound,
                told.claims AS claims, told.reports AS reports, 1::BIGINT AS origins,
                CASE facts.status WHEN 'corroborated' THEN 'single source' ELSE facts.status END AS status,
                CASE
                    WHEN told.is_same THEN facts.low
                    WHEN told.bound <> 'at_most' THEN told.value * CASE told.bound WHEN 'approx' THEN 0.975 ELSE 1 END
                END AS low,
                CASE
                    WHEN told.is_same THEN facts.high
                    WHEN told.bound = 'approx' THEN told.value * 1.025
                    WHEN told.bound <> 'at_least' THEN coalesce(told.value_max, told.value)
                END AS high
            ),
            CASE facts.measure WHEN 'dau' THEN 'peak_dau' ELSE 'peak_mau' END AS figure,
            TRY_CAST(CASE length(as_of) WHEN 7 THEN as_of || '-01' ELSE as_of END AS DATE) AS first_on,
            CASE length(as_of) WHEN 7 THEN last_day(first_on) ELSE first_on END AS last_on
        FROM told
        JOIN marts.facts AS facts USING (fact_id)
        WHERE facts.measure IN ('dau', 'mau')
    ),
    counts AS (
        SELECT
            dated.*,
            row_number() OVER (
                PARTITION BY tracker, app, figure
                ORDER BY bound = 'at_most', reports < 2, value DESC, reports DESC, claims DESC, as_of, fact_id
            ) = 1 AS is_peak
        FROM dated
        LEFT JOIN raw.seasons AS seasons USING (season)
        WHERE coalesce(last_on >= seasons.eve_on - 45 AND first_on <= seasons.lantern_on + 30, true)
    )
    SELECT counts.*
    FROM counts
    JOIN (FROM counts WHERE is_peak) AS peaks USING (tracker, app, figure)
    WHERE counts.is_peak
        OR counts.bound <> 'at_most' AND counts.value > coalesce(peaks.value_max, peaks.value)
            * CASE peaks.bound WHEN 'at_least' THEN 1.15 WHEN 'approx' THEN 1.025 ELSE 1 END
    QUALIFY row_number() OVER (
        PARTITION BY tracker, app, figure, counts.is_peak ORDER BY counts.value DESC, counts.fact_id
    ) = 1"""
# The tables that marts.efficiency is made of, with the peaks of one tracker as the only reach.
ONE_TRACKERS = f"""
    WITH peaks AS ({PEAKS}
    ),
    one_trackers_figures AS (
        SELECT
            season, app, figure, fact_id, first_on, last_on, false AS is_unstated, false AS is_total, bound, status,
            value AS amount, low, high
        FROM peaks
        WHERE tracker = ? AND is_peak
        UNION ALL
        SELECT
            told.season, told.app, 'budget', facts.fact_id, NULL, NULL, facts.basis IN ('rumour', 'forecast'), false,
            facts.bound, facts.status, facts.value_cny, facts.low, facts.high
        FROM marts.campaign_comparison AS told
        JOIN marts.facts AS facts ON told.budget_fact_id = facts.fact_id
        WHERE told.season = ?
    ),
    one_trackers_spans AS (
        SELECT
            told.season, told.app, seasons.lantern_on,
            coalesce(
                TRY_CAST(CASE length(launch_on) WHEN 7 THEN launch_on || '-01' ELSE launch_on END AS DATE),
                seasons.eve_on - 45
            ) AS begun_on,
            coalesce(
                CASE WHEN length(end_on) = 7 THEN last_day(TRY_CAST(end_on || '-01' AS DATE)) END,
                TRY_CAST(end_on AS DATE),
                seasons.lantern_on + 30
            ) AS ended_on
        FROM marts.campaign_comparison AS told
        JOIN raw.seasons AS seasons USING (season)
        WHERE told.season = ?
    ),"""


class TrackerReads(ABC):
    """Questions about who counted."""

    @abstractmethod
    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        """The rows of a query."""

    def hands(self, season: int) -> pl.DataFrame:
        """One row per reach figure that some claim gives as it is: fact_id, `hand` (the basis of that claim), and the
        list of `trackers` that are named for it, empty or None for none.
        """
        return self._ask(HANDS, season)

    def tracker_peaks(self, season: int) -> pl.DataFrame:
        """One row per tracker, app and `figure` (peak_dau, peak_mau): `tracker`, the `claim_id` of the sentence to show
        for it, and the columns of `marts.facts`; `is_peak` is true. Where it saw more in a report that stands alone,
        that is a second row, and no peak.

        A tracker's peak is its own count, also where another's is the preferred value of that day; value, bound, low
        and high are what its claim says, and claims, reports and status are of those who have it from that tracker.
        """
        return self._ask(
            f"SELECT * EXCLUDE (first_on, last_on) FROM ({PEAKS}) ORDER BY tracker, app, figure, NOT is_peak", season
        )

    def sentence_of(self, fact_id: str, claim_id: str) -> pl.DataFrame:
        """The row of `marts.evidence` of one claim behind a fact; no row for one that the fact has not."""
        return self._ask(
            f"SELECT * REPLACE ({call_outlet('evidence')} AS publisher) FROM marts.evidence"
            " WHERE fact_id = ? AND claim_id = ?",
            fact_id, claim_id,
        )  # fmt: skip

    def efficiency_by(self, season: int, tracker: str) -> pl.DataFrame:
        """Announced budget per user at the peaks of one tracker: `marts.efficiency` of its two ratios, bounds and all.

        `reach_basis` is "measured"; a row without a ratio says why.
        """
        return self._ask(
            f"{ONE_TRACKERS} told AS ({write_efficiency()}) SELECT *, 'measured' AS reach_basis FROM told"
            " WHERE ratio IN ('cny_per_peak_daily_user', 'cny_per_peak_monthly_user') ORDER BY app, ratio",
            season, tracker, season, season,
        )  # fmt: skip


@cache
def write_efficiency() -> str:
    """The query of marts.efficiency over the figures of one tracker: one text says what may be divided, and how."""
    tables = {f"staging.campaign_{name}": f"one_trackers_{name}" for name in ("figures", "spans")}
    return rename(read_file(FOLDER / "marts" / "efficiency.sql", "marts").body, tables)
