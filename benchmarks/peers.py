"""Runs the peers in a Python of their own, so that their packages never meet ours.

The interpreter is $HONGBAO_PEERS_PYTHON, else the one that runs the benchmark; the peer's time is taken inside it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.errors import PeerMissingError

_WORKER = Path(__file__).with_name("peer_worker.py")
_HOW = (
    "install it with `uv pip install -r benchmarks/requirements.lock` (or pip), best in an environment"
    " of its own, and set HONGBAO_PEERS_PYTHON to that environment's python"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a peer made of a batch: per text what it found, and the CPU seconds that it took."""

    found: list[list[dict[str, Any]]]
    seconds: float


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer that is running and warm."""

    name: str
    process: "subprocess.Popen[str]"

    def read(self, texts: Sequence[str], lang: str) -> Answer:
        """Hands the peer a batch, one text a call inside it. Raises PeerMissingError if it dies."""
        reply = _exchange(self.process, {"lang": lang, "texts": list(texts)})
        if reply is None:
            raise PeerMissingError(f"{self.name} stopped in the middle of its work; {_HOW}")
        return Answer(reply["found"], reply["seconds"])


@contextmanager
def start_peer(name: str) -> Iterator[Peer]:
    """A running peer, by its name in `peer_worker.PEERS`. Raises PeerMissingError, which says how to install it."""
    python = os.environ.get("HONGBAO_PEERS_PYTHON") or sys.executable
    command = [python, "-W", "ignore", str(_WORKER), name]
    try:
        # The interpreter is the caller's own choice, the script is ours.
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
    except OSError as error:
        raise PeerMissingError(f"{python} cannot be run ({error.strerror}); correct HONGBAO_PEERS_PYTHON") from error
    with process:
        try:
            ready = _exchange(process, {"lang": "en", "texts": ["It cost 3 million yuan."]})
            if ready is None:
                raise PeerMissingError(f"{name} is not installed for {python}; {_HOW}")
            yield Peer(name, process)
        finally:
            process.kill()


def _exchange(process: "subprocess.Popen[str]", request: dict[str, Any]) -> dict[str, Any] | None:
    """One line there, one line back; None where the process is gone."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
    except BrokenPipeError:
        return None
    line = process.stdout.readline()
    return json.loads(line) if line else None
