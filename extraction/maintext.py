"""Takes the article's own text out of a page, without menus, comments and related links."""

from copy import deepcopy

import lxml.html
import trafilatura
from lxml.html import HtmlElement
from readability import Document

_LEAST_TEXT = 40


def main_text(page: HtmlElement, *, is_in_chinese: bool) -> str | None:
    """The paragraphs of a page's article, one a line; None where there is no article. `page` is left as it is.

    No single library is best in both languages: trafilatura leads on English pages, readability on Chinese ones;
    each is the other's second opinion where it finds nothing.
    """
    readers = (_by_readability, _by_trafilatura) if is_in_chinese else (_by_trafilatura, _by_readability)
    for read in readers:
        text = read(deepcopy(page))
        if text is not None and len(text) >= _LEAST_TEXT:
            return text
    return None


def _by_trafilatura(page: HtmlElement) -> str | None:
    return trafilatura.extract(page, fast=False, include_comments=False, include_tables=True, deduplicate=False)


def _by_readability(page: HtmlElement) -> str | None:
    summary = Document(page).summary(html_partial=True)
    tree = lxml.html.fromstring(summary)
    blocks = tree.xpath("//p|//li|//h1|//h2|//h3|//blockquote|//td|//div[not(.//p or .//div or .//li or .//table)]")
    lines: list[str] = []
    for block in blocks:
        line = " ".join(block.text_content().split())
        if line and (not lines or line != lines[-1]):
            lines.append(line)
    return "\n".join(lines) or None
