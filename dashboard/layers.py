"""The pieces of a picture over days: layers of marks as plain Vega-Lite, framed in the colours of the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

Spec = dict[str, Any]
Row = dict[str, Any]
# Shapes beside the colours, by the place of the app in the config: never colour alone.
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross")
# The name of the click on a mark, and the field that says which fact was meant.
CLICK, FACT = "chosen", "fact"
# Pixels at the sides, the same for every picture, so that days lie under days: half a label of an axis.
SIDES = {"left": 4, "right": 22}
# Room for the two lines of an axis, and for no axis.
AXIS, BARE = 44, 6


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of what is no app's: text, lines, the season before, the page; and the font of the page."""

    text: str
    hush: str
    line: str
    ghost: str
    page: str
    font: str


def find_inks() -> Inks:
    """The colours and the font of .streamlit/config.toml for the page as it is now, light or dark."""
    is_dark = st.context.theme.type == "dark"
    theme = "theme.dark" if is_dark else "theme.light"
    text, page, line = (
        str(st.get_option(f"{theme}.{name}")) for name in ("textColor", "backgroundColor", "borderColor")
    )
    hush = "#A79F92" if is_dark else "#6E675C"
    return Inks(text, hush, line, "#8B8378", page, str(st.get_option("theme.font")))


def field(name: str, kind: str = "quantitative", **more: Any) -> Spec:
    return {"field": name, "type": kind} | more


def own(name: str) -> Spec:
    """A channel that takes the value of the field as it is: a colour, a shape, an opacity."""
    return field(name, "nominal", scale=None, legend=None)


def layer(rows: Sequence[Row], mark: str, encoding: Spec, **look: Any) -> Spec:
    """One kind of mark; it is silent to who cannot see it, for Vega would read out its place and its colour."""
    return {"data": {"values": list(rows)}, "mark": {"type": mark, "aria": False} | look, "encoding": encoding}


def write(rows: Sequence[Row], encoding: Spec, inks: Inks, **look: Any) -> list[Spec]:
    """Words with the page around them, so that no line runs through what is read."""
    plain = {name: channel for name, channel in encoding.items() if name != "color"}
    halo = layer(rows, "text", plain, **look | {"color": inks.page, "stroke": inks.page, "strokeWidth": 4})
    return [halo, layer(rows, "text", encoding, **look)]


def tooltip(*names: str) -> list[Spec]:
    """Lines of text on hover; Vega writes them as text and reads no markup in them."""
    return [field(name, "nominal", title=" ") for name in names]


def listen(to: Spec) -> Spec:
    """The layer `to`, telling which fact's mark was clicked; of each mark is heard what it is, not where it lies."""
    click = {"name": CLICK, "select": {"type": "point", "fields": [FACT], "on": "click", "clear": "dblclick"}}
    heard = {"description": field(to["encoding"]["tooltip"][0]["field"], "nominal")}
    return to | {"params": [click], "mark": to["mark"] | {"aria": True}, "encoding": to["encoding"] | heard}


def frame(layers: Sequence[Spec], height: float, inks: Inks, words: str, orient: str = "bottom") -> Spec:
    """The whole picture, as wide as its place, the axis of days at the top or the bottom of its `height` pixels.

    `words` are for who cannot see it.
    """
    axis = {
        "labelColor": inks.hush, "titleColor": inks.hush, "gridColor": inks.line, "domainColor": inks.line,
        "tickColor": inks.line, "aria": False, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
    }  # fmt: skip
    above, below = (AXIS, BARE) if orient == "top" else (BARE, AXIS)
    return {
        "description": words,
        "width": "container",
        "height": height + above + below,
        "padding": SIDES | {"top": above, "bottom": below},
        "background": "transparent",
        # Fitted, a picture would be narrower by what its own longest label needs.
        "autosize": {"type": "none", "contains": "padding"},
        "config": {"font": inks.font, "axis": axis, "view": {"stroke": None}},
        # An empty layer would cost as much as a full one; the one that hears clicks stays.
        "layer": [one for one in layers if one["data"]["values"] or "params" in one],
    }


def draw(spec: Spec, key: str, on_click: Callable[[], None]) -> None:
    """Put the picture on the page; the state of `key` says which mark was clicked."""
    st.vega_lite_chart(spec=spec, width="stretch", theme=None, key=key, on_select=on_click)
