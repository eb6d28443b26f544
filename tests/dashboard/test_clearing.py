"""The door drops a websocket's wish to empty the caches that all readers share."""

import asyncio

from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.door import Door


def pass_through(frames: list[Message], kind: str = "websocket") -> list[Message]:
    """What the server behind the door receives of the frames."""
    waiting, received = [*frames, {"type": "websocket.disconnect"}], []

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        raise AssertionError(message)

    async def serve(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            received.append(message)

    asyncio.run(Door(serve)({"type": kind}, receive, send))
    return received


def framed(message: BackMsg) -> Message:
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


def test_no_websocket_can_empty_the_caches() -> None:
    assert pass_through([framed(BackMsg(clear_cache=True)), framed(BackMsg(clear_cache=False))]) == []


def test_other_frames_pass_as_they_are() -> None:
    others: list[Message] = [
        {"type": "websocket.connect"},
        framed(BackMsg(stop_script=True)),
        {"type": "websocket.receive", "bytes": b"\xff no message"},
        {"type": "websocket.receive", "text": "words"},
    ]
    assert pass_through(others) == others
