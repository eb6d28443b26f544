"""How the tests of the newsroom ask it for a page."""

from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit


def ask(newsroom, target, method="GET", **fields):
    """Status, headers and body of one request through the newsroom as a proxy; `If_None_Match` names a header."""
    headers = {name.replace("_", "-"): value for name, value in fields.items()}
    with connected(newsroom) as connection:
        connection.request(method, target, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read()


@contextmanager
def connected(newsroom, timeout=5):
    """A connection to the newsroom, `timeout` in seconds, with all that it opened closed at the end."""
    connection = HTTPConnection(urlsplit(newsroom.address).netloc, timeout=timeout)
    try:
        yield connection
    finally:
        connection.close()
