"""What is wrong with an archive file that cannot be read to its end, and from where it is to be read again."""

from flows.errors import InputError

UNOPENED = "it cannot be opened"


class UnreadableError(InputError):
    """An archive that cannot be read to its end.

    `at` is the byte where the first record begins that is not whole, `fault` says so for the warehouse.
    """

    def __init__(self, message: str, fault: str, at: int) -> None:
        super().__init__(message)
        self.fault = fault
        self.at = at


def fault_at(byte: int) -> str:
    """What the warehouse is told of a record that is damaged or cut off."""
    return f"damaged at byte {byte}; the rest was not read"


def outlives(fault: str | None, start: int) -> bool:
    """Whether a fault that an earlier reading told is still there when the file could be read on from `start`.

    One at that very byte is gone; of one further ahead nothing has been seen again.
    """
    return fault not in {None, UNOPENED, fault_at(start)}
