"""A Prefect server for one command: it ends when that command has ended, however that came about."""

import os
import socket
import sys
from threading import Thread

import uvicorn

ORPHANED = 1


def main() -> None:
    """Serve on the listening socket whose number is the argument, as long as somebody holds the pipe of our input."""
    Thread(target=_end_with_parent, daemon=True).start()
    listener = socket.socket(fileno=int(sys.argv[1]))
    config = uvicorn.Config("prefect.server.api.server:create_app", factory=True, log_level="error", lifespan="on")
    uvicorn.Server(config).run(sockets=[listener])


def _end_with_parent() -> None:
    # Nobody writes to it: it ends with the process at its other end, which a kill leaves no time to tell us.
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(ORPHANED)


if __name__ == "__main__":
    main()
