"""What must hold of every text, however odd: quotes in place, figures in quotes, offsets kept, linear time."""

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extraction.distractors import DISTRACTORS
from extraction.folding import fold
from extraction.reading import read_article
from extraction.sentences import split_sentences
from extraction.spend_rules import SPEND
from tests.conftest import make_article

PIECES = [
    *(rule.example for rule in (*DISTRACTORS, *SPEND)),
    "约", "。", "\n", "，", " ", "(", ")", "元宝", "Qwen", "千问", "30亿元", "1 billion yuan", "respectively", "分别", "2月6日",
    "¥", "\u202e", "ß", "İ", "𝟛", "10", "0" * 40, "-", "[2][3]", "……",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@settings(max_examples=120, deadline=None)
@given(text=TEXTS)
def test_a_quote_is_the_text_at_its_span_and_holds_its_figure(text, watchlist):
    reading = read_article(make_article(text), watchlist)
    for claim in reading.claims:
        assert text[claim.quote_start : claim.quote_end] == claim.quote
        assert claim.quote_start <= claim.number_start < claim.number_end <= claim.quote_end
        assert claim.quote == claim.quote.strip()
    for figure in reading.rejected:
        assert text[figure.number_start : figure.number_end] == figure.figure


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_the_same_text_gives_the_same_claims_with_ids_of_their_own(text, watchlist):
    first = read_article(make_article(text), watchlist)
    assert first == read_article(make_article(text), watchlist)
    ids = [claim.claim_id for claim in first.claims]
    assert len(ids) == len(set(ids))


@given(text=st.text(max_size=200))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(text=st.text(max_size=300))
@example(text="?\x1f")
def test_sentences_cover_all_but_blanks_in_order_and_clauses_cover_sentences(text):
    end = 0
    for sentence in split_sentences(text):
        assert end <= sentence.start < sentence.end
        assert sentence.clauses[0].start == sentence.start
        assert sentence.clauses[-1].end == sentence.end
        end = sentence.end


@pytest.mark.parametrize(
    "unit",
    [
        "千问" + "1,000 " * 40 + "超过约近" * 40 + "up to about " * 20 + "(" * 40 + "。",
        "Alibaba Qwen 1 billion yuan and ",
        "2月1日、",
        "Qwen\n\n",
        "元宝" * 30 + "，",
        "9" * 500 + " ",
        "|千问 9亿",
        "一百",
    ],
    ids=["mixed", "one list of sums", "dates", "paragraphs", "names", "digits", "table", "numerals"],
)
@pytest.mark.parametrize("length", [1_500, pytest.param(6_000, marks=pytest.mark.soak)])
def test_work_grows_with_the_length_of_the_text_and_no_faster(unit, length, watchlist):
    """Counted in calls, as time drifts: four times the text, a little over four times the calls; not sixteen times."""
    times = max(1, length // len(unit))
    calls(unit, watchlist)
    assert calls(unit * times * 4, watchlist) < 4 * 1.2 * calls(unit * times, watchlist)


def calls(text: str, watchlist) -> int:
    """How many functions, ours and others', reading a text calls."""
    count = 0

    def see(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        read_article(make_article(text), watchlist)
    finally:
        sys.setprofile(before)
    return count


def test_a_number_beyond_all_measure_is_no_claim(watchlist):
    for digits in ("9" * 17, "9" * 400):
        reading = read_article(make_article(f"Qwen will hand out {digits} yuan in red envelopes."), watchlist)
        assert reading.claims == ()
