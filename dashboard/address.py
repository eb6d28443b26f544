"""The state of the view, kept in the address: a link that is passed on shows what the sender saw."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

P = ParamSpec("P")
# The choice of a filter that filters nothing; it is left out of the address.
ALL = "all"
# What every page keeps, a link without them too; all else is as the address says, so that Back undoes a choice.
EVERYWHERE = frozenset({"lang", "season", "apps"})
LONGEST_NUMBER = 9
# Every address has it, once a page was drawn at it: one without it is a bare link from page to page.
WHOLE = "season"
# Where the state of a visit keeps the options that were drawn last, by the name of the choice.
OFFERED = "offered"


def settle() -> None:
    """Tell the browser the address again: a link from a page to itself changes what is shown and not the address.

    Not after Back or Forward, whose address the browser knows: told late, it would undo the next one.
    """
    if not is_step_in_history():
        st.query_params.from_dict(st.query_params.to_dict())


def is_step_in_history() -> bool:
    """Whether the page is drawn because of Back or Forward."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def is_part() -> bool:
    """Whether only fragments of the page run: the watch, or a board that was clicked."""
    run = get_script_run_ctx()
    return run is not None and bool(run.fragment_ids_this_run)


def by_hand(callback: Callable[P, None]) -> Callable[P, None]:
    """`callback` of a widget, without effect after Back or Forward and where only a part of the page runs.

    The address is right then. Pressed quickly, Back finds widgets that still stand as before the last step, and so does
    the watch that looks for a new release; Streamlit takes what differs for a choice of the reader. What the reader
    does choose in a widget that keeps the address runs the whole page.
    """

    @wraps(callback)
    def answer(*args: P.args, **kwargs: P.kwargs) -> None:
        if not is_step_in_history() and not is_part():
            callback(*args, **kwargs)

    return answer


def pick(name: str, options: Sequence[str], default: str) -> str:
    """The choice `name` among `options`: what the address says, else `default`; what a bare link lacks is remembered.

    Sets the state of the widget with the key `name`, so call it before the widget is drawn.
    """
    remembered: str | None = st.session_state.get(name) if is_remembered(name) else None
    choice = next((said for said in (st.query_params.get(name), remembered) if said in options), None) or default
    offer(name, options, choice)
    correct(name, choice)
    return choice


def offer(name: str, options: Iterable[str], choice: str | list[str]) -> None:
    """Set the widget `name` to `choice`, and remember what can be chosen in it."""
    st.session_state[name] = choice
    st.session_state.setdefault(OFFERED, {})[name] = {*options, ALL}


def is_offered(name: str) -> bool:
    """Whether the state of the widget `name` is a choice that it offers.

    Clicked quickly after a change of language, or of the counts beside the options, other widgets still hold their
    old words, which Streamlit takes for a choice of the reader.
    """
    choice = st.session_state[name]
    offered: set[str] = st.session_state[OFFERED][name]
    return offered >= ({choice} if isinstance(choice, str) else set(choice))


def correct(name: str, text: str) -> None:
    """Write what every address has, and take out what nothing answers to; a default needs no word in the address.

    After Back or Forward what nothing answers to stays: the address without it would be a step forward, to where Back
    was pressed.
    """
    said = st.query_params.get(name)
    if (name in EVERYWHERE and said is None) or (said not in {None, text} and not is_step_in_history()):
        write(name)


def is_remembered(name: str) -> bool:
    """Whether a choice that the address lacks is the one made before."""
    return name in EVERYWHERE and WHOLE not in st.query_params


def pick_many(name: str, options: Sequence[str]) -> tuple[str, ...]:
    """The choices `name` among `options`, in their order, as `pick` finds them; () is all.

    Sets the state of the widget with the key `name`, so call it before the widget is drawn.
    """
    said = st.query_params.get(name)
    remembered = st.session_state.get(name, ()) if is_remembered(name) else ()
    chosen = said.split(",") if said is not None else remembered
    choice = [option for option in options if option in chosen]
    offer(name, options, choice)
    correct(name, ",".join(choice))
    return tuple(choice)


def pick_text(name: str, shape: re.Pattern[str], limit: int = 80) -> str:
    """The text `name` of the address, cut at `limit` characters; empty where it is absent or of another shape."""
    text = st.query_params.get(name, "")[:limit]
    return text if shape.fullmatch(text) else ""


def pick_number(name: str, top: int) -> int:
    """The number `name` of the address from 1 to `top`; 1 where it is absent or none."""
    # Python reads no number of some thousand digits, and no list has so many pages.
    text = st.query_params.get(name, "")[:LONGEST_NUMBER]
    return min(max(int(text), 1), max(top, 1)) if text.isascii() and text.isdigit() else 1


def write(name: str) -> None:
    """Write the choice `name` into the address; a choice of all is no word there."""
    choice = st.session_state[name]
    text = choice if isinstance(choice, str) else ",".join(choice)
    if text in {ALL, ""}:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != text:
        st.query_params[name] = text


@by_hand
def keep(name: str) -> None:
    """Write the state of the widget `name`, which `pick` has set, into the address; as `on_change` of that widget."""
    if is_offered(name):
        write(name)


def reset(*names: str) -> None:
    """Forget the choices `names`; as `on_click` of a button that clears filters."""
    for name in names:
        st.session_state.pop(name, None)
        st.query_params.pop(name, None)


def link_to(**extra: str) -> dict[str, str]:
    """The parameters of a link that keeps language, season and apps and adds `extra`."""
    kept = {name: st.session_state[name] for name in ("lang", "season") if name in st.session_state}
    apps = ",".join(st.session_state.get("apps", ()))
    return kept | ({"apps": apps} if apps else {}) | extra
