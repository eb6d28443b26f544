"""Renders a digest as a Markdown file, an HTML file and messages; what a web page said is text and nothing else."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from flows.digest import Digest
from flows.digest_words import TEMPLATES, Spoken, load_words, write_sections, write_title
from flows.terminal import plain

FORMATS = ("md", "html")
# Whatever begins markup, an address that is made a link unasked, or a mention.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#|!~&@]|(?<=www)\.|(?<=http):|(?<=https):|(?<=ftp):|^[-+=])", re.IGNORECASE)
_IN_TARGET = {"<": "%3C", ">": "%3E", "\\": "%5C"}
# Chat services read these as tags and mentions even in plain text: "<at user_id=all>", "<!channel>", "@all".
_LIVE = str.maketrans({"<": "＜", ">": "＞", "@": "＠"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent of a digest: `blocks` are its lines in the wanted form, one each, with headings."""

    title: str
    blocks: tuple[str, ...]


def render(digest: Digest, form: str, lang: str = "en") -> str:
    """The whole digest as a page, `form` md or html."""
    words = load_words(lang)
    return (
        _templates()
        .get_template(f"digest.{form}.j2")
        .render(
            lang=lang,
            title=plain(write_title(digest, lang)),
            sample=words["sample"] if digest.edition == "sample" else "",
            sections=write_sections(digest, lang),
            made_from=words["made_from"].format(release=digest.release),
        )
    )


def write_message(digest: Digest, limit: int, link: str, *, is_markdown: bool, lang: str = "en") -> Message:
    """The first `limit` lines for a chat, and where the rest is."""
    words, sections = load_words(lang), write_sections(digest, lang)
    write = _write_markdown if is_markdown else _write_text
    blocks = list(islice(_write_blocks(((one.heading, one.lines) for one in sections), write), limit))
    if len(digest.lines) > limit:
        more = words["and_more"].format(count=len(digest.lines) - limit, link=link)
        blocks.append(escape(more) if is_markdown else more)
    if digest.edition == "sample":
        blocks.insert(0, words["sample"])
    return Message(title=plain(write_title(digest, lang)), blocks=tuple(blocks))


def _write_blocks(
    sections: Iterable[tuple[str, tuple[Spoken, ...]]], write: Callable[[Spoken, str], str]
) -> Iterator[str]:
    for heading, lines in sections:
        for place, line in enumerate(lines):
            yield write(line, heading if place == 0 else "")


def _write_markdown(line: Spoken, heading: str) -> str:
    above = f"**{escape(heading)}**\n\n" if heading else ""
    source = f"[{escape(line.source)}](<{aim(line.address)}>)" if line.address else escape(line.source)
    note = f", {escape(line.note)}." if line.note else ""
    return f"{above}- **{escape(line.head)}**{note} {escape(line.quote)} {source}".rstrip()


def _write_text(line: Spoken, heading: str) -> str:
    note = f", {line.note}" if line.note else ""
    said = f"{line.head}{note}. {line.quote} {line.source}".rstrip()
    text = plain(said).translate(_LIVE)
    return "\n".join(part for part in (f"[{heading}]" if heading else "", text, line.address) if part)


def escape(text: str) -> str:
    """The text for Markdown: no character of it is markup, an unasked link, or invisible."""
    return _MARKUP.sub(r"\\\1", plain(text))


def aim(address: str) -> str:
    """A web address as the target of a Markdown link."""
    return "".join(_IN_TARGET.get(char, char) for char in plain(address).replace(" ", "%20"))


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=plain,
    )
    environment.filters |= {"md": escape, "target": aim}
    return environment
