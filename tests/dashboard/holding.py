"""Writes what a release of today holds, for dashboard/outdated.py; run it when a mart has another column."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.outdated import HOLDINGS, list_held
from tests.dashboard.newsroom import Newsroom
from warehouse.reads import Release, open_release

HEAD = """# The tables and columns of a release of today. Made by `python -m tests.dashboard.holding`; do not edit.
"""


def write_holdings(release: Release) -> str:
    """The file for what `release` holds: a table a line, its columns in their order of the alphabet."""
    held = sorted(list_held(release.tables()).items())
    return HEAD + "".join(f'"{table}" = [\n{write_names(columns)}]\n' for table, columns in held)


def write_names(columns: list[str]) -> str:
    return "".join(f"    {json.dumps(column)},\n" for column in sorted(columns))


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        Newsroom().publish_to(Path(folder))
        with open_release(Path(folder)) as release:
            HOLDINGS.write_text(write_holdings(release), encoding="utf-8")
