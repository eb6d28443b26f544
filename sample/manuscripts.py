"""Reads the outlets and articles of the sample newsroom as they are written on disk, and names the file at fault."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sample.press import Article, Outlet, PressError

OUTLETS_DIR = Path(__file__).parent / "outlets"
FENCE = "+++"


def load_outlets(folder: Path = OUTLETS_DIR) -> tuple[Outlet, ...]:
    """Every outlet with its articles, newest first. Raises PressError naming the file that is at fault."""
    return tuple(_read_outlet(path) for path in sorted(folder.glob("*/outlet.toml")))


def _read_outlet(path: Path) -> Outlet:
    articles = sorted(_read_articles(path.parent), key=lambda article: article.published, reverse=True)
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        return Outlet(id=path.parent.name, articles=tuple(articles), **fields)
    except ValidationError as fault:
        raise PressError(f"{path}: {_first_fault(fault)}") from fault
    except tomllib.TOMLDecodeError as fault:
        raise PressError(f"{path}: {fault}") from fault


def _read_articles(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.glob("articles/*.md")):
        fields, body = _split_front_matter(path)
        try:
            yield Article(slug=path.stem, body=body, **fields)
        except ValidationError as fault:
            raise PressError(f"{path}: {_first_fault(fault)}") from fault


def _split_front_matter(path: Path) -> tuple[dict[str, Any], str]:
    before, fence, rest = path.read_text(encoding="utf-8").partition(f"{FENCE}\n")
    front, second_fence, body = rest.partition(f"\n{FENCE}\n")
    if before or not fence or not second_fence:
        raise PressError(f"{path}: start the file with TOML between two lines of {FENCE}")
    try:
        return tomllib.loads(front), body.strip()
    except tomllib.TOMLDecodeError as fault:
        raise PressError(f"{path}: {fault}") from fault


def _first_fault(fault: ValidationError) -> str:
    """The first of what may be many faults, on one line."""
    first = fault.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}" if field else first["msg"].removeprefix("Value error, ")
