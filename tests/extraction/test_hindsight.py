"""What only the whole article shows: totals of several firms, and sums told in two currencies."""

from extraction.reading import read_article
from tests.conftest import make_article

BUDGETS = "Qwen gives away 4 billion yuan, Yuanbao 1.2 billion yuan and Wenxin 600 million yuan in red envelopes. "


def read(text, watchlist):
    return [(one.app, one.value, one.confidence) for one in read_article(make_article(text), watchlist).claims]


def test_a_sum_without_a_name_that_is_as_large_as_all_budgets_is_their_total(watchlist):
    claims = read(BUDGETS + "Say, 5.8 billion yuan of red packets: one pricks up one's ears.", watchlist)
    assert claims[-1] == ("other:combined", 5.8e9, "inferred")


def test_a_smaller_sum_without_a_name_stays_with_whoever_is_spoken_of(watchlist):
    claims = read(BUDGETS + "Say, 2 billion yuan of red packets: one pricks up one's ears.", watchlist)
    assert claims[-1][0] != "other:combined"


def test_the_largest_budget_of_an_app_without_a_name_is_no_total_of_two_others(watchlist):
    text = "腾讯元宝发12亿元红包，百度文心发6亿元红包。阿里也来了。这款助手的春节红包预算是40亿元。"
    assert ("qwen", 4e9, "inferred") in read(text, watchlist)


def test_a_total_stays_one_where_it_is_told_again_without_names(watchlist):
    text = "元宝的红包来了，阿里、腾讯、百度三家合计砸下58亿元红包。文心也在。58亿元红包，谁赢？"
    assert read(text, watchlist) == [("other:combined", 5.8e9, "stated")]


def test_a_headline_in_dollars_is_no_second_budget_where_the_text_converts_it(watchlist):
    text = "Alibaba stakes $570 million on Qwen giveaway\nAlibaba will spend 4 billion yuan ($570 million) on a Qwen giveaway."
    reading = read_article(make_article(text), watchlist)
    assert [(one.app, one.value, one.currency) for one in reading.claims] == [("qwen", 4e9, "CNY")]
    assert [one.reason for one in reading.rejected] == ["the same sum stands in yuan elsewhere"]


def test_users_that_the_text_counts_by_the_day_elsewhere_are_daily_ones(watchlist):
    later = "Doubao had more than 90 million users on Monday, by AICPB. Qwen has 70 million users."
    claims = read_article(make_article(f"Doubao tops 90 million daily users\n{later}"), watchlist).claims
    assert [(one.app, one.measure) for one in claims] == [("doubao", "dau"), ("qwen", "users")]
    plain = read_article(make_article(later), watchlist).claims
    assert [one.measure for one in plain] == ["users", "users"]
