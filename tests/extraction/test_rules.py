"""Every rule reads the sentence that taught it; a rule without one does not ship."""

import re

import pytest

from extraction.distractors import DISTRACTORS
from extraction.event_rules import EVENTS, PERIOD_EXAMPLE
from extraction.figures import weigh_figures
from extraction.parsing import parse
from extraction.reach_cues import CUES
from extraction.reading import read_article
from extraction.spend_rules import SPEND
from tests.conftest import make_article


@pytest.mark.parametrize("rule", [*DISTRACTORS, *SPEND], ids=lambda rule: rule.id)
def test_each_figure_rule_decides_its_own_example(rule, watchlist):
    figures = weigh_figures(parse(make_article(rule.example), watchlist))
    assert rule.id in {figure.meaning.rule for figure in figures}


@pytest.mark.parametrize(
    ("cue", "example"), [(cue, example) for cue in CUES for example in cue.examples], ids=lambda value: str(value)[:30]
)
def test_each_cue_names_what_its_examples_count(cue, example, watchlist):
    figures = list(weigh_figures(parse(make_article(example), watchlist)))
    if cue.measure is None:
        assert {figure.meaning.reject for figure in figures} == {cue.reject}
    else:
        assert cue.measure in {figure.meaning.measure for figure in figures}


@pytest.mark.parametrize("rule", EVENTS, ids=lambda rule: rule.id)
def test_each_event_rule_reads_its_own_example(rule, watchlist):
    claims = read_article(make_article(rule.example), watchlist).claims
    assert rule.measure in {claim.measure for claim in claims}


@pytest.mark.parametrize("rule", [*DISTRACTORS, *SPEND], ids=lambda rule: rule.id)
def test_no_repetition_of_a_pattern_was_taken_for_a_python_tuple(rule):
    assert re.search(r"\(\d+, \d+\)", rule.pattern) is None


def test_two_joined_days_are_the_first_and_the_last(watchlist):
    claims = read_article(make_article(PERIOD_EXAMPLE), watchlist).claims
    assert {(claim.measure, claim.as_of) for claim in claims} == {("launch", "2026-02-03"), ("end", "2026-03-01")}


def test_ids_of_rules_are_unique():
    ids = [rule.id for rule in (*DISTRACTORS, *SPEND, *EVENTS)]
    assert len(ids) == len(set(ids))
