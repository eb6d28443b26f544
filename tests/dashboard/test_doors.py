"""Who may not read sees no figure; a door that is set up by half does not open at all, and no secret is told."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit import config
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard import doors, release
from dashboard.guard import Guard
from dashboard.sign_on import UNGUARDED, WANTED, SignOn, guard_address, read_sign_on
from dashboard.sign_on_parts import SignOnError
from flows.errors import RunError
from flows.reading_commands import dashboard
from flows.serving import find_door, free_port
from tests.dashboard.opening import APP

CLIENT_SECRET, COOKIE_SECRET = "client-" + "c" * 32, "cookie-" + "k" * 32
EVERYWHERE = "0.0.0.0"  # noqa: S104 - to be refused
Headers = list[tuple[bytes, bytes]]
ANN = {"email": "ann@example.com", "email_verified": True, "is_logged_in": True}
EVE = {"email": "eve@evil.example", "email_verified": True, "is_logged_in": True}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Settings of signing on that are whole."""
    (tmp_path / "client").write_text(f"{CLIENT_SECRET}\n", "utf-8")
    (tmp_path / "cookie").write_text(f"{COOKIE_SECRET}\n", "utf-8")
    values = (
        "https://login.example/tenant", "hongbao", str(tmp_path / "client"), str(tmp_path / "cookie"),
        "https://hongbao.example/oauth2callback", "Bob@Partner.example, @example.com",
    )  # fmt: skip
    return dict(zip(WANTED, values, strict=True))


@pytest.fixture
def sign_on(environment: dict[str, str]) -> SignOn:
    sign_on = read_sign_on(environment)
    assert sign_on is not None
    return sign_on


@pytest.fixture
def guarded(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A dashboard with a door."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    doors.find_sign_on.cache_clear()
    yield
    doors.find_sign_on.cache_clear()


def test_whole_settings_are_read_and_keep_their_secrets(sign_on: SignOn) -> None:
    assert sign_on.for_streamlit() == {
        "server_metadata_url": "https://login.example/tenant/.well-known/openid-configuration",
        "client_id": "hongbao",
        "client_secret": CLIENT_SECRET,
        "cookie_secret": COOKIE_SECRET,
        "redirect_uri": "https://hongbao.example/oauth2callback",
    }
    assert sign_on.host == "hongbao.example"
    assert CLIENT_SECRET not in repr(sign_on)
    assert COOKIE_SECRET not in repr(sign_on)


def test_without_a_setting_there_is_no_door() -> None:
    assert read_sign_on({"HONGBAO_DATA": "data", WANTED[0]: " "}) is None


@pytest.mark.parametrize("name", WANTED)
def test_half_of_the_settings_is_none(environment: dict[str, str], name: str) -> None:
    del environment[name]
    with pytest.raises(SignOnError, match=f"by half, without {name}: "):
        read_sign_on(environment)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HONGBAO_OIDC_ISSUER", "http://login.example", "begins with https://"),
        ("HONGBAO_OIDC_ISSUER", "https://[login", "begins with https://"),
        ("HONGBAO_OIDC_ISSUER", "https://me@login.example", "begins with https://"),
        ("HONGBAO_OIDC_REDIRECT_URI", "https://hongbao.example/callback", "must end in /oauth2callback"),
        ("HONGBAO_OIDC_REDIRECT_URI", "http://hongbao.example/oauth2callback", "begins with https://"),
        ("HONGBAO_OIDC_CLIENT_SECRET_FILE", "/nowhere/at/all", "cannot be read"),
        ("HONGBAO_OIDC_CLIENT_SECRET_FILE", "/dev/null", "holds less than 1 characters"),
        ("HONGBAO_OIDC_COOKIE_SECRET_FILE", "/dev/null", "openssl rand -hex 32"),
        ("HONGBAO_READERS", "example.com", "neither an e-mail address nor a domain"),
        ("HONGBAO_READERS", "@", "neither an e-mail address nor a domain"),
        ("HONGBAO_READERS", ",", "neither an e-mail address nor a domain"),
        ("HONGBAO_READERS", "a@b@example.com", "neither an e-mail address nor a domain"),
        ("HONGBAO_READERS", '"@example.com"', "without quotes, brackets and *"),
        ("HONGBAO_READERS", "'@example.com'", "without quotes, brackets and *"),
        ("HONGBAO_READERS", "*@example.com", "without quotes, brackets and *"),
        ("HONGBAO_READERS", "<ann@example.com>", "without quotes, brackets and *"),
        ("HONGBAO_READERS", "@*", "without quotes, brackets and *"),
        ("HONGBAO_READERS", "@.example.com", "neither an e-mail address nor a domain"),
        ("HONGBAO_READERS", "@example.com.", "neither an e-mail address nor a domain"),
        ("HONGBAO_READERS", "bob@partner.example @a..example", "'@a..example' is neither"),
        ("HONGBAO_OIDC_CLIENT_SECRET_FILE", "/secrets/a\0b", "cannot be read (ValueError)"),
        ("HONGBAO_OIDC_CLIENT_SECRET_FILE", "/secrets/a\nb", "cannot be read"),
    ],
)
def test_what_is_not_right_is_refused_in_one_line(
    environment: dict[str, str], name: str, value: str, words: str
) -> None:
    with pytest.raises(SignOnError) as refused:
        read_sign_on(environment | {name: value})
    said = str(refused.value)
    assert name in said
    assert words in said
    assert "\n" not in said
    assert CLIENT_SECRET not in said
    assert COOKIE_SECRET not in said


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("HTTPS://Hongbao.Example", "https://hongbao.example"),
        ("https://hongbao.example:443", "https://hongbao.example"),
        ("https://hongbao.example:", "https://hongbao.example"),
        ("https://hongbao.example:08443", "https://hongbao.example:8443"),
        ("https://hongbao.example:80", "https://hongbao.example:80"),
        ("http://LocalHost:80", "http://localhost"),
        ("http://127.0.0.1:8501", "http://127.0.0.1:8501"),
        ("https://[2001:DB8:0:0::7]:443", "https://[2001:db8::7]"),
    ],
)
def test_a_redirect_address_is_written_as_the_browser_writes_its_origin(
    environment: dict[str, str], given: str, origin: str
) -> None:
    sign_on = read_sign_on(environment | {"HONGBAO_OIDC_REDIRECT_URI": f"{given}/oauth2callback"})
    assert sign_on is not None
    assert sign_on.place == origin
    assert sign_on.for_streamlit()["redirect_uri"] == f"{origin}/oauth2callback"


