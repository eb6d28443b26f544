"""One claim on the Evidence page: who says it where, in which words, how sure, and where the page is kept."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.archived import draw_archive
from dashboard.citations import cite, cite_bibtex
from dashboard.claim_terms import draw_source, list_terms
from dashboard.dates import write_instant
from dashboard.figures import make_figure
from dashboard.links import link_sentence, web_address
from dashboard.markup import Markup, join, tag
from dashboard.passages import draw_passage, draw_quote, find_passage
from dashboard.visit import Visit
from dashboard.wording import Wording

Claim = Mapping[str, Any]


def draw_claim(
    claim: Claim, fact: Mapping[str, object], text: str | None, visit: Visit, note: str = ""
) -> DeltaGenerator:
    """The card of one claim, a row of `marts.evidence` of the fact; `text` is what it was read from."""
    wording = visit.wording
    card = st.container(border=True, key=f"claim-{claim['claim_id']}")
    with card:
        terms = tag("div", *list_terms(claim, make_figure({**fact, **claim}), wording), kind="grid terms")
        told = tag("p", note, kind="told-again") if note else ""
        st.html(join(draw_source(claim, wording), told, draw_words(claim, text, wording), terms).html)
        draw_link(claim, text, visit)
        # Of a page of claims only what somebody opens is worked out.
        archive = st.expander(wording.say("evidence.archive"), key=f"archive-{claim['claim_id']}", on_change="rerun")
        if archive.open:
            with archive:
                draw_archive(claim, text, visit)
        citation = st.expander(wording.say("evidence.citation"), key=f"cite-{claim['claim_id']}", on_change="rerun")
        if citation.open:
            with citation:
                draw_citation(claim, wording)
    return card


def draw_words(claim: Claim, text: str | None, wording: Wording) -> Markup:
    """The quote in its place in the article, or alone, and said to be so, where that text is not there."""
    start, end = claim["quote_start"], claim["quote_end"]
    first, last = claim["number_start"], claim["number_end"]
    if text is None or text[start:end] != claim["quote"]:
        alone = tag("p", wording.say("evidence.quote_alone"), kind="none")
        return join(draw_quote(claim["quote"], (first - start, last - start)), alone)
    return draw_passage(find_passage(text, (start, end), (first, last)))


def draw_link(claim: Claim, text: str | None, visit: Visit) -> None:
    """The way to the sentence at the publisher, if the address is one of the web."""
    words = visit.wording.say
    url = web_address(claim["url"])
    if url is None:
        st.html(tag("p", words("evidence.no_address"), kind="none").html)
        return
    # What urlsplit calls the host can hold Markdown; only the letters of a host name go into the label.
    host = "".join(letter for letter in urlsplit(url).hostname or "" if letter.isalnum() or letter in "-.")
    target = link_sentence(url, claim["quote"], text or "", claim["quote_start"])
    invented = words("evidence.sample_address") if visit.edition.edition == "sample" else None
    st.link_button(f"{words('evidence.open', host=host)} ↗", target, help=invented)


def draw_citation(claim: Claim, wording: Wording) -> None:
    """To be copied: a paragraph, and an entry for BibTeX."""
    st.code(cite(claim, write_instant(claim["published_at"], wording), wording), language=None, wrap_lines=True)
    st.code(cite_bibtex(claim, wording), language=None, wrap_lines=True)
