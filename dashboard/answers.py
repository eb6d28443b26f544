"""The answer to a typed query: its rows with links to the evidence, or why there is none and what to do."""

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from dashboard.answer_grid import make_grid
from dashboard.dates import write_instant
from dashboard.downloads import offer
from dashboard.markup import Markup, join, tag
from dashboard.notices import make_notice
from dashboard.visit import Visit
from warehouse.reads import LONGEST, Answer, Limits, RefusedError, ask

STATE = "sql-answer"
FEW_ROWS, MOST_HEIGHT = 14, 560


@dataclass(frozen=True, slots=True)
class Asked:
    """One query that was run: what came of it, and of which release."""

    sql: str
    version: str
    released_at: datetime
    came: Answer | RefusedError | None


def run(sql: str, visit: Visit) -> None:
    """Ask the release of this visit, and keep what comes of it for as long as the session lasts."""
    came: Answer | RefusedError | None = None
    if sql.strip():
        with st.spinner(visit.wording.say("sql.running")):
            try:
                came = ask(visit.release.version, sql)
            except RefusedError as error:
                came = error
    st.session_state[STATE] = Asked(sql, visit.version, visit.release.released_at, came)


def has_asked() -> bool:
    """Whether a query was run in this session."""
    return STATE in st.session_state


def draw_answer(typed: str, visit: Visit) -> None:
    """What came of the last query; `typed` is what the editor holds now."""
    asked: Asked = st.session_state[STATE]
    if isinstance(asked.came, Answer):
        draw_rows(asked, asked.came, typed, visit)
    else:
        st.html(draw_refusal(asked.came, visit).html)


def draw_refusal(error: RefusedError | None, visit: Visit) -> Markup:
    """Why there is no answer, and what to do; None stands for an empty query."""
    words, limits = visit.wording.say, Limits()
    code = error.refusal.value if error else "empty"
    places = {"seconds": f"{limits.seconds:g}", "megabytes": limits.bytes // 2**20, "characters": f"{LONGEST:,}"}
    said = tag("pre", str(error), kind="said-by-database") if code == "sql" else None
    why, what_to_do = words(f"sql.refused_{code}", **places), words(f"sql.refused_{code}_do")
    return make_notice(why, what_to_do, said)


def draw_rows(asked: Asked, answer: Answer, typed: str, visit: Visit) -> None:
    words, frame = visit.wording.say, answer.frame
    with st.container(horizontal=True, vertical_alignment="center", key="sql-answer-head"):
        st.html(join(*(tag("span", line, kind="fresh") for line in list_facts(asked, answer, visit))).html)
        offer(frame, "sql", visit)
    if asked.version != visit.version:
        st.html(tag("p", words("sql.older"), kind="doubtful").html)
    elif asked.sql.strip() != typed.strip():
        st.html(tag("p", words("sql.changed"), kind="explain").html)
    if frame.is_empty():
        st.html(tag("p", words("sql.rows_none"), kind="none").html)
        return
    shown, columns, has_facts = make_grid(frame)
    st.dataframe(
        shown,
        hide_index=True,
        height="content" if shown.height <= FEW_ROWS else MOST_HEIGHT,
        column_config=columns,
        key="sql-rows",
        placeholder="–",
        alt=words("sql.editor"),
    )
    if has_facts:
        st.html(tag("p", words("sql.facts_link"), kind="explain").html)


def list_facts(asked: Asked, answer: Answer, visit: Visit) -> list[str]:
    words, count = visit.wording.say, answer.frame.height
    rows = "rows_cut" if answer.is_cut else "rows_one" if count == 1 else "rows"
    return [
        words(f"sql.{rows}", count=f"{count:,}"),
        words("sql.took", seconds=f"{answer.seconds:.2f}"),
        words("sql.of_release", time=write_instant(asked.released_at, visit.wording)),
    ]