@pytest.mark.parametrize(
    "origin",
    [
        "https://hongbao.example:0", "https://hongbao.example:65536", "https://hongbao.example:https",
        "https://*.example", "https://hong_bao.example", "https://.example", "https://hongbao.example.",
        "https://hongb\u00e4o.example", "https://192.0.2", "https://0x7f.1", "https://[fe80::1%25eth0]",
    ],
)  # fmt: skip
def test_a_redirect_address_that_no_browser_has_is_refused(environment: dict[str, str], origin: str) -> None:
    with pytest.raises(SignOnError, match=r"^HONGBAO_OIDC_REDIRECT_URI is [^\n]+give one host[^\n]+$"):
        read_sign_on(environment | {"HONGBAO_OIDC_REDIRECT_URI": f"{origin}/oauth2callback"})


@pytest.mark.parametrize("readers", ["o'brien@example.com", "ann+news@sub.example.com", "@\u4f8b\u5b50.example"])
def test_readers_with_rare_signs_are_taken(environment: dict[str, str], readers: str) -> None:
    sign_on = read_sign_on(environment | {"HONGBAO_READERS": readers})
    assert sign_on is not None
    assert sign_on.readers == {readers}


def test_http_is_good_enough_on_this_machine(environment: dict[str, str]) -> None:
    environment["HONGBAO_OIDC_ISSUER"] = "http://127.0.0.1:9/.well-known/openid-configuration"
    environment["HONGBAO_OIDC_REDIRECT_URI"] = "http://localhost:8501/oauth2callback"
    sign_on = read_sign_on(environment)
    assert sign_on is not None
    assert sign_on.metadata == "http://127.0.0.1:9/.well-known/openid-configuration"


@pytest.mark.parametrize(
    ("email", "is_verified", "is_admitted"),
    [
        ("ann@example.com", True, True),
        ("Ann@EXAMPLE.com", "true", True),
        ("bob@partner.example", True, True),
        ("ann@example.com", False, False),
        ("ann@example.com", None, False),
        ("ann@example.com", 1, False),
        ("ann@example.com", ["true"], False),
        ("eve@partner.example", True, False),
        ("eve@evil.example", True, False),
        ("eve@evil.example@example.com", True, False),
        ("eve@sub.example.com", True, False),
        ("eve@notexample.com", True, False),
        ("bob@partner.example\u200b", True, False),
        ("@example.com", True, False),
        ("", True, False),
        (None, True, False),
        (["ann@example.com"], True, False),
    ],
)
def test_only_readers_with_a_verified_address_are_admitted(
    sign_on: SignOn, email: object, is_verified: object, *, is_admitted: bool
) -> None:
    assert sign_on.admits({"email": email, "email_verified": is_verified}) is is_admitted
    assert not sign_on.admits({})


