"""An axis of a picture: where a value stands on it, and which round values are written beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

# From so many times between the least and the most, an axis from zero shows the small ones as one.
FAR = 50.0
ROOM = 1.2
TICKS = 5
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low`, zero unless it is logarithmic, to `high`."""

    low: float
    high: float
    is_log: bool

    def share(self, value: float) -> float:
        """Where `value` stands, 0 to 1; what lies beyond an end stands at that end."""
        if self.is_log:
            part = log10(max(value, self.low) / self.low) / log10(self.high / self.low)
        else:
            part = value / self.high
        return round(min(max(part, 0.0), 1.0), 4)


def make_scale(values: Sequence[float]) -> Scale:
    """The axis for these values; one that has none, or only nought, ends at 1."""
    positive = [value for value in values if value > 0]
    if not positive:
        return Scale(0.0, 1.0, is_log=False)
    low, high = min(positive), max(positive)
    if high / low > FAR:
        return Scale(10.0 ** floor(log10(low) - 0.1), high * 2, is_log=True)
    return Scale(0.0, high * ROOM, is_log=False)


def list_ticks(scale: Scale) -> list[float]:
    """Round values on the axis, the powers of ten on a logarithmic one; five at most."""
    if scale.is_log:
        first, last = ceil(log10(scale.low)), floor(log10(scale.high))
        step = ceil((last - first + 1) / TICKS)
        return [10.0**power for power in range(first, last + 1, step)]
    rough = scale.high / TICKS
    size = 10.0 ** floor(log10(rough))
    step_size = next(size * step for step in STEPS if size * step >= rough * 0.999)
    return [step_size * number for number in range(int(scale.high / step_size) + 1)]
