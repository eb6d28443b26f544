"""The pages in the order of the menu: each a file under views/ that answers one question."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.wording import Wording

PAGES = ("compare", "timeline", "evidence", "disputed", "changes", "sources", "sql")


def list_pages(wording: Wording) -> list[StreamlitPage]:
    """The menu, in the words of the visit; the first page is the one at the bare address."""
    return [st.Page(page_file(name), title=wording.say(f"page.{name}"), url_path=name) for name in PAGES]


def page_file(name: str) -> str:
    """Where a link to the page `name` leads, for st.page_link and st.switch_page; KeyError for one that is none."""
    if name not in PAGES:
        raise KeyError(name)
    return f"views/{name}.py"