def test_a_letter_that_only_looks_like_another_admits_nobody(environment: dict[str, str]) -> None:
    sign_on = read_sign_on(environment | {"HONGBAO_READERS": "@kite.example"})
    assert sign_on is not None
    assert sign_on.admits({"email": "ann@kite.example", "email_verified": True})
    assert not sign_on.admits({"email": "ann@\u212aite.example", "email_verified": True})


@pytest.mark.parametrize("address", [EVERYWHERE, "::", "192.0.2.7", "hongbao.example", ""])
def test_without_a_door_nothing_is_served_beyond_this_machine(address: str, sign_on: SignOn) -> None:
    with pytest.raises(SignOnError, match="set up signing on"):
        guard_address(address, None)
    guard_address(address, sign_on)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost"])
def test_on_this_machine_no_door_is_needed(address: str) -> None:
    guard_address(address, None)


def test_the_command_says_it_in_one_line(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RunError, match=r"not served at 0\.0\.0\.0"):
        find_door(EVERYWHERE)
    monkeypatch.setenv("HONGBAO_READERS", "@example.com")
    with pytest.raises(RunError, match="by half"):
        find_door("127.0.0.1")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert find_door(EVERYWHERE) is not None
    with pytest.raises(RunError, match="no address of this machine"):
        free_port(None, "192.0.2.7")


def test_the_command_refuses_before_it_looks_at_anything_else(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"not served at 0\.0\.0\.0"):
        dashboard(data=tmp_path / "nowhere", port=None, address=EVERYWHERE)


@pytest.mark.usefixtures("guarded")
def test_the_server_answers_to_the_name_that_readers_use() -> None:
    from dashboard.server import settle_door

    before = config.get_option("server.allowedHosts")
    try:
        assert settle_door()["auth"]["client_id"] == "hongbao"  # type: ignore[index, call-overload]
        assert "hongbao.example" in config.get_option("server.allowedHosts")
    finally:
        config.set_option("server.allowedHosts", before)


