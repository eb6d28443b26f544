"""Who says a figure, on the Evidence page: one card for each story, and under it who printed the story again."""

import streamlit as st

from dashboard.claim_terms import Row
from dashboard.claims import draw_claim
from dashboard.leading import follow
from dashboard.listing import list_printings
from dashboard.markup import tag
from dashboard.reading_evidence import read_again, read_folds, read_texts
from dashboard.turning import draw_turning
from dashboard.visit import Visit

SHOWN_AT_ONCE = 8


def draw_proof(fact: Row, visit: Visit, asked: str = "") -> None:
    """A page of the stories behind the fact, the earliest first; of the claim `asked`, which stands already, only who
    printed its story again.
    """
    place = st.container()
    rows = draw_turning(count_stories(fact, visit), SHOWN_AT_ONCE)
    first = read_folds(visit.version, fact["fact_id"], SHOWN_AT_ONCE, rows.start)
    texts = read_texts(visit.version, first["article_id"].to_list())
    with place:
        for claim in first.iter_rows(named=True):
            if claim["claim_id"] == asked:
                draw_reprints(claim, fact, visit)
                continue
            card = draw_claim(claim, fact, texts.get(claim["article_id"]), visit, note_copies(claim, visit))
            if claim["printings"] > 1:
                with card:
                    draw_copies(claim, fact, visit)


def count_stories(fact: Row, visit: Visit) -> int:
    first = read_folds(visit.version, fact["fact_id"], SHOWN_AT_ONCE, 0)
    stories: int = first["folds"][0] if first.height else 0
    return stories


def note_copies(claim: Row, visit: Visit) -> str:
    """That the story was printed again, and who told it first; empty where it was not."""
    if claim["printings"] == 1:
        return ""
    first = claim["lead_outlet"] or visit.wording.say("evidence.no_publisher")
    return visit.wording.say("evidence.printed", count=claim["printings"], first=first)


def draw_reprints(claim: Row, fact: Row, visit: Visit) -> None:
    """Who else printed the story of the sentence that stands above the list; nothing where nobody did."""
    if claim["printings"] == 1:
        return
    with st.container(border=True, key=f"reprints-{claim['claim_id']}"):
        said = visit.wording.say("evidence.asked_above", note=note_copies(claim, visit))
        st.html(tag("p", said, kind="told-again").html)
        draw_copies(claim, fact, visit)


def draw_copies(claim: Row, fact: Row, visit: Visit) -> None:
    """Who else printed the story, each a way to its own words and archived copy; read once it is opened."""
    label = visit.wording.say("evidence.copies", count=claim["printings"] - 1)
    copies = st.expander(label, key=f"copies-{claim['claim_id']}", on_change="rerun")
    if copies.open:
        others = read_again(visit.version, fact["fact_id"], claim["fold"])
        with copies:
            follow([list_printings(others, visit)], f"copies-list-{claim['claim_id']}")


def draw_asked(fact: Row, claim_id: str, visit: Visit) -> bool:
    """The one claim that the address names, before all others; False if it stands behind another fact or none."""
    rows = visit.release.told_by(fact["fact_id"], claim_id)
    for claim in rows.iter_rows(named=True):
        texts = read_texts(visit.version, [claim["article_id"]])
        draw_claim(claim, fact, texts.get(claim["article_id"]), visit)
    return not rows.is_empty()
