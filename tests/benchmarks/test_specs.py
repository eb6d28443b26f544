"""What is right in a currency spec, and what lies outside our domain."""

import pytest

from benchmarks.errors import MaterialError
from benchmarks.spec_cases import Money, SpecCase, is_right, load_cases, to_currency
from benchmarks.spec_domain import outside
from benchmarks.specs import read_money
from tests.benchmarks.specs import write_specs


def case(*wanted):
    return SpecCase(1, "text", wanted)


@pytest.mark.parametrize(
    ("found", "is_it"),
    [
        ((Money("$ 5 Million", 5e6, "USD"),), True),
        ((Money("$5 million", 5e6, "USD"),), True),
        ((Money("5 million", 5e6, "USD"),), False),
        ((Money("$5 million", 5e9, "USD"),), False),
        ((Money("$5 million", 5e6, "CNY"),), False),
        ((), False),
        ((Money("$5 million", 5e6, "USD"), Money("$1", 1.0, "USD")), False),
    ],
)
def test_a_case_is_right_with_text_value_currency_and_nothing_more(found, is_it):
    assert is_right(case(Money("$ 5 million", 5e6, "USD")), found) is is_it


def test_a_plain_dollar_is_the_us_dollar_and_an_iso_code_is_itself():
    assert to_currency({"unit": "Dollar"}) == "USD"
    assert to_currency({"unit": "Hong Kong dollar", "isoCurrency": "HKD"}) == "HKD"
    assert to_currency({"unit": "Peseta"}) == "Peseta"


@pytest.mark.parametrize(
    "money",
    [
        Money("dollar", None, "USD"),
        Money("34 cents", 34.0, "Cent"),
        Money("五元三毛", 5.3, "CNY"),
        Money("445奈拉", 445.0, "NGN"),
        Money("15 dollars and 50", 15.5, "USD"),
        Money("thirteen dollars forty five", 13.45, "USD"),
        Money("202107211321363588510367 美元", 2.02e23, "USD"),
    ],
)
def test_what_no_campaign_is_stated_in_is_outside_with_a_reason(money):
    assert outside(case(money))


@pytest.mark.parametrize(
    "money",
    [
        Money("hk $ 10.05 billion", 1.005e10, "HKD"),
        Money("usd 20", 20.0, "USD"),
        Money("75 usd million", 75e6, "USD"),
        Money("dollar 22.5 million", 22.5e6, "USD"),
        Money("十五美元", 15.0, "USD"),
    ],
)
def test_what_a_campaign_could_be_stated_in_is_inside(money):
    assert outside(case(money)) is None
    assert outside(case()) is None


def test_our_money_is_given_as_it_is_written():
    assert read_money("It cost RMB 3 billion, said 20 people.") == (Money("RMB 3 billion", 3e9, "CNY"),)
    assert [one.currency for one in read_money("3 billion yuan (420 million US dollars)")] == ["CNY", "USD"]


def test_a_spec_that_is_no_spec_is_told(tmp_path):
    write_specs(tmp_path, {"English": ["$5"]})
    assert load_cases(tmp_path, "en") == load_cases(tmp_path / "Specs", "en")
    next(tmp_path.rglob("CurrencyModel.json")).write_text('[{"Input": "x"}]')
    with pytest.raises(MaterialError, match="is no spec"):
        load_cases(tmp_path, "en")
