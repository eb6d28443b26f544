"""Fixtures of the tests of whole runs: a newsroom that misbehaves on demand."""

from collections.abc import Iterator

import pytest

from tests.spiders.zoo import OpenRoom, Room
from tests.warm import hongbao, warm_crawls

__all__ = ["hongbao", "room", "warm_crawls"]


@pytest.fixture
def room() -> Iterator[Room]:
    with OpenRoom() as room:
        yield room
