"""Serves the sample newsroom until Ctrl-C, for a look at what the demo crawls."""

import argparse
from contextlib import suppress
from threading import Event

from sample.server import serve_newsroom


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sample", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: any free one)")
    with serve_newsroom(parser.parse_args().port) as newsroom, suppress(KeyboardInterrupt):
        print(f"The sample newsroom is served at {newsroom.address} (Ctrl-C ends it). It is an HTTP proxy:")
        for host in sorted(newsroom.hosts):
            print(f"  curl --proxy {newsroom.address} http://{host}/")
        Event().wait()


if __name__ == "__main__":
    main()
