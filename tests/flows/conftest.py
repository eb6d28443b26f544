"""Fixtures of the tests of whole runs: a newsroom that misbehaves on demand."""

from collections.abc import Iterator

import pytest

from tests.spiders.zoo import OpenRoom, Room


@pytest.fixture
def room() -> Iterator[Room]:
    with OpenRoom() as room:
        yield room
