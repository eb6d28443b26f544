"""One claim on the Evidence page: who says it where, in which words, how sure, and where the page is kept."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dashboard.citations import cite
from dashboard.dates import write_as_of, write_instant
from dashboard.figures import Figure, make_figure, write_figure, write_full
from dashboard.links import link_sentence, web_address
from dashboard.markup import Markup, join, tag
from dashboard.passages import draw_passage, draw_quote, find_passage
from dashboard.reasons import name_voice
from dashboard.release import read_article
from dashboard.visit import Visit
from dashboard.wording import Wording
from warehouse.reads import Article

Claim = Mapping[str, Any]


def draw_claim(claim: Claim, fact: Mapping[str, object], visit: Visit) -> None:
    """The card of one claim, a row of `marts.evidence` of the fact."""
    article = read_article(visit.version, claim["article_id"])
    with st.container(border=True, key=f"claim-{claim['claim_id']}"):
        st.html(join(draw_source(claim, visit.wording), draw_words(claim, article)).html)
        st.html(tag("div", *list_terms(claim, make_figure({**fact, **claim}), visit.wording), kind="grid").html)
        draw_link(claim, visit)
        with st.expander(visit.wording.say("evidence.archive")):
            st.html(draw_archived(claim, article, visit.wording).html)
        with st.expander(visit.wording.say("evidence.citation")):
            published = write_instant(claim["published_at"], visit.wording)
            st.code(cite(claim, published, visit.wording), language=None, wrap_lines=True)


def draw_source(claim: Claim, wording: Wording) -> Markup:
    published = wording.say("evidence.published", time=write_instant(claim["published_at"], wording))
    kinds = [wording.name("tier", claim["tier"] or ""), wording.name("lang", claim["lang"]), published]
    publisher = tag("span", claim["publisher"] or wording.say("evidence.no_publisher"), kind="publisher")
    line = tag("p", publisher, " · ", " · ".join(kind for kind in kinds if kind), kind="meta")
    return join(line, tag("p", claim["title"] or wording.say("evidence.untitled"), kind="headline"))


def draw_words(claim: Claim, article: Article | None) -> Markup:
    """The quote in its place in the article, or alone where the text is not there."""
    start, end = claim["quote_start"], claim["quote_end"]
    first, last = claim["number_start"], claim["number_end"]
    if article is None or article.text[start:end] != claim["quote"]:
        return draw_quote(claim["quote"], (first - start, last - start))
    return draw_passage(find_passage(article.text, (start, end), (first, last)))


def list_terms(claim: Claim, figure: Figure, wording: Wording) -> Iterator[Markup]:
    """What was read from the words: pairs of a term and what is said."""
    confidence = wording.name("confidence", claim["confidence"])
    reason = wording.name("confidence_reason", claim["confidence_reason"])
    is_foreign = figure.value is not None and claim["currency"] not in {None, "CNY"}
    told = {
        "says": None if figure.value is None else f"{write_figure(figure, wording)} ({write_full(figure, wording)})",
        "cny": claim["cny_basis"] if is_foreign else None,
        "speaks_of": write_as_of(claim["as_of"], wording),
        "basis": wording.name("basis_long", claim["basis"]),
        "origin": claim["origin"] or wording.say("evidence.origin_none"),
        "independent": name_voice(claim["origin_key"], wording),
        "confidence": wording.say("evidence.confidence_why", confidence=confidence, reason=reason),
        "rule": claim["rule"],
    }
    for term, said in told.items():
        if said is not None:
            yield tag("span", wording.say(f"evidence.{term}"), kind="term")
            yield tag("span", said, kind="said")


def draw_link(claim: Claim, visit: Visit) -> None:
    """The way to the sentence at the publisher, if the address is one of the web."""
    words = visit.wording.say
    url = web_address(claim["url"])
    if url is None:
        st.html(tag("p", words("evidence.no_address"), kind="none").html)
        return
    # What urlsplit calls the host can hold Markdown; only the letters of a host name go into the label.
    host = "".join(letter for letter in urlsplit(url).hostname or "" if letter.isalnum() or letter in "-.")
    st.link_button(f"{words('evidence.open', host=host)} ↗", link_sentence(url, claim["quote"]))
    if visit.edition.edition == "sample":
        st.html(tag("p", words("evidence.sample_address"), kind="none").html)


def draw_archived(claim: Claim, article: Article | None, wording: Wording) -> Markup:
    """The text as it was read, as text, and where the bytes of the page are kept."""
    kept = {
        "archive_file": claim["warc_file"] or wording.say("evidence.archive_none"),
        "archive_offset": "" if claim["warc_offset"] is None else str(claim["warc_offset"]),
        "archive_digest": claim["payload_digest"] or "",
        "fetched": write_instant(claim["fetched_at"], wording),
    }
    pairs = (
        part
        for term, said in kept.items()
        for part in (tag("span", wording.say(f"evidence.{term}"), kind="term"), tag("span", said, kind="said"))
    )
    text = article.text if article else wording.say("evidence.no_text")
    return join(tag("div", *pairs, kind="grid"), tag("pre", text, kind="archived"))
