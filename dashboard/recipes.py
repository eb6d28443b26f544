"""Questions to start from: those of docs/sql-cookbook.md, each with its query."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

COOKBOOK = Path(__file__).parents[1] / "docs" / "sql-cookbook.md"
PART = re.compile(r"^## (?P<chapter>[^\n]+)$|^### (?P<title>[^\n]+)\n.*?^```sql\n(?P<sql>.*?)\n```$", re.M | re.S)
OTHER_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Recipe:
    """One question of the cookbook: `slug` and `chapter` name it in the address and the catalogues."""

    slug: str
    chapter: str
    title: str
    sql: str


@cache
def read_recipes() -> dict[str, Recipe]:
    """The recipes by slug in the order of the cookbook; none where it was not installed with the code."""
    if not COOKBOOK.is_file():
        return {}
    found, chapter = {}, ""
    for part in PART.finditer(COOKBOOK.read_text(encoding="utf-8")):
        if part["chapter"]:
            chapter = name(part["chapter"])
        else:
            recipe = Recipe(name(part["title"]), chapter, part["title"], part["sql"])
            found[recipe.slug] = recipe
    return found


def name(title: str) -> str:
    """The title in small letters and digits, with - between words."""
    return OTHER_SIGNS.sub("-", title.lower().replace("'", "")).strip("-")
