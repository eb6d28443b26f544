"""Small golden texts and statements about them, for the tests of scoring."""

from benchmarks.golden import Document, Fact
from benchmarks.statement import Statement
from extraction.pages import Page

TEXT = "Lantern will hand out 3 billion yuan. It had 52 million users."


def make_fact(**given) -> Fact:
    usual = {
        "kind": "spend", "app": "qwen", "measures": ("budget",), "values": (3e9,), "day": None,
        "is_neutral": False, "quote": TEXT[:37],
    }  # fmt: skip
    return Fact(**(usual | given))


def make_document(*facts: Fact, lang: str = "en", text: str = TEXT) -> Document:
    page = Page(url=None, content_type="text/plain", body=text.encode())
    return Document(id="d1", lang=lang, text=text, page=page, facts=facts)


def make_statement(**given) -> Statement:
    usual = {
        "article_id": "d1", "app": "qwen", "kind": "spend", "measure": "budget", "value": 3e9,
        "quote": TEXT[:37], "start": 0, "end": 37,
    }  # fmt: skip
    return Statement(**(usual | given))
