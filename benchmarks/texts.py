"""Makes the texts on which speed is measured: golden texts by language, and long articles put together of them."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.golden import load_golden, read_document
from extraction.records import Article

_SEED = 20260217
# The first digit stays what it is, so that no number gets a leading zero; dates may become none, as in life.
_LATER_DIGIT = re.compile(r"(?<=\d)\d")


def golden_articles(lang: str) -> list[Article]:
    """The golden articles of a language that name someone watched, in an order that is always the same."""
    return [article for article in _golden(lang) if "/articles/" in article.article_id]


def golden_others(lang: str) -> list[Article]:
    """All other golden texts of a language: they warm readers up, whose automata are built as they are used."""
    return [article for article in _golden(lang) if "/articles/" not in article.article_id]


def _golden(lang: str) -> list[Article]:
    read = [read_document(document) for document in load_golden() if document.lang == lang]
    articles = [article for article in read if article is not None]
    random.Random(_SEED).shuffle(articles)  # noqa: S311 - the same order on every run, not a secret
    return articles


def long_article(lang: str, size: int) -> Article:
    """An article of about `size` bytes in UTF-8: golden texts in turn, each time with other figures.

    Without other figures every claim after the first round would be a repeat, and the work of telling them apart small.
    """
    articles = golden_articles(lang)
    pieces: list[str] = []
    length = 0
    for piece in _pieces(articles):
        pieces.append(piece)
        length += len(piece.encode()) + 1
        if length >= size:
            break
    return replace(articles[0], title=None, text="\n".join(pieces))


def cut(article: Article, parts: int) -> list[Article]:
    """The article in `parts` pieces of about the same length, cut between paragraphs."""
    lines = article.text.split("\n")
    total = len(article.text)
    texts: list[list[str]] = [[] for _ in range(parts)]
    place = 0
    for line in lines:
        texts[min(parts - 1, place * parts // total)].append(line)
        place += len(line) + 1
    return [replace(article, text="\n".join(text)) for text in texts]


def _pieces(articles: list[Article]) -> Iterator[str]:
    chance = random.Random(_SEED)  # noqa: S311 - the same figures on every run, not a secret
    while True:
        for article in articles:
            yield _LATER_DIGIT.sub(lambda _: str(chance.randrange(10)), article.text.strip())
