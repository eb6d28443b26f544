"""A provider that people sign on with, on loopback: it believes whatever the test says of them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT = "hongbao-test"


@dataclass
class Provider:
    """Whoever comes is the person with these `claims`; `spoilt` replaces claims of the token itself (nonce, aud)."""

    port: int
    claims: dict[str, object] = field(default_factory=dict)
    spoilt: dict[str, object] = field(default_factory=dict)
    nonces: dict[str, str] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    # The key that signs: another one than is published makes a token that nobody should believe.
    signing: RSAKey | None = None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def metadata(self, _: Request) -> Response:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        known = {name: f"{self.issuer}/{place}" for name, place in places.items()}
        return JSONResponse({"issuer": self.issuer, "id_token_signing_alg_values_supported": ["RS256"], **known})

    def jwks(self, _: Request) -> Response:
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    def authorize(self, request: Request) -> Response:
        asked = request.query_params
        code = f"code-{len(self.nonces)}"
        self.nonces[code] = asked["nonce"]
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", status_code=302)

    async def token(self, request: Request) -> Response:
        async with request.form() as form:
            code = str(form["code"])
        now = int(time.time())
        usual = {
            "iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300, "nonce": self.nonces[code],
        }  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "one"}, usual | self.claims | self.spoilt, self.signing or self.key)
        return JSONResponse({"access_token": "access", "token_type": "Bearer", "id_token": token})

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.metadata),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/jwks", self.jwks),
            ]
        )


@contextmanager
def serve_provider(provider: Provider) -> Iterator[None]:
    """Answer for as long as the test needs it."""
    server = uvicorn.Server(uvicorn.Config(provider.app(), port=provider.port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)
