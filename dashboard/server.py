"""The dashboard's server: Streamlit behind a door that says what a page may do, and knows the address of each page."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.door import Door
from dashboard.pages import PAGES


def lead_home(request: Request) -> Response:
    """The first page lives at the bare address; its name leads there, with what the address keeps."""
    return RedirectResponse("/" + (f"?{request.url.query}" if request.url.query else ""), status_code=307)


app = st.App("app.py", routes=[Route(f"/{PAGES[0]}", lead_home)], middleware=[Middleware(Door)])