@pytest.mark.parametrize(
    ("name", "value"), list(zip(UNGUARDED, ({"X-Mail": "email"}, True, "hongbao"), strict=True)), ids=UNGUARDED
)
@pytest.mark.usefixtures("guarded")
def test_a_server_with_a_way_past_its_door_ends_in_one_line(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.server import settle_door

    find = config.get_option
    monkeypatch.setattr(config, "get_option", lambda wanted: value if wanted == name else find(wanted))
    with pytest.raises(SystemExit, match=rf"^hongbao: {name} cannot be set where people sign on: [^\n]+$"):
        settle_door()


def test_a_server_with_half_a_door_ends_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.server import settle_door

    monkeypatch.setenv("HONGBAO_READERS", "@example.com")
    doors.find_sign_on.cache_clear()
    with pytest.raises(SystemExit, match=r"^hongbao: signing on is set up by half, [^\n]+$"):
        settle_door()


def open_app(folder: Path, monkeypatch: pytest.MonkeyPatch, lang: str = "en") -> AppTest:
    monkeypatch.setenv("HONGBAO_DATA", str(folder))
    app = AppTest.from_file(APP, default_timeout=30)
    app.query_params["lang"] = lang
    app.run()
    assert not app.exception
    return app


def see(app: AppTest) -> str:
    titles = [*app.title, *app.html, *app.button]
    return "\n".join(str(getattr(one, "label", "") or one.value) for one in titles)


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize(
    ("claims", "lang", "words"),
    [
        ({}, "en", ("Who is spending what", "Sign in")),
        ({}, "zh", ("谁花了多少", "登录")),
        (EVE, "en", ("not among the readers", "Signed in as eve@evil.example", "Sign out")),
        (EVE | {"email": "<script>x</script>"}, "zh", ("不在本看板的读者名单中", "&lt;script&gt;", "退出登录")),
        (ANN | {"email_verified": False}, "en", ("not among the readers",)),
    ],
)
def test_who_may_not_read_is_shown_the_door_and_no_release_is_opened(
    room_folder: Path, monkeypatch: pytest.MonkeyPatch, claims: Mapping[str, object], lang: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(doors, "read_visitor", lambda: claims)
    monkeypatch.setattr(release, "find_version", None)  # the first that is asked of a release, and by this name only
    page = see(open_app(room_folder, monkeypatch, lang))
    assert all(word in page for word in words)
    assert "bn" not in page
    assert "<script>" not in page
    assert COOKIE_SECRET not in page


@pytest.mark.usefixtures("guarded")
def test_a_reader_is_let_in_and_can_sign_out(room_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "read_visitor", lambda: ANN)
    app = open_app(room_folder, monkeypatch)
    assert "Data up to" in see(app)
    assert app.button(key="sign-out").help == "ann\\@example\\.com"


def fetch(address: str, cookie: str = "", answer: tuple[int, Headers] = (200, [])) -> tuple[int, dict[bytes, bytes]]:
    """The door's answer and its headers; whatever is behind the door gives `answer`."""
    path, _, query = address.partition("?")
    answered: list[Message] = []

    async def behind(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": answer[0], "headers": [*answer[1]]})
        await send({"type": "http.response.body", "body": b"figures"})

    async def send(message: Message) -> None:
        answered.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    headers = [(b"cookie", cookie.encode("latin-1"))] if cookie else []
    scope = {"type": "http", "method": "GET", "path": path, "headers": headers, "query_string": query.encode()}
    asyncio.run(Guard(behind)(scope, receive, send))
    status: int = answered[0]["status"]
    assert status != 403 or b"figures" not in b"".join(message.get("body", b"") for message in answered)
    return status, dict(answered[0]["headers"])


def sign(claims: Mapping[str, object], secret: str = COOKIE_SECRET) -> str:
    value = create_signed_value(secret, "_streamlit_user", json.dumps(claims))
    return f"_streamlit_user={value.decode()}"


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize(
    ("cookie", "status"),
    [
        ("", 403),
        (sign(ANN), 200),
        (sign(EVE), 403),
        (sign(ANN, "another" + "k" * 32), 403),
        (sign(EVE).replace("_user=", "_user=x"), 403),
        ("_streamlit_user=" + json.dumps(ANN), 403),
    ],
    ids=["nobody", "a reader", "somebody else", "signed by another", "spoilt", "not signed"],
)
def test_a_file_made_for_a_download_is_handed_to_readers_only(
    monkeypatch: pytest.MonkeyPatch, cookie: str, status: int
) -> None:
    monkeypatch.setattr(doors, "get_cookie_secret", lambda: COOKIE_SECRET)
    assert fetch("/media/abc.csv", cookie)[0] == status
    assert fetch("/_stcore/upload_file/session/file", cookie)[0] == status
    assert fetch("/_stcore/metrics", cookie)[0] == status
    assert fetch("/static/media/letters.woff2")[0] == 200
    assert fetch("/")[0] == 200


def test_without_a_door_files_are_handed_out() -> None:
    doors.find_sign_on.cache_clear()
    status, headers = fetch("/media/abc.csv")
    assert status == 200
    assert b"set-cookie" not in headers


def place_of(headers: Mapping[bytes, bytes]) -> str:
    """The cookie that keeps the page that was asked for, '' where there is none."""
    return headers.get(b"set-cookie", b"").decode().partition(";")[0]


@pytest.mark.usefixtures("guarded")
def test_who_signs_in_is_led_to_the_page_they_asked_for() -> None:
    _, headers = fetch("/evidence?fact=ab12&lang=zh")
    kept = place_of(headers)
    assert headers[b"set-cookie"].endswith(b"; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure")
    signed: Headers = [(b"location", b"/"), (b"set-cookie", b"_streamlit_user=signed")]
    status, headers = fetch("/oauth2callback?code=1", kept, (302, signed))
    assert (status, headers[b"location"]) == (302, b"/evidence?fact=ab12&lang=zh")
    _, headers = fetch("/oauth2callback?code=1", "", (302, signed))
    assert headers[b"location"] == b"/"
    _, headers = fetch("/auth/logout", kept, (302, signed))
    assert headers[b"location"] == b"/"


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize(
    "place",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/a/b", "/evidence?a b", "/evidence?a\r\nb", ""],
)
def test_nobody_is_led_to_another_site(place: str) -> None:
    signed: Headers = [(b"location", b"/"), (b"set-cookie", b"_streamlit_user=signed")]
    _, headers = fetch("/oauth2callback", f"hongbao_place={quote(place, safe='')}", (302, signed))
    assert headers[b"location"] == b"/"


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize(
    "address", ["/", "/_stcore/health", "/auth/login?provider=a", "/nothing", "/evidence?" + "a" * 3000]
)
def test_only_pages_are_remembered(address: str) -> None:
    assert place_of(fetch(address)[1]) == ""
