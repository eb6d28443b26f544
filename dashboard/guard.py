"""Stands behind the door of a dashboard that people sign on to: hands files to readers only, and leads them back."""

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.doors import find_sign_on, read_cookie
from dashboard.way_back import lead_back, remember

# Where Streamlit hands out the files that were made for somebody's download, takes in files that nobody asked for, and
# tells how many are reading.
GUARDED = ("/media/", "/_stcore/upload_file/", "/_stcore/metrics")
SECURE = b"; Secure"


class Guard:
    """ASGI middleware; without signing on, and for what is no answer over HTTP, it does nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sign_on = find_sign_on()
        if scope["type"] != "http" or sign_on is None:
            await self.app(scope, receive, send)
            return
        cookies = HTTPConnection(scope).cookies
        is_reader = sign_on.admits(read_cookie(cookies))
        if scope["path"].startswith(GUARDED) and not is_reader:
            await PlainTextResponse("Sign in first.", 403)(scope, receive, send)
            return

        async def pass_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                lead_back(message, scope, cookies)
                if not is_reader:
                    remember(message, scope)
                if sign_on.place.startswith("https:"):
                    secure_cookies(message)
            await send(message)

        await self.app(scope, receive, pass_on)


def secure_cookies(start: Message) -> None:
    """Let no cookie travel without TLS: Streamlit leaves the word out, for it is served without as well."""
    start["headers"] = [
        (name, value + SECURE if name.lower() == b"set-cookie" and SECURE.lower() not in value.lower() else value)
        for name, value in start["headers"]
    ]
