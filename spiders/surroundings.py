"""What the processes that we start are told of our environment: no secret that they have no use for."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

# The addresses of the digest's channels hold keys; only who sends it needs them. Settings know no upper and lower case.
SECRETS = ("HONGBAO_NOTIFY",)
# For who speaks to Prefect; a crawl, which takes in what strangers wrote, does not.
PREFECT_KEYS = ("PREFECT_API_KEY", "PREFECT_API_AUTH_STRING")


def without_secrets(*more: str) -> dict[str, str]:
    """Our environment without the secrets, and without those named."""
    return {name: value for name, value in os.environ.items() if name.upper() not in {*SECRETS, *more}}


@contextmanager
def hidden_secrets() -> Iterator[None]:
    """Our own environment without the secrets for a while: libraries start processes that are given all of it."""
    hidden = {name: os.environ.pop(name) for name in [*os.environ] if name.upper() in SECRETS}
    try:
        yield
    finally:
        os.environ.update(hidden)
