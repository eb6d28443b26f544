"""Serves the sample newsroom until Ctrl-C, for a look at what the demo crawls."""

import argparse
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from threading import Event

from sample import EDITION_NOW
from sample.faults import FAULTS
from sample.press import PressError
from sample.server import serve_newsroom


def main() -> None:
    parser = _make_parser()
    asked = parser.parse_args()
    try:
        _serve(asked.port, asked.at, dict(asked.fault))
    except PressError as fault:
        parser.error(str(fault))


def _make_parser() -> argparse.ArgumentParser:
    faults = "\n".join(f"  {name:<17} {fault.says}" for name, fault in FAULTS.items())
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m sample", description=__doc__, epilog=f"faults:\n{faults}", formatter_class=layout
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: any free one)")
    parser.add_argument(
        "--at", type=_read_moment, default=EDITION_NOW, metavar="MOMENT",
        help="show what is published by then, such as 2026-02-10 or 2026-03-02T20:00 (default: the edition's morning)",
    )  # fmt: skip
    parser.add_argument(
        "--fault", type=_read_fault, action="append", default=[], metavar="HOST=NAME",
        help="give one host a fault; may be repeated",
    )  # fmt: skip
    return parser


def _read_moment(text: str) -> datetime:
    """A date or an instant; the newsroom's own zone where the text names none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: write a date or an instant, such as 2026-03-02T20:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=EDITION_NOW.tzinfo)


def _read_fault(text: str) -> tuple[str, str]:
    host, sign, name = text.partition("=")
    if not (host and sign and name):
        raise argparse.ArgumentTypeError(f"{text}: write HOST=NAME, such as lantern-daily.example=drip")
    return host, name


def _serve(port: int, moment: datetime, faults: Mapping[str, str]) -> None:
    with serve_newsroom(port, moment, faults) as newsroom, suppress(KeyboardInterrupt):
        print(f"The sample newsroom is served at {newsroom.address} (Ctrl-C ends it). It is an HTTP proxy:")
        for host in sorted(newsroom.hosts):
            says = f"  # {FAULTS[faults[host]].says}" if host in faults else ""
            print(f"  curl --proxy {newsroom.address} http://{host}/{says}")
        Event().wait()


if __name__ == "__main__":
    main()
