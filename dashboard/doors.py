"""Lets in who may read: called before a release is opened, it shows everybody else the door."""

import json
import os
from collections.abc import Mapping
from functools import cache

import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard import theme
from dashboard.languages import draw_language
from dashboard.markup import plain, tag
from dashboard.sign_on import SignOn, read_sign_on
from dashboard.wording import Wording


@cache
def find_sign_on() -> SignOn | None:
    """The settings this server was started with; raises SignOnError."""
    return read_sign_on(os.environ)


def admit(wording: Wording) -> bool:
    """Whether the visitor may read; draws what there is to do for one who may not."""
    sign_on, claims = find_sign_on(), read_visitor()
    if sign_on is None or sign_on.admits(claims):
        return True
    theme.dress([])
    draw_door(claims, wording)
    return False


def draw_door(claims: Mapping[str, object], wording: Wording) -> None:
    """What stands before the door: the way in, or that there is none for who has signed in, and the way out again."""
    is_known = bool(claims.get("is_logged_in"))
    state = "refused" if is_known else "closed"
    with st.container(key="door"):
        draw_language(wording)
        st.title(wording.say("app.title"), anchor=False)
        st.html(tag("p", wording.say(f"door.{state}"), kind="lead").html)
        if is_known:
            who = str(claims.get("email") or wording.say("door.nobody"))
            st.html(tag("p", wording.say("door.who", who=who), kind="meta").html)
            st.button(wording.say("door.sign_out"), key="sign-out", type="primary", on_click=leave)
        else:
            st.button(wording.say("door.sign_in"), key="sign-in", type="primary", on_click=enter)
        st.html(tag("p", wording.say(f"door.{state}_do"), kind="explain").html)


def read_visitor() -> Mapping[str, object]:
    """What the provider says of the visitor; nothing of one who has not signed on."""
    return dict(st.user.to_dict())


def enter() -> None:
    st.login()


def leave() -> None:
    st.logout()


def draw_way_out(wording: Wording) -> None:
    """The button to sign out, for who has signed on."""
    if find_sign_on() is None:
        return
    who = str(read_visitor().get("email", ""))
    st.button(
        wording.say("door.sign_out"),
        key="sign-out",
        type="tertiary",
        icon=":material/logout:",
        on_click=leave,
        help=plain(who),
    )


def read_cookie(cookies: Mapping[str, str]) -> Mapping[str, object]:
    """What the signed cookie of a request says of who sends it; nothing where it is missing or forged."""

    def read_one(name: str) -> bytes | None:
        value = cookies.get(name)
        return None if value is None else decode_signed_value(get_cookie_secret(), name, value.encode("latin-1"))

    said = get_cookie_with_chunks(read_one, USER_COOKIE_NAME)
    claims: object = json.loads(said) if said else {}
    return claims if isinstance(claims, dict) else {}
