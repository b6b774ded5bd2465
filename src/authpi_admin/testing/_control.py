"""Implements the control API: the methods of `CoreAPI` over HTTP, for tests in any language."""

import hmac
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from authpi_admin.testing._core_api import CoreAPI
from authpi_admin.testing._document import Document
from authpi_admin.testing._problem import HttpProblem, not_found, unauthorized
from authpi_admin.testing._validation import read_body

_LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
_OPEN = {"health", "openapi"}  # operations without a token


class Control:
    """The control API as an ASGI application; `control-api.json` is its OpenAPI document."""

    def __init__(self, api: CoreAPI, token: str | None = None) -> None:
        self._api = api
        self._token = token
        self._raw = json.loads(files("authpi_admin.testing").joinpath("control-api.json").read_text(encoding="utf-8"))
        self._document = Document(self._raw)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._respond(Request(scope, receive))
        except (LookupError, TypeError, ValueError, OverflowError) as error:
            status, code = (404, "not_found") if isinstance(error, LookupError) else (400, "invalid_request")
            problem = error if isinstance(error, HttpProblem) else HttpProblem(status, code, str(error))
            response = JSONResponse(problem.body(), problem.status, problem.headers)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        found = self._document.match(request.url.path.split("/")[2:]) if request.url.path.startswith("/v1/") else None
        operation = found[0].get(request.method) if found else None
        if operation is None:
            raise not_found("route")
        if operation.id not in _OPEN:
            self._authenticate(request)
        arguments = read_body(operation, await request.body(), request.headers.get("content-type", ""))
        if operation.id == "openapi":
            return JSONResponse(self._raw)
        # The id of an operation is the name of a method of this class or else of `CoreAPI`.
        call = getattr(self, f"_{operation.id}", None) or getattr(self._api, operation.id)
        result = call(**arguments)
        return JSONResponse({"data": await result if operation.id == "settled" else result})

    def _authenticate(self, request: Request) -> None:
        """Require the token; without one, a loopback `Host`, which a foreign web page cannot send (DNS rebinding)."""
        if self._token is None:
            if request.headers.get("host", "").rpartition(":")[0] not in _LOOPBACK:
                raise HttpProblem(403, "access_denied", "Without a token, call the control API at a loopback address.")
            return
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {self._token}".encode()):
            raise unauthorized("Send the control token as Bearer credentials.")

    def _health(self) -> dict[str, str]:
        return {"status": "ok"}

    def _connection(self) -> dict[str, str]:
        ids = {"account_id": self._api.account_id, "issuer_id": self._api.issuer_id}
        return {**ids, "key_id": self._api.key[0], "key_secret": self._api.key[1]}

    def _sign_up(self, username: str, issuer: str | None = None, profile: dict[str, Any] | None = None) -> Any:
        return self._api.sign_up(username, issuer=issuer, **(profile or {}))

    def _access_token(self, user: str, scopes: Sequence[str] = ("*:**",), expires_in: int = 3600) -> dict[str, str]:
        return {"access_token": self._api.access_token(user, scopes=tuple(scopes), expires_in=expires_in)}

    def _advance(self, **step: float) -> dict[str, int]:
        self._api.clock.advance(**step)
        return {"now": self._api.clock.ms()}

    def _requests(self) -> list[dict[str, Any]]:
        """Return the received requests, without the values of their credentials."""
        shown: list[dict[str, Any]] = []
        for request in list(self._api.requests):
            headers = dict(request.headers)
            if "authorization" in headers:
                headers["authorization"] = headers["authorization"].partition(" ")[0]
            body = None if request.body is None else request.body.decode("utf-8", "replace")
            parts = {"method": request.method, "path": request.path, "query": request.query, "status": request.status}
            shown.append({**parts, "headers": headers, "body": body})
        return shown
