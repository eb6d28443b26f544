"""One claim in a form that can be pasted into a report: who, what, when, where, and where it is archived."""

import re
from collections.abc import Mapping
from datetime import datetime

from dashboard.dates import SHANGHAI
from dashboard.markup import reveal
from dashboard.wording import Wording

# What BibTeX reads as more than a character.
SPECIAL = re.compile(r"[\\{}#$%&_~^]")
NAMED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def cite(claim: Mapping[str, object], published: str, wording: Wording) -> str:
    """The claim (a row of `marts.evidence`) as one plain paragraph; `published` is its date in words."""
    words = wording.say(
        "evidence.citation_text",
        publisher=claim["publisher"] or wording.say("evidence.no_publisher"),
        title=claim["title"] or wording.say("evidence.untitled"),
        published=published,
        url=claim["url"] or wording.say("evidence.no_address"),
        quote=claim["quote"],
        file=claim["warc_file"] or wording.say("evidence.archive_none"),
        offset=claim["warc_offset"],
        digest=claim["payload_digest"],
        claim=claim["claim_id"],
    )
    return reveal(" ".join(words.split()))


def cite_bibtex(claim: Mapping[str, object], wording: Wording) -> str:
    """The claim as an entry for BibTeX, with the sentence and its archive record as a note."""
    published = claim["published_at"]
    day = f"{published.astimezone(SHANGHAI):%Y-%m-%d}" if isinstance(published, datetime) else None
    fields = {
        "title": claim["title"] or wording.say("evidence.untitled"),
        "author": claim["publisher"] or wording.say("evidence.no_publisher"),
        "date": day,
        "url": claim["url"],
        "note": wording.say("evidence.bibtex_note", quote=claim["quote"], claim=claim["claim_id"]),
        "annote": archive_place(claim),
    }
    # An author in double braces is an outlet, not a first and a last name.
    lines = [
        f"  {name} = {{{{{escape(said)}}}}}," if name == "author" else f"  {name} = {{{escape(said)}}},"
        for name, said in fields.items()
        if said
    ]
    return "\n".join([f"@misc{{hongbao:{re.sub('[^0-9A-Za-z-]', '-', str(claim['claim_id']))},", *lines, "}"])


def archive_place(claim: Mapping[str, object]) -> str | None:
    """Where the page is kept: file, offset, digest; None where it is not."""
    if not claim["warc_file"]:
        return None
    return f"{claim['warc_file']} at {claim['warc_offset']}, {claim['payload_digest']}"


def escape(said: object) -> str:
    """Text on one line, with no sign that BibTeX would read."""
    words = reveal(" ".join(str(said).split()))
    return SPECIAL.sub(lambda sign: NAMED.get(sign[0], f"\\{sign[0]}"), words)
