"""What a number of origins means is said where it stands, and a list calls talk what it is."""

from dashboard.listing import draw_status
from dashboard.standing import draw_chip, draw_standing
from tests.dashboard.boards import find, make_visit, text
from tests.dashboard.test_figures import figure

COUNTED = "Counted: each outlet with a text of its own"


def test_a_list_names_the_kind_of_source_where_it_is_talk() -> None:
    said = [text(draw_status(figure(1e9, basis=basis), make_visit())) for basis in ("forecast", "media")]
    assert said == ["forecast · ✓ corroborated", "✓ corroborated"]


def test_a_tip_says_what_is_counted_as_an_origin() -> None:
    """One announcement that 19 outlets retell is not confirmed 19 times."""
    (chip,) = find([draw_chip(figure(1e9, origins=19, claims=25), make_visit())], "chip-corroborated")
    assert f"25 claims from 19 outlets or speakers. {COUNTED}" in chip["words"]["title"]
    assert f'title="{COUNTED}' in draw_standing(figure(1e9, origins=19), make_visit()).html
