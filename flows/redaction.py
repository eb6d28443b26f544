"""Keeps the secrets of channels out of logs, messages and errors: addresses, tokens, passwords, header values."""

import logging
import traceback
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, unquote_plus, urlsplit

HIDDEN = "…"
# Shorter pieces of an address are words like "robot"; a password or a header may be shorter.
_LONG = 6
_SHORT = 3
# The libraries that are told an address or send to it.
_TELLING = ("apprise", "urllib3", "requests", "smtplib")


def find_secrets(address: str) -> frozenset[str]:
    """Every piece of an address that must not be told, as it is written, decoded, and as a header holds it."""
    parts = urlsplit(address)
    query = {value for _, value in parse_qsl(parts.query, keep_blank_values=False)}
    raw_query = {item.partition("=")[2] for item in parts.query.split("&")}
    login, _, host = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    pieces = {address, *parts.path.split("/"), parts.netloc, host, host.partition(":")[0], parts.path.strip("/"), login}
    private = {password, user, *query, *raw_query, *(name.lstrip("+-:") for name, _ in parse_qsl(parts.query))}
    long = {form for piece in pieces | private for form in _spell(piece) if len(form) >= _LONG}
    short = {form for piece in {password, *query, *raw_query} for form in _spell(piece) if len(form) >= _SHORT}
    return frozenset(long | {form for form in short if not form.isdigit()} | _sign(user, password))


def _spell(piece: str) -> set[str]:
    return {piece, unquote(piece), unquote_plus(piece), quote(unquote(piece), safe=""), quote(unquote(piece))}


def _sign(user: str, password: str) -> set[str]:
    """How the two stand in a header of HTTP or in a dialogue with a mail server."""
    if not password:
        return set()
    name, word = unquote(user), unquote(password)
    return {b64encode(said.encode()).decode() for said in (f"{name}:{word}", f"\0{name}\0{word}", word)}


def redact(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret in it replaced by an ellipsis, the longest first."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text


@contextmanager
def redacting(secrets: Iterable[str]) -> Iterator[None]:
    """While it lasts, no log record of any library holds a secret, and those that tell most of them say only warnings.

    Records are cleaned where they are made, so it does not matter who listens or which logger they came by.
    """
    make, hidden = logging.getLogRecordFactory(), frozenset(secrets)

    def make_clean(*args: Any, **kwargs: Any) -> logging.LogRecord:
        return _clean(make(*args, **kwargs), hidden)

    levels = {name: logging.getLogger(name).level for name in _TELLING}
    logging.setLogRecordFactory(make_clean)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def _clean(record: logging.LogRecord, secrets: frozenset[str]) -> logging.LogRecord:
    record.msg, record.args = redact(record.getMessage(), secrets), ()
    if record.exc_info:
        # A formatter writes `exc_text` as it stands; the error itself holds the address.
        record.exc_text = redact("".join(traceback.format_exception(*record.exc_info)), secrets).rstrip()
        record.exc_info = None
    return record
