"""What can be asked of the release: its tables and functions with the comments that the file itself holds."""

from collections.abc import Iterator

import polars as pl
import streamlit as st

from dashboard.editor import put
from dashboard.markup import Markup, join, plain, tag
from dashboard.reading_sql import read_macros, read_tables
from dashboard.visit import Visit

SCHEMAS = ("marts", "questions", "staging", "raw")


def draw_schema(visit: Visit) -> None:
    """One shelf of the release at a time, each of its tables to be opened."""
    words = visit.wording.say
    st.html(tag("h2", words("sql.tables"), kind="minor").html)
    shelf = st.segmented_control(
        words("sql.tables"),
        SCHEMAS,
        default=SCHEMAS[0],
        format_func=lambda name: words(f"sql.schema_{name}"),
        key="sql-shelf",
        required=True,
        label_visibility="collapsed",
    )
    explained = (words(f"sql.{shelf}_explain"), words("sql.tables_explain"))
    st.html(join(*(tag("p", text, kind="explain") for text in explained)).html)
    with st.container(height=560, border=False, key="sql-shelf-rows"):
        if shelf == "questions":
            draw_macros(visit)
        else:
            draw_tables(str(shelf), visit)


def draw_tables(schema: str, visit: Visit) -> None:
    tables = read_tables(visit.version).filter(pl.col("schema") == schema)
    for (name,), columns in tables.group_by("name", maintain_order=True):
        table = f"{schema}.{name}"
        about = join(tag("p", columns["comment"][0] or "", kind="explain"), list_columns(columns))
        draw_item(str(name), f"FROM {table}", about, visit)


def draw_macros(visit: Visit) -> None:
    for name, parameters, comment in read_macros(visit.version).iter_rows():
        places = ", ".join(f"'{parameter}'" for parameter in parameters)
        draw_item(name, f"FROM {name}({places})", tag("p", comment, kind="explain"), visit)


def draw_item(name: str, query: str, about: Markup, visit: Visit) -> None:
    """One thing to be asked; what it holds is drawn once it is open, for there are many."""
    item = st.expander(plain(name), key=f"sql-item-{query}", type="compact", on_change="rerun")
    if not item.open:
        return
    with item:
        st.button(
            plain(query),
            help=visit.wording.say("sql.put"),
            icon=":material/add:",
            key=f"sql-put-{query}",
            on_click=put,
            args=(query,),
        )
        st.html(about.html)


def list_columns(columns: pl.DataFrame) -> Markup:
    return tag("ul", *list_each(columns), kind="columns")


def list_each(columns: pl.DataFrame) -> Iterator[Markup]:
    for name, kind, comment in columns.select("column", "type", "column_comment").iter_rows():
        yield tag("li", tag("b", name), " ", tag("small", kind.lower()), tag("p", comment or ""))
