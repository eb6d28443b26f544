"""Every notation of a figure is read with its value, its bound and exactly the characters that state it."""

import pytest

from extraction.amounts import find_amounts
from extraction.folding import fold

# text, as written, value, upper end, currency, bound
CASES = [
    ("CNY3 billion (USD420 million) in cash", "cny3 billion", 3e9, None, "CNY", "exact"),
    ("a 3bn yuan plan", "3bn yuan", 3e9, None, "CNY", "exact"),
    ("¥500m for all", "¥500m", 5e8, None, "CNY", "exact"),
    ("some RMB 1 billion", "rmb 1 billion", 1e9, None, "CNY", "approx"),
    ("half a billion yuan", "half a billion yuan", 5e8, None, "CNY", "exact"),
    ("ten thousand yuan", "ten thousand yuan", 1e4, None, "CNY", "exact"),
    ("two hundred million yuan", "two hundred million yuan", 2e8, None, "CNY", "exact"),
    ("3,000 million yuan", "3,000 million yuan", 3e9, None, "CNY", "exact"),
    ("281.7 million U.S. dollars", "281.7 million u.s. dollars", 281.7e6, None, "USD", "exact"),
    ("~$1.4bn", "$1.4bn", 1.4e9, None, "USD", "approx"),
    ("RMB 1–2", "rmb 1-2", 1, 2, "CNY", "range"),
    ("20 to 30 million users", "20 to 30 million", 2e7, 3e7, None, "range"),
    ("up to 10,000 yuan", "10,000 yuan", 1e4, None, "CNY", "at_most"),
    ("130 million+ users", "130 million", 1.3e8, None, None, "at_least"),
    ("分10亿现金", "10亿", 1e9, None, None, "exact"),
    ("30 亿元", "30 亿元", 3e9, None, "CNY", "exact"),
    ("１０亿元", "10亿元", 1e9, None, "CNY", "exact"),
    ("50个亿", "50个亿", 5e9, None, None, "exact"),
    ("30多亿元", "30多亿元", 3e9, None, "CNY", "at_least"),
    ("1亿3000万元", "1亿3000万元", 1.3e8, None, "CNY", "exact"),
    ("7352万", "7352万", 73.52e6, None, None, "exact"),
    ("1,000 萬單", "1,000 万", 1e7, None, None, "exact"),
    ("十亿元红包", "十亿元", 1e9, None, "CNY", "exact"),
    ("上亿用户", "上亿", 1e8, None, None, "at_least"),
    ("月活破亿。", "破亿", 1e8, None, None, "at_least"),
    ("超百万人次", "百万", 1e6, None, None, "at_least"),
    ("15亿-20亿", "15亿-20亿", 1.5e9, 2e9, None, "range"),
    ("15-20亿元", "15-20亿元", 1.5e9, 2e9, "CNY", "range"),
    ("近2亿次", "2亿", 2e8, None, None, "approx"),
    ("最高8888元", "8888元", 8888, None, "CNY", "at_most"),
    ("不足1000万", "1000万", 1e7, None, None, "at_most"),
    ("万元小马卡", "万元", 1e4, None, "CNY", "exact"),
    ("10亿元宝红包", "10亿", 1e9, None, None, "exact"),
    ("涨了727.7%", "727.7%", 727.7, None, None, "exact"),
    ("元宝撒十亿红包", "十亿", 1e9, None, None, "exact"),
    ("年前就破了亿", "破了亿", 1e8, None, None, "at_least"),
    ("S$549 million", "s$549 million", 5.49e8, None, "SGD", "exact"),
    ("新台币45億元", "新台币45亿元", 4.5e9, None, "TWD", "exact"),
    ("a sevenfold rise", "sevenfold", 7, None, None, "exact"),
]


@pytest.mark.parametrize(
    ("text", "written", "value", "value_max", "currency", "bound"), CASES, ids=[c[0] for c in CASES]
)
def test_a_figure_is_read_as_written(text, written, value, value_max, currency, bound):
    folded = fold(text)
    amount = find_amounts(folded)[0]
    assert folded[amount.start : amount.end] == written
    assert float(amount.value) == pytest.approx(value)
    assert (float(amount.value_max) if amount.value_max else None) == value_max
    assert (amount.currency, amount.bound) == (currency, bound)


@pytest.mark.parametrize(
    "text", ["GPT-4 and Qwen2.5", "千问和百度", "三大亿级入口", "数亿用户", "hundreds of millions of users"]
)
def test_names_and_vague_words_are_no_figures(text):
    assert find_amounts(fold(text)) == ()


@pytest.mark.parametrize(
    "text", ["CNY3 billion (USD420 million)", "RMB 3 billion (30亿元)", "5 billion yuan (about 700 million)"]
)
def test_a_bracketed_conversion_is_the_same_figure(text):
    (amount,) = find_amounts(fold(text))
    assert amount.converted is not None
    assert amount.reach_end == len(text)
