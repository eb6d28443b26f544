"""The catalogues say the same things in every language."""

import re

import pytest

from dashboard.measures import REACH, SPEND
from dashboard.wording import LANGUAGES, load_wording

PLACE = re.compile(r"\{(\w+)\}")
OTHERS = [lang for lang in LANGUAGES if lang != "en"]


@pytest.mark.parametrize("lang", OTHERS)
def test_no_catalogue_lacks_a_key(lang: str) -> None:
    assert load_wording(lang).words.keys() == load_wording("en").words.keys()


@pytest.mark.parametrize("lang", OTHERS)
def test_the_same_places_are_filled_in_every_language(lang: str) -> None:
    english, other = load_wording("en").words, load_wording(lang).words
    differing = {key for key in english if set(PLACE.findall(english[key])) != set(PLACE.findall(other[key]))}
    assert not differing


@pytest.mark.parametrize("measure", SPEND + REACH, ids=lambda measure: measure.name)
def test_each_compared_measure_is_named_and_explained(measure: object) -> None:
    words = load_wording("en").words
    name = getattr(measure, "name", "")
    assert f"measure.{name}" in words
    assert f"explain.{name}" in words


def test_a_value_without_a_word_is_shown_as_it_is() -> None:
    assert load_wording("en").name("unit", "cups") == "cups"


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_wording("en").say("no.such.key")
