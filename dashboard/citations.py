"""One claim in a form that can be pasted into a report: who, what, when, where, and where it is archived."""

from collections.abc import Mapping

from dashboard.markup import reveal
from dashboard.wording import Wording


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
