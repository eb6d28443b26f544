"""The archive on disk: the WARC files of one crawl, and those of documents that came by hand."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from spiders.errors import ArchiveError
from spiders.records import Resource, pack_resource
from spiders.warc_files import WarcFile

ROTATE_AT = 1 << 30  # bytes; the size web archives use, and one file is one task of a backfill


class Archive:
    """The archive of one crawl: a file from the first record on, the next one when it has grown large.

    `records` counts what was written: a page with the question that belongs to it is one.
    """

    def __init__(self, archive_dir: Path, source_id: str, rotate_at: int = ROTATE_AT) -> None:
        self.archive_dir = archive_dir
        self.source_id = source_id
        self.rotate_at = rotate_at
        self.finished: list[Path] = []
        self.records = 0
        self.current: WarcFile | None = None

    def write(self, packed: bytes) -> None:
        if self.current is None:
            self.current = WarcFile(self.archive_dir, self.source_id)
        self.current.write(packed)
        self.records += 1
        if self.current.size >= self.rotate_at:
            self.close()

    def close(self) -> None:
        if self.current is not None:
            file, self.current = self.current, None
            self.finished.append(file.finish())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def archive_resources(archive_dir: Path, source_id: str, resources: Iterable[Resource]) -> Path:
    """Keep documents that came by hand, in one WARC file, whose path is returned.

    Raises:
        ArchiveError: there is nothing to keep, or the archive cannot be written.
    """
    with Archive(archive_dir, source_id, rotate_at=1 << 62) as archive:
        for resource in resources:
            archive.write(pack_resource(resource))
    if not archive.finished:
        raise ArchiveError("there is nothing to archive: give at least one document")
    return archive.finished[0]


def archive_resource(
    archive_dir: Path,
    source_id: str,
    url: str,
    content_type: str,
    payload: bytes,
    metadata: Mapping[str, str],
) -> Path:
    """Keep one document that came by hand; see `archive_resources`."""
    return archive_resources(archive_dir, source_id, [Resource(url, content_type, payload, metadata)])
