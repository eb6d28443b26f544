"""Leads who signs in to the page whose address they opened: Streamlit would lead everybody to the first one."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from starlette.types import Message, Scope

from dashboard.pages import PAGES
from dashboard.sign_on_parts import CALLBACK

COOKIE = "hongbao_place"
SECONDS = 600
# A page of ours and nothing that a browser could take for another site.
PLACE = re.compile(r"/[a-z]{0,20}(\?[!-~]{0,1500})?", re.ASCII)


def remember(start: Message, scope: Scope) -> None:
    """Add a cookie that keeps which page is asked for; none for the bare first page and for what is no page."""
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    place = f"{path}?{query}" if query else path
    if path.removeprefix("/") not in {"", *PAGES} or place == "/" or not PLACE.fullmatch(place):
        return
    cookie = f"{COOKIE}={quote(place, safe='')}; Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Lax"
    start["headers"] = [*start["headers"], (b"set-cookie", cookie.encode("ascii"))]


def lead_back(start: Message, scope: Scope, cookies: Mapping[str, str]) -> None:
    """Change where the answer to the return from the provider leads, whether or not it signs somebody in."""
    place = unquote(cookies.get(COOKIE, ""))
    if scope["path"] == CALLBACK and PLACE.fullmatch(place):
        start["headers"] = [
            (name, place.encode("ascii") if name.lower() == b"location" else value) for name, value in start["headers"]
        ]
