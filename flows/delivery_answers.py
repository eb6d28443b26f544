"""Hears the refusals of services that refuse with "200 OK", which the library takes for success."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from apprise.plugins import dingtalk, feishu, lark, wecombot

# They answer 200 and say in the body, by a number that is not 0, that they did not take the message.
_DEAF = (dingtalk, feishu, lark, wecombot)
_NUMBERS = ("errcode", "code", "StatusCode")
_WORDS = ("errmsg", "msg", "StatusMessage")
REFUSED = "refused with"
_LONG = 200
_REFUSED = 502
_NAME = "requests"
_log = logging.getLogger("apprise")


class _Listening:
    """What those modules use of `requests`, with the answers read."""

    def __getattr__(self, name: str) -> Any:
        return getattr(requests, name)

    @staticmethod
    def post(*args: Any, **kwargs: Any) -> requests.Response:
        """As requests.post; an answer that refuses has the status of a failure."""
        answer = requests.post(*args, **kwargs)  # noqa: S113 - the caller gives the timeout
        refusal = find_refusal(answer) if answer.status_code == requests.codes.ok else None
        if refusal is not None:
            # Among what the library kept of this attempt, in whatever thread it runs.
            _log.warning(refusal)
            answer.status_code = _REFUSED
        return answer


def find_refusal(answer: requests.Response) -> str | None:
    """What a service says against a message, None if it took it."""
    try:
        said = answer.json()
    except requests.exceptions.JSONDecodeError:
        return None
    if not isinstance(said, dict):
        return None
    number = next((said[name] for name in _NUMBERS if said.get(name) not in (None, 0, "0")), None)
    if number is None:
        return None
    words = next((str(said[name]) for name in _WORDS if said.get(name)), "no reason given")
    return f"{REFUSED} {number}: {words[:_LONG]}"


@contextmanager
def hearing_refusals() -> Iterator[None]:
    """While it lasts, a message that a service refuses with "200 OK" counts as failed."""
    before = [getattr(module, _NAME) for module in _DEAF]
    for module in _DEAF:
        setattr(module, _NAME, _Listening())
    try:
        yield
    finally:
        for module, kept in zip(_DEAF, before, strict=True):
            setattr(module, _NAME, kept)
