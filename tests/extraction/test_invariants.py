"""What must hold of every text, however odd: quotes in place, figures in quotes, offsets kept, linear time."""

import time

from hypothesis import given, settings
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
def test_sentences_cover_all_but_blanks_in_order_and_clauses_cover_sentences(text):
    end = 0
    for sentence in split_sentences(text):
        assert end <= sentence.start < sentence.end
        assert sentence.clauses[0].start == sentence.start
        assert sentence.clauses[-1].end == sentence.end
        end = sentence.end


def test_time_grows_with_the_length_of_the_text_and_no_faster(watchlist):
    hostile = "千问" + "1,000 " * 200 + "超过约近" * 200 + "up to about " * 100 + "(" * 200 + "。"

    def seconds(times: int) -> float:
        start = time.process_time()
        read_article(make_article(hostile * times), watchlist)
        return time.process_time() - start

    seconds(1)
    assert seconds(8) < 8 * 3 * max(seconds(1), 0.005)
