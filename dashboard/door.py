"""Adds to each answer what a browser must not let a page do, and to each page where its server is."""

from dataclasses import dataclass, field

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.menu_names import write_naming

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "frame-src 'none'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"
)
RULES = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"DENY",
}
# Without it Streamlit's page looks for the server below its own address (/evidence/_stcore) and logs errors.
PLACE = b'window.__streamlit={BACKEND_BASE_URL:window.location.origin+"/"};'
# Streamlit writes down each step to an address: from page to page it passes ones without a season, which the page then
# completes, and at times the old page with the new page's parameters. Nobody was there, so they are no steps of the
# browser's history: else Back leads to them, and is stuck there. A step is what follows on a click or a key.
HISTORY = b"""{const push=history.pushState,isWhole=url=>new URL(url,location).searchParams.has("season");
const isLeaving=url=>new URL(url,location).searchParams.has("fact")&&!location.pathname.endsWith("/evidence");
let wasBare=false,isPassing=false;
for(const act of["pointerdown","keydown","popstate"])addEventListener(act,()=>{wasBare=isPassing=false},true);
history.pushState=function(state,title,url){const isHere=new URL(url,location).pathname===location.pathname;
if(isHere&&isWhole(location)&&!isWhole(url)){wasBare=true;return}
if(isHere&&isLeaving(url))return;
const isNone=isHere?!isWhole(location):isPassing;isPassing=isHere&&wasBare;wasBare=false;
(isNone?history.replaceState:push).call(history,state,title,url)}}"""
# Streamlit does nothing on a click on the page that is open; who reads of one figure wants the list.
MENU = b"""addEventListener("click",event=>{
const link=event.target.closest?.("[data-testid=stTopNavLink],[data-testid=stSidebarNavLink]");
if(!link||event.button||event.ctrlKey||event.metaKey||event.shiftKey)return;
if(new URL(link.href,location).pathname!==location.pathname)return;
const kept=[...new URLSearchParams(location.search)].filter(([name])=>["lang","season","apps"].includes(name));
const query=new URLSearchParams(kept).toString();
if(query===location.search.slice(1))return;
event.preventDefault();event.stopPropagation();
history.pushState({},"",location.pathname+"?"+query);dispatchEvent(new PopStateEvent("popstate",{state:{}}))},true);"""
# Streamlit's page says that it is English; a voice that reads Chinese with English sounds is of no use. Another
# language is told once its words are there: the browser lays the whole page out for it, and not for the old words too.
LANGUAGE = b"""{const root=document.documentElement,rest="data-test-script-state";
const tell=()=>{const lang=new URLSearchParams(location.search).get("lang")==="zh"?"zh-CN":"en";
if(root.lang!==lang)root.lang=lang};tell();
new MutationObserver(changes=>{if(changes.some(({target})=>target.getAttribute(rest)==="notRunning"))tell()})
.observe(root,{subtree:true,attributeFilter:[rest]})}"""
HEAD = b"<head><script>" + PLACE + HISTORY + MENU + LANGUAGE + write_naming() + b"</script>"


class Door:
    """ASGI middleware around the whole server; over a websocket all passes but the wish to empty the caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, without_clearing(receive) if scope["type"] == "websocket" else receive, send)
            return
        # A page is written into, so it must not come packed; files with an ending may.
        is_page = "." not in scope["path"].rsplit("/", 1)[-1]
        headers = [(name, value) for name, value in scope["headers"] if not (is_page and name == b"accept-encoding")]
        await self.app({**scope, "headers": headers}, receive, Answer(send).pass_on)


@dataclass(slots=True)
class Answer:
    """One answer on its way out; that of a page is held until it is whole."""

    send: Send
    start: Message | None = None
    body: bytes = field(default=b"")

    async def pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = add_rules(message["headers"])
            if is_html(message):
                self.start = message
                return
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self.finish(self.start)
            return
        await self.send(message)

    async def finish(self, start: Message) -> None:
        body = self.body.replace(b"<head>", HEAD, 1)
        outdated = {b"content-length", b"etag"}
        kept = [(name, value) for name, value in start["headers"] if name.lower() not in outdated]
        start["headers"] = [*kept, (b"content-length", str(len(body)).encode())]
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})
        self.start = None


def add_rules(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    given = {name.lower() for name, _ in headers}
    return [*headers, *((name, value) for name, value in RULES.items() if name not in given)]


def is_html(start: Message) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"])


def without_clearing(receive: Receive) -> Receive:
    """Streamlit empties the caches of all readers for whoever asks, signed in or not: such a message is dropped."""

    async def pass_in() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or not is_clearing(message.get("bytes") or b""):
                return message

    return pass_in


def is_clearing(data: bytes) -> bool:
    try:
        return bool(BackMsg.FromString(data).WhichOneof("type") == "clear_cache")
    except DecodeError:
        return False
