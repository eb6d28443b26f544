"""Everything a benchmark raises, each one line that says what to do, with the exit code of the command."""


class BenchmarkError(Exception):
    """The root; `exit_code` is what the command ends with."""

    exit_code = 2


class MaterialError(BenchmarkError):
    """A file that a benchmark reads is missing or is not what it should be: whoever gave it corrects it."""


class PeerMissingError(BenchmarkError):
    """A peer is not installed: whoever runs the benchmark installs `benchmarks/requirements.lock`."""

    exit_code = 3
