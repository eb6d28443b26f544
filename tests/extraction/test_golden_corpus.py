"""The golden corpus, written by people who had not seen the rules, is read this well in each language, and no worse."""

import pytest

from benchmarks.accuracy import judge_all, read_ours
from benchmarks.golden import load_golden
from benchmarks.naive import read_naively
from benchmarks.tallies import tally

# Raised when extraction improves; a change that falls below has lost claims. `python -m benchmarks accuracy` shows which.
FLOORS = {"all": (0.97, 0.95), "en": (0.97, 0.935), "zh": (0.965, 0.96), "spend": (0.975, 0.95), "reach": (0.955, 0.95)}


@pytest.fixture(scope="module")
def judgements():
    return judge_all(load_golden(), read_ours)


@pytest.mark.parametrize("part", FLOORS)
def test_no_part_falls_below_its_floor(judgements, part):
    precision, recall = FLOORS[part]
    found = tally(judgements)[part]
    assert found.precision >= precision
    assert found.recall >= recall


def test_events_are_found(judgements):
    assert tally(judgements)["event"].recall >= 0.92


def test_every_quote_stands_in_its_text(judgements):
    assert [broken for judgement in judgements for broken in judgement.broken] == []


def test_a_naive_reader_is_far_behind(judgements):
    naive = tally(judge_all(load_golden(), read_naively))["all"]
    assert tally(judgements)["all"].f1 > 2 * naive.f1


def test_the_corpus_is_as_large_as_it_claims():
    documents = load_golden()
    articles = [one for one in documents if len(one.text) > 400 or one.text.count("\n") > 2]
    assert len(documents) >= 150 + 40
    assert len(articles) >= 40
    assert {one.lang[:2] for one in documents} == {"en", "zh"}
