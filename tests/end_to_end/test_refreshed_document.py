"""A refreshed document changes what the local Core API does, without any code for it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.document import DOCUMENT

from authpi_admin.testing import CoreAPI, _state
from authpi_admin.testing._document import Document

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from helpers.document import Json

STRING = {"type": "string"}
SCHEMAS = {
    "Widget": {
        "type": "object",
        "required": ["id", "issuer_id", "name", "colour", "created_at"],
        "properties": {
            "id": {**STRING, "x-id-prefix": "wdg_"},
            "issuer_id": STRING,
            "name": STRING,
            "colour": {**STRING, "enum": ["red", "blue"]},
            "note": {"type": ["string", "null"]},
            "created_at": {"type": "integer"},
            "updated_at": {"type": ["integer", "null"]},
        },
    },
    "WidgetInput": {
        "type": "object",
        "properties": {
            "name": {**STRING, "minLength": 2},
            "colour": {**STRING, "enum": ["red", "blue"]},
            "note": {"type": ["string", "null"]},
        },
    },
}
WIDGET = {"$ref": "#/components/schemas/Widget"}
COLLECTION = "/v1/accounts/{account_id}/issuers/{issuer_id}/widgets"


def operation(name: str, data: Json | None = None, *parameters: Json, body: bool = False, **envelope: Json) -> Json:
    content = {"application/json": {"schema": {"properties": {"data": data, **envelope}}}}
    described: Json = {
        "operationId": name,
        "parameters": [*parameters, {"$ref": "#/components/parameters/IfMatch"}],
        "responses": {"200": {"content": content} if data else {}, "403": {}},
    }
    if body:
        schema = {"$ref": "#/components/schemas/WidgetInput"}
        described["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return described


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> CoreAPI:
    """A local Core API with a document that has widgets and no invoices."""
    raw = deepcopy(DOCUMENT)
    raw["components"]["schemas"] |= SCHEMAS
    colour = {"name": "colour", "in": "query", "schema": STRING}
    rows = {"type": "array", "items": WIDGET}
    paging = [{"$ref": f"#/components/parameters/{name}"} for name in ("Limit", "Cursor")]
    raw["paths"] |= {
        COLLECTION: {
            "get": operation("widgets.list", rows, colour, *paging, has_more={"type": "boolean"}),
            "post": operation("widgets.create", WIDGET, body=True),
        },
        f"{COLLECTION}/{{widget_id}}": {
            "get": operation("widgets.get", WIDGET),
            "patch": operation("widgets.update", WIDGET, body=True),
            "delete": operation("widgets.delete"),
        },
        f"{COLLECTION}/{{widget_id}}/wind": {"post": operation("widgets.wind", WIDGET)},
    }
    del raw["paths"]["/v1/accounts/{account_id}/invoices"]
    document = Document(raw)
    monkeypatch.setattr(_state, "core_api_document", lambda: document)
    return CoreAPI()


@pytest.fixture
async def client(api: CoreAPI) -> AsyncIterator[httpx.AsyncClient]:
    base_url = f"{api.base_url}/v1/accounts/{api.account_id}"
    async with httpx.AsyncClient(transport=api.transport(), base_url=base_url, auth=api.key) as client:
        yield client


def data(response: httpx.Response) -> Any:
    assert response.status_code == 200, response.text
    return response.json()["data"]


async def test_new_resource(api: CoreAPI, client: httpx.AsyncClient) -> None:
    widgets = f"issuers/{api.issuer_id}/widgets"
    refused = await client.post(widgets, json={"name": "x", "colour": "green"})
    assert sorted(field["field"] for field in refused.json()["fields"]) == ["colour", "name"]
    blue, red = [
        data(await client.post(widgets, json={"name": "Knob", "colour": colour, "note": "new"}))
        for colour in ("blue", "red")
    ]
    path = f"{widgets}/{blue['id']}"
    assert blue["id"].startswith("wdg_")
    assert data(await client.get(f"{widgets}?colour=blue")) == [blue]
    page = (await client.get(f"{widgets}?limit=1")).json()
    assert data(await client.get(f"{widgets}?cursor={page['next_cursor']}")) == [red]

    changed = await client.patch(path, json={"note": None}, headers={"if-match": f'"{blue["created_at"]}"'})
    assert data(changed) == {**blue, "note": None, "updated_at": changed.json()["data"]["updated_at"]}
    assert (await client.patch(path, json={}, headers={"if-match": '"1"'})).status_code == 412
    assert data(await client.post(f"{path}/wind")) == changed.json()["data"]
    assert (await client.delete(path)).status_code == 200
    assert (await client.get(path)).status_code == 404
    assert data(await client.get(widgets)) == [red]
    events = data(await client.get("events"))
    assert [event["trigger"] for event in events] == [
        "widgets.create",
        "widgets.create",
        "widgets.update",
        "widgets.delete",
    ]


async def test_removed_operation_is_not_found(client: httpx.AsyncClient) -> None:
    assert (await client.get("invoices")).status_code == 404
    assert (await client.get("usage")).status_code == 200
