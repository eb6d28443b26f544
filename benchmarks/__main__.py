"""`python -m benchmarks`: lists the benchmarks, or runs one and ends with its ratio and target.

Exit codes: 0 every target met, 1 a target missed, 2 wrong usage or a file that cannot be read, 3 a peer is missing.
"""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter

from benchmarks.catalogue import BENCHMARKS, Benchmark
from benchmarks.errors import BenchmarkError


def main(arguments: list[str] | None = None) -> int:
    """Runs the command and returns its exit code; `arguments` are those of the command line unless given."""
    given = sys.argv[1:] if arguments is None else arguments
    chosen = next((one for one in BENCHMARKS if given and one.name == given[0]), None)
    if chosen is not None:
        return _run(chosen, given[1:])
    parser = ArgumentParser("python -m benchmarks", description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    names = [one.name for one in BENCHMARKS]
    parser.add_argument("name", nargs="?", choices=names, metavar="NAME", help="one of: " + ", ".join(names))
    parser.add_argument("--json", action="store_true", help="report as one JSON object")
    parser.parse_args(given)
    sys.stdout.write(_list())
    return 0


def _list() -> str:
    width = max(len(one.name) for one in BENCHMARKS)
    lines = [f"{one.name:{width}} {one.line}" for one in BENCHMARKS]
    return "\n".join([*lines, "", "python -m benchmarks NAME [--json] runs one; NAME --help tells its options.", ""])


def _run(chosen: Benchmark, given: list[str]) -> int:
    module = chosen.module
    parser = ArgumentParser(
        f"python -m benchmarks {chosen.name}",
        description=sys.modules[f"benchmarks.{chosen.name}"].__doc__,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="report as one JSON object")
    module.add_options(parser)
    options = parser.parse_args(given)
    try:
        outcome = module.run(options)
    except BenchmarkError as error:
        sys.stderr.write(f"{chosen.name}: {error}\n")
        return error.exit_code
    sys.stdout.write((outcome.to_json() if options.json else outcome.to_text()) + "\n")
    return 0 if outcome.is_met else 1


if __name__ == "__main__":
    sys.exit(main())
