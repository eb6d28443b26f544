"""What the dashboard says in each language: a folder of catalogue files for each, looked up by key."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parent / "catalogues"
LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Wording:
    """The catalogue of one language; keys are the dotted paths of its files."""

    lang: str
    words: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The words for `key` with its {places} filled; raises KeyError for a key the catalogue lacks."""
        words = self.words[key]
        return words.format(**values) if values else words

    def name(self, family: str, name: str) -> str:
        """The word for a value of the data (a measure, a unit, a status); the value itself if it has none."""
        return self.words.get(f"{family}.{name}", name)


@cache
def load_wording(lang: str) -> Wording:
    """The catalogue of `lang`, one of LANGUAGES; raises ValueError for a key that two of its files have."""
    words: dict[str, str] = {}
    for path in sorted((CATALOGUES / lang).glob("*.toml")):
        more = dict(flatten(tomllib.loads(path.read_text(encoding="utf-8"))))
        twice = words.keys() & more.keys()
        if twice:
            message = f"{path.name} says again what another file says: {', '.join(sorted(twice))}"
            raise ValueError(message)
        words |= more
    return Wording(lang, words)


def flatten(table: Mapping[str, object], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)
