"""The vendored document with changes as an API vendor makes them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from helpers.document import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.document import Json

STRING = {"type": "string"}
ISSUER = "/v1/accounts/{account_id}/issuers/{issuer_id}"
WIDGETS = f"{ISSUER}/widgets"
WIDGET: Json = {
    "type": "object",
    "required": ["id", "name", "created_at"],
    "properties": {
        "id": STRING,
        "name": STRING,
        "colour": {"type": "string", "enum": ["red", "blue"]},
        "created_at": {"type": "integer"},
    },
}


def content(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def one(schema: Json) -> Json:
    """A response with one resource."""
    envelope = {"type": "object", "required": ["data"], "properties": {"data": schema}}
    return {"description": "Done.", "content": content(envelope)}


def page(schema: Json) -> Json:
    """A response with one page of a list."""
    members = {"data": {"type": "array", "items": schema}, "has_more": {"type": "boolean"}, "next_cursor": STRING}
    return {
        "description": "Done.",
        "content": content({"type": "object", "required": ["data", "has_more"], "properties": members}),
    }


def operation(name: str, summary: str, **members: object) -> Json:
    """An operation of the issuers' widgets."""
    done = {"responses": {"204": {"description": "Done."}}}
    return {"operationId": name, "tags": [name.partition(".")[0]], "summary": summary, **done, **members}


def parameter(name: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": STRING}


def references(*names: str) -> list[Json]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


CONDITIONAL = references("IfMatch")


def add_widgets(document: Json) -> None:
    """Add a resource to issuers."""
    widget = {"$ref": "#/components/schemas/Widget"}
    body = {"required": True, "content": content({"$ref": "#/components/schemas/CreateWidgetInput"})}
    components = document["components"]["schemas"]
    components["Widget"] = WIDGET
    components["CreateWidgetInput"] = {"type": "object", "required": ["name"], "properties": {"name": STRING}}
    document["tags"].append({"name": "widgets", "description": 'Widgets """of an issuer.'})
    document["paths"][WIDGETS] = {
        "parameters": references("AccountId", "IssuerId"),
        "get": operation(
            "widgets.list", "List widgets", parameters=references("Limit", "Cursor"), responses={"200": page(widget)}
        ),
        "post": operation("widgets.create", "Create a widget", requestBody=body, responses={"201": one(widget)}),
    }
    document["paths"][f"{WIDGETS}/{{widget_id}}"] = {
        "parameters": [*references("AccountId", "IssuerId"), parameter("widget_id")],
        "get": operation("widgets.get", "Get a widget", responses={"200": one(widget)}),
        "patch": operation(
            "widgets.update",
            "Update a widget",
            requestBody=body,
            responses={"200": one(widget)},
            parameters=CONDITIONAL,
        ),
        "delete": operation("widgets.delete", "Delete a widget"),
    }


def add_collection(document: Json, collection: str, ids: list[str], name: str) -> None:
    """Add a collection of widgets: list, create, get, update, delete."""
    widget, resource = {"$ref": WIDGET_REFERENCE}, collection.rpartition("/")[2]
    body = {"required": True, "content": content({"$ref": "#/components/schemas/CreateWidgetInput"})}
    shared = [*references("AccountId"), *map(parameter, ids)]
    document["paths"][collection] = {
        "parameters": shared,
        "get": operation(
            f"{resource}.list",
            f"List {resource}",
            parameters=references("Limit", "Cursor"),
            responses={"200": page(widget)},
        ),
        "post": operation(f"{resource}.create", "Create one", requestBody=body, responses={"201": one(widget)}),
    }
    document["paths"][f"{collection}/{{{name}}}"] = {
        "parameters": [*shared, parameter(name)],
        "get": operation(f"{resource}.get", "Get one", responses={"200": one(widget)}),
        "patch": operation(
            f"{resource}.update", "Update one", requestBody=body, responses={"200": one(widget)}, parameters=CONDITIONAL
        ),
        "delete": operation(f"{resource}.delete", "Delete one"),
    }


def add_gadgets(document: Json) -> None:
    """Add a resource to accounts, and two below it: gadgets have parts, and parts have screws. Needs widgets."""
    gadgets = "/v1/accounts/{account_id}/gadgets"
    add_collection(document, gadgets, [], "gadget_id")
    add_collection(document, f"{gadgets}/{{gadget_id}}/parts", ["gadget_id"], "part_id")
    screws = f"{gadgets}/{{gadget_id}}/parts/{{part_id}}/screws"
    add_collection(document, screws, ["gadget_id", "part_id"], "screw_id")
    document["paths"][f"{gadgets}/{{gadget_id}}/restart"] = {
        "parameters": [*references("AccountId"), parameter("gadget_id")],
        "post": operation("gadgets.restart", "Restart a gadget"),
    }


def add_list_of_user(document: Json) -> None:
    """Add a resource to users, and an operation to one that exists."""
    row = {"$ref": "#/components/schemas/Widget"}
    document["paths"][f"{ISSUER}/users/{{user_id}}/badges"] = {
        "parameters": references("AccountId", "IssuerId", "UserId"),
        "get": operation(
            "badges.list", "List badges of a user", parameters=references("Cursor"), responses={"200": page(row)}
        ),
    }
    document["paths"][f"{ISSUER}/users/{{user_id}}/ban"] = {
        "parameters": references("AccountId", "IssuerId", "UserId"),
        "post": operation("users.ban", "Ban a user"),
    }


def add_to_account(document: Json) -> None:
    """Add a resource to accounts, whose operations are called as generators call them."""
    document["paths"]["/v1/accounts/{account_id}/audit-exports"] = {
        "parameters": references("AccountId"),
        "get": operation(
            "listAuditExports",
            "List exports",
            parameters=references("Cursor"),
            responses={"200": page({"$ref": WIDGET_REFERENCE})},
        ),
    }


WIDGET_REFERENCE = "#/components/schemas/Widget"


def rename_operation(document: Json) -> None:
    document["paths"]["/v1/accounts/{account_id}/notes/backlinks"]["get"]["operationId"] = "notes.referrers"


def change_schemas(document: Json) -> None:
    """Change fields and values of schemas that exist."""
    schemas = document["components"]["schemas"]
    schemas["Note"]["properties"]["pinned_by"] = {"type": ["string", "null"]}
    schemas["UserStatus"]["enum"].append("archived")
    schemas["NoteCount"]["properties"]["total"] = schemas["NoteCount"]["properties"].pop("count")
    schemas["NoteCount"]["required"] = ["total"]


ALL: tuple[Callable[[Json], None], ...] = (
    add_widgets,
    add_list_of_user,
    add_to_account,
    add_gadgets,
    rename_operation,
    change_schemas,
)


def changed(*edits: Callable[[Json], object], document: Json = DOCUMENT) -> Json:
    """Change a document.

    Args:
        *edits: The changes.
        document: The document. It is not changed.

    Returns:
        The changed document.
    """
    new = deepcopy(document)
    for edit in edits:
        edit(new)
    return new
