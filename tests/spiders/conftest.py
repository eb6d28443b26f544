"""Fixtures of the collection tests: a newsroom per module, whose pages each test sets itself."""

from collections.abc import Iterator

import pytest

from tests.spiders.zoo import OpenRoom, Room
from tests.warm import warm_crawls

__all__ = ["room", "warm_crawls"]


@pytest.fixture
def room() -> Iterator[Room]:
    with OpenRoom() as room:
        yield room
