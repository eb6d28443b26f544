"""Days, months and lunar days are read, with the year the text leaves out."""

from datetime import date

import pytest

from extraction import seasons
from extraction.calendars import Calendar
from extraction.date_rules import RULES
from extraction.dates import find_dates
from extraction.folding import fold

CALENDAR = Calendar(date(2026, 2, 10), 2026)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_each_rule_reads_its_own_example(rule):
    assert len(find_dates(fold(rule.example), CALENDAR)) == 1


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("February 6", ["2026-02-06"]),
        ("Dec. 23", ["2025-12-23"]),
        ("2月1日至17日", ["2026-02-01", "2026-02-17"]),
        ("2月3日、9日和16日各开一次奖", ["2026-02-03", "2026-02-09", "2026-02-16"]),
        ("between Jan.14 and 31", ["2026-01-14", "2026-01-31"]),
        ("除夕夜", ["2026-02-16"]),
        ("昨晚", ["2026-02-09"]),
        ("Feb. 6, and again on the 17th", ["2026-02-06", "2026-02-17"]),
        ("the 17th of all apps", []),
        ("大年初一", ["2026-02-17"]),
        ("on Friday", ["2026-02-06"]),
        ("2025年第四季度", ["2025-12"]),
        ("去年8月", ["2025-08"]),
        ("2月30日", []),
    ],
)
def test_a_date_is_resolved_against_the_day_of_publication(text, days):
    assert [found.iso for found in find_dates(fold(text), CALENDAR)] == days


def test_the_new_year_of_each_season_is_the_calendars():
    assert [seasons.new_year(year).isoformat() for year in (2015, 2026, 2027)] == [
        "2015-02-19",
        "2026-02-17",
        "2027-02-06",
    ]


@pytest.mark.parametrize(
    ("day", "season"),
    [(date(2025, 12, 23), 2026), (date(2026, 2, 16), 2026), (date(2026, 3, 30), 2026), (date(2025, 9, 1), None)],
)
def test_a_day_belongs_to_the_season_whose_window_holds_it(day, season):
    assert seasons.season_of(day) == season
