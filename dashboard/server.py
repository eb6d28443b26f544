"""The dashboard's server: Streamlit behind a door that says what a page may do, and knows the address of each page."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit import config
from streamlit.runtime.secrets import SecretsValue

from dashboard.door import Door
from dashboard.doors import find_sign_on
from dashboard.guard import Guard
from dashboard.pages import PAGES
from dashboard.sign_on import guard_address, guard_settings
from dashboard.sign_on_parts import SignOnError


def lead_home(request: Request) -> Response:
    """The first page lives at the bare address; its name leads there, with what the address keeps."""
    return RedirectResponse("/" + (f"?{request.url.query}" if request.url.query else ""), status_code=307)


def settle_door() -> dict[str, SecretsValue]:
    """The secrets for Streamlit, once its settings fit them; ends a server whose door does not shut."""
    address: str = config.get_option("server.address") or ""
    try:
        sign_on = find_sign_on()
        guard_address(address, sign_on)
        if sign_on is not None:
            guard_settings(config.get_option)
    except SignOnError as error:
        message = f"hongbao: {error}"
        raise SystemExit(message) from None
    host = address if sign_on is None else sign_on.host
    config.set_option("server.allowedHosts", [*config.get_option("server.allowedHosts"), host])
    return {} if sign_on is None else {"auth": dict(sign_on.for_streamlit())}


app = st.App(
    "app.py",
    routes=[Route(f"/{PAGES[0]}", lead_home)],
    middleware=[Middleware(Door), Middleware(Guard)],
    secrets=settle_door(),
)
