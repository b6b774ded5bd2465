"""Body types work where they are evaluated: with pydantic, and as bodies of a FastAPI application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from authpi_core import models
from fastapi import FastAPI
from helpers.document import FORMS, OPERATIONS, example, target
from helpers.document_types import body_name
from pydantic import TypeAdapter, ValidationError

from authpi_admin import types as t

if TYPE_CHECKING:
    from helpers.document import Form, Json

BODIES = {body_name(target(operation.body) or ""): operation.body for operation in OPERATIONS if operation.body}
SHORT_FORMS: list[tuple[Any, Json]] = [
    (t.NewUserInput, {"email": "alice@example.com", "profile": {"first_name": "Alice"}}),
    (t.NewWebhookInput, {"url": "https://example.com", "auth": {"type": "bearer"}, "events": ["user.created"]}),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BODIES)
def test_pydantic_reads_a_body(name: str, form: Form) -> None:
    given = example(BODIES[name] or {}, form)
    assert TypeAdapter(getattr(models, name)).validate_python(given) == given


@pytest.mark.parametrize("name", [name for name in BODIES if getattr(models, name).__required_keys__])
def test_pydantic_requires_what_the_document_requires(name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(getattr(models, name)).validate_python({})
    missing = {error["loc"][0] for error in caught.value.errors() if error["type"] == "missing"}
    assert missing == getattr(models, name).__required_keys__


@pytest.mark.parametrize(("body", "given"), SHORT_FORMS)
def test_pydantic_reads_a_body_with_a_short_form(body: Any, given: Json) -> None:
    assert TypeAdapter(body).validate_python(given) == given


def application(bodies: dict[str, Any]) -> FastAPI:
    """Make an application that returns each body as it was read."""
    app = FastAPI()
    for name, kind in bodies.items():

        async def handle(body: Any) -> Any:
            return body

        handle.__annotations__["body"] = kind
        app.post(f"/{name}")(handle)
    return app


NAMES = [
    *("CreateUserInput", "UpdateUserInput", "CreateOrganizationInput", "UpdateOrganizationInput"),
    *("CreateWebhookInput", "UpdateWebhookInput"),
]


async def test_fastapi_takes_bodies_and_describes_them() -> None:
    kinds = {name: getattr(models, name) for name in NAMES} | {kind.__name__: kind for kind, _ in SHORT_FORMS}
    transport = httpx.ASGITransport(app=application(kinds))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        for name in NAMES:
            given = example(BODIES[name] or {})
            response = await client.post(f"/{name}", json=given)
            assert (response.status_code, response.json()) == (200, given)
        for kind, given in SHORT_FORMS:
            response = await client.post(f"/{kind.__name__}", json=given)
            assert (response.status_code, response.json()) == (200, given)
        assert (await client.post("/CreateUserInput", json={"username": "alice"})).status_code == 422
        described = (await client.get("/openapi.json")).json()["components"]["schemas"]
    for name, kind in kinds.items():
        assert set(described[name]["properties"]) == kind.__annotations__.keys()
        assert set(described[name].get("required", [])) == kind.__required_keys__
