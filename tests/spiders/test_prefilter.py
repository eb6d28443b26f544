"""Which items are worth a fetch."""

import pytest

from spiders.prefilter import Prefilter
from spiders.sites import site_of

PREFILTER = Prefilter(["Ali", "千问", "Ernie Bot", "豆包", " "])


@pytest.mark.parametrize(
    "text",
    [
        "Ali pays",
        "阿里千問請客",
        "\uff25\uff32\uff2e\uff29\uff25 \uff22\uff2f\uff34",
        "ernie bot's day",
        "吃豆包",
    ],
)
def test_a_term_is_found_in_any_case_width_and_script(text):
    assert PREFILTER.is_match(text)


@pytest.mark.parametrize("text", ["Italian food", "Ernie botanic", "nothing", ""])
def test_a_latin_term_must_stand_as_a_word(text):
    assert not PREFILTER.is_match(text)


def test_without_terms_nothing_matches():
    assert not Prefilter([]).is_match("anything")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("http://www.people.com.cn/a", "people.com.cn"),
        ("https://tech.sina.com.cn/", "sina.com.cn"),
        ("http://www.lantern.example/", "lantern.example"),
        ("http://10.1.2.3/", "10.1.2.3"),
    ],
)
def test_a_site_is_the_registrable_domain(url, site):
    assert site_of(url) == site
