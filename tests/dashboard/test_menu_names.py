"""Streamlit's own menu is named in the words of the page, in each language."""

import json
import re

import pytest

from dashboard.door import HEAD
from dashboard.menu_names import PLACES, write_naming
from dashboard.wording import LANGUAGES, load_wording


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_button_of_the_menu_has_a_name_in_each_language(lang: str) -> None:
    found = re.search(r"words=(\{.*?\}\})", write_naming().decode())
    assert found
    words = json.loads(found[1])[lang]
    assert words == {place: load_wording(lang).say(f"menu.{name}") for name, place in PLACES.items()}
    assert words[PLACES["open"]] == {"en": "Menu", "zh": "菜单"}[lang]


def test_every_page_is_served_with_the_names() -> None:
    assert write_naming() in HEAD
