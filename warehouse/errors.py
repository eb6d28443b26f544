"""What can go wrong in the warehouse, so that a caller can show one line and know who fixes what."""


class WarehouseError(Exception):
    """Base of all errors of this package; the message is one line and says what to do."""


class WarehouseBusyError(WarehouseError):
    """Another process is writing; the operator waits or ends that process."""


class WarehouseFileError(WarehouseError):
    """The working file cannot be used; the operator restores it or lets it be made anew."""


class SchemaVersionError(WarehouseError):
    """The file was made by another version of Hongbao; the operator upgrades, or rebuilds the file."""


class BatchError(WarehouseError):
    """A batch does not have the shape the raw tables ask for; whoever fills the batch fixes it."""


class ReferenceFileError(WarehouseError):
    """A file under config/ is wrong; whoever edits it fixes it."""


class EditionError(WarehouseError):
    """Sample and live data would be mixed; the operator chooses another data folder."""


class ModelError(WarehouseError):
    """An SQL file or the dictionary of this package is wrong; a developer fixes it."""


class ReleaseRefusedError(WarehouseError):
    """A check found rows that break it; nothing was published."""


class NoReleaseError(WarehouseError):
    """There is nothing published to read."""


class NoRoomError(NoReleaseError):
    """A release cannot be copied to be read beside the one it replaced; the operator makes room."""


class QueryError(WarehouseError):
    """A query that a person typed is not one SELECT, or fails."""


class ExportError(WarehouseError):
    """What was asked for cannot be written as a file; whoever asks chooses another mart, form or place."""
