"""Everything that ends a command with one line: what is wrong and what to do about it."""

from extraction.errors import ExtractionError
from sample.press import PressError
from spiders.errors import CollectionError
from warehouse.errors import WarehouseError


class HongbaoError(Exception):
    """An error of a command itself; the message is one line that says what to do."""


class InputError(HongbaoError):
    """What was handed in cannot be read: whoever hands it in mends it."""


class RunError(HongbaoError):
    """A run could not do its work: the operator follows the message."""


class UndeliveredError(RunError):
    """A digest is written down, so its news count as told, but did not surely reach all: it is sent again by hand."""


# What a command shows as one line; anything else is a fault of ours and shows its traceback.
EXPECTED = (HongbaoError, ExtractionError, CollectionError, WarehouseError, PressError)
