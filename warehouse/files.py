"""The SQL files of this package: the path is the name, the first comment says what a row is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import ModelError

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class SqlFile:
    """One statement; `grain` is its comment as one line, `body` the statement without comment lines."""

    schema: str
    name: str
    grain: str
    body: str

    @property
    def table(self) -> str:
        return f"{self.schema}.{self.name}"


def read_files(folder: str, schema: str | None = None) -> Iterator[SqlFile]:
    """The SQL files of one folder in the order of their names; `schema` is the folder's name if not given."""
    for path in sorted((FOLDER / folder).glob("*.sql")):
        yield read_file(path, schema or folder)


def read_file(path: Path, schema: str) -> SqlFile:
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    body = "\n".join(line for line in lines if not line.startswith("--")).strip().rstrip(";")
    if not comments or not body:
        message = f"{path.name}: it needs a first comment that says what a row is, and one statement"
        raise ModelError(message)
    return SqlFile(schema, path.stem, " ".join(comments), body)
