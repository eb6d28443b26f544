"""A claim about a prize says how many of it there are, where the text says so."""

import pytest

from extraction.reading import read_article
from tests.conftest import make_article


@pytest.mark.parametrize(
    ("text", "value", "count"),
    [
        ("元宝另备200张万元小马卡。", 10_000, 200),
        ("元宝还有万元小马卡100张。", 10_000, 100),
        ("Yuanbao hides 200 cash cards of 12,000 yuan each.", 12_000, 200),
        ("Yuanbao hides cash cards of 12,000 yuan.", 12_000, None),
        ("元宝今天有10亿次抽奖，还有万元小马卡。", 10_000, None),
    ],
)
def test_how_many_there_are_of_a_prize(text, value, count, watchlist):
    claims = read_article(make_article(text), watchlist).claims
    assert [(one.value, one.count) for one in claims if one.measure == "prize"] == [(value, count)]
