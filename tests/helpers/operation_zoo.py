"""An OpenAPI document with the operations of real documents that the generated code must carry over."""

from __future__ import annotations

from typing import Any

Part = dict[str, Any]

STRING: Part = {"type": "string"}
INTEGER: Part = {"type": "integer"}
BOOLEAN: Part = {"type": "boolean"}
STRINGS: Part = {"type": "array", "items": STRING}
POINT: Part = {"type": "object", "required": ["x"], "properties": {"x": INTEGER, "y": INTEGER}}
DONE: Part = {"204": {"description": "Done."}}


def ref(section: str, name: str) -> Part:
    return {"$ref": f"#/components/{section}/{name}"}


def json_of(schema: Part, media_type: str = "application/json") -> Part:
    return {"description": "Done.", "content": {media_type: {"schema": schema}}}


def parameter(place: str, name: str, schema: Part, **more: Any) -> Part:
    return {"name": name, "in": place, "schema": schema, **({"required": True} if place == "path" else {}), **more}


def get(name: str, *parameters: Part, responses: Part | None = None, **more: Any) -> Part:
    return {"operationId": name, "parameters": list(parameters), "responses": responses or DONE, **more}


def queries() -> Part:
    """Return operations whose queries have each style."""
    choice = {"type": "string", "enum": ["up", "down"]}
    one_or_more = {"oneOf": [STRING, STRINGS]}
    styled = [
        parameter("query", "spread", STRINGS),
        parameter("query", "joined", STRINGS, explode=False),
        parameter("query", "spaced", {"type": "array", "items": INTEGER}, style="spaceDelimited"),
        parameter("query", "piped", STRINGS, style="pipeDelimited"),
        parameter("query", "point", POINT),
        parameter("query", "flat", POINT, explode=False),
        parameter("query", "deep", ref("schemas", "Filter"), style="deepObject"),
        parameter("query", "free", {"type": "object"}, style="deepObject", explode=True),
        parameter("query", "reserved", STRING, allowReserved=True),
        parameter("query", "flag", {"type": "boolean"}),
        parameter("query", "ratio", {"type": "number"}),
        parameter("query", "choice", choice),
        parameter("query", "choices", {"type": "array", "items": ref("schemas", "Color")}),
        parameter("query", "either", one_or_more),
        parameter("query", "nullable", {"type": ["integer", "null"]}),
        {"name": "where", "in": "query", "content": {"application/json; charset=utf-8": {"schema": POINT}}},
    ]
    named = [
        parameter("query", name, STRING)
        for name in ("account_id", "client", "body", "timeout", "headers", "deadline", "if_match", "self", "str", "a-b")
    ]
    limited = {**INTEGER, "minimum": 1, "maximum": 10, "default": 5}
    return {
        "/styles": {"get": get("query.styles", *styled)},
        "/names/{account_id}": {"get": get("query.names", parameter("path", "account_id", STRING), *named)},
        "/required": {
            "get": get(
                "query.required",
                parameter("query", "since", STRING, required=True),
                parameter("query", "limit", limited, description="Most rows."),
                parameter("query", "old", STRING, deprecated=True, description="Not used any more."),
            )
        },
    }


def paths_of_parameters() -> Part:
    """Return operations whose paths have each style, and other kinds of paths."""
    numbers = {"type": "array", "items": INTEGER}
    spread = parameter("path", "spread", POINT, explode=True)
    return {
        "/numbers/{number}/{flag}": {
            "get": get("path.numbers", parameter("path", "flag", BOOLEAN), parameter("path", "number", INTEGER))
        },
        "/simple/{list}/{spread}": {"get": get("path.simple", parameter("path", "list", STRINGS), spread)},
        "/label/{list}{spread}{object}": {
            "get": get(
                "path.label",
                parameter("path", "list", STRINGS, style="label"),
                parameter("path", "spread", numbers, style="label", explode=True),
                parameter("path", "object", POINT, style="label", explode=True),
            )
        },
        "/matrix/{id}{list}{spread}{object}": {
            "get": get(
                "path.matrix",
                parameter("path", "id", STRING, style="matrix"),
                parameter("path", "list", STRINGS, style="matrix"),
                parameter("path", "spread", STRINGS, style="matrix", explode=True),
                parameter("path", "object", POINT, style="matrix", explode=True),
            )
        },
        "/": {"get": get("path.root")},
        "/trailing/": {"get": get("path.trailing")},
        "/things/{id}:archive;v=1,2": {
            "parameters": [parameter("path", "id", STRING), parameter("query", "at", STRING)],
            "summary": "One thing",
            "description": "All of it.",
            "post": get("path.action", parameter("query", "at", INTEGER)),
        },
        "/shared": {"$ref": "#/components/pathItems/Shared"},
        "x-internal": {"not": "a path"},
    }


def headers() -> Part:
    """Return operations with headers."""
    many = [
        parameter("header", "X-Trace", STRING, required=True),
        parameter("header", "X-Tags", STRINGS),
        parameter("header", "X-Point", POINT, explode=True),
        parameter("header", "X-Count", INTEGER),
        {"name": "X-Json", "in": "header", "content": {"application/json": {"schema": POINT}}},
        parameter("header", "Accept", STRING),
        parameter("header", "Authorization", STRING),
        parameter("header", "if-match", STRING, required=True),
        parameter("header", "Idempotency-Key", STRING, required=True),
    ]
    return {"/headers": {"put": get("headers.set", *many)}}


def obj(**properties: Part) -> Part:
    return {"type": "object", "properties": properties}


def one(name: str, schema: Part) -> Part:
    return {f"/{name}": {"get": get(f"read.{name}", responses={"200": json_of(schema)})}}


def several(name: str, **found: Part) -> Part:
    by_status = {status.removeprefix("_"): response for status, response in found.items()}
    return {f"/{name}": {"get": get(f"read.{name}", responses=by_status)}}


def responses() -> Part:
    """Return operations with each kind of response."""
    thing = ref("schemas", "Thing")
    rows = {"type": "array", "items": thing}
    more = {"has_more": {"type": "boolean"}, "next_cursor": STRING}

    text = {"description": "A text.", "content": {"text/plain; charset=utf-8": {"schema": STRING}}}
    csv = {"schema": STRING}
    return {
        **one("bare", thing),
        **one("inline", obj(name=STRING, inner=obj(deep=STRING))),
        **one("list", rows),
        **one("names", STRINGS),
        **one("count", INTEGER),
        **one("map", {"type": "object", "additionalProperties": INTEGER}),
        **one("anything", {}),
        **one("items", obj(items=rows, next=STRING)),
        **one("total", obj(data=rows, total=INTEGER)),
        **one("page", obj(data=rows, **more)),
        **one("full_page", obj(data=rows, total=INTEGER, **more)),
        **one("envelope", ref("schemas", "ThingEnvelope")),
        **one("component_page", ref("schemas", "ThingPage")),
        **several("accepted", _200=json_of(thing), _202={"description": "Later.", "content": {}}),
        **several("absent", _200=json_of(obj(data=thing)), _204={"description": "None."}),
        **several("created", _200=json_of(thing), _201=json_of(thing)),
        **several("range", **{"2XX": json_of(thing), "4XX": {"description": "No."}}),
        **several("default", default=ref("responses", "Thing")),
        **several("text", _200=text, default=json_of(obj(error=STRING))),
        **several("vendor", _200=json_of(thing, "application/vnd.thing+json")),
        **several("wildcard", _200=json_of(thing, "*/*")),
        **several("csv", _200={**json_of(thing), "content": {"text/csv": csv, **json_of(thing)["content"]}}),
        **several(
            "referenced",
            _200={"$ref": "#/components/responses/Thing", "description": "The thing."},
            _404={"description": "No.", "content": {"application/xml": {}}},
        ),
    }


def bodies() -> Part:
    """Return operations with each kind of body."""
    thing = ref("schemas", "NewThing")

    def post(name: str, body: Part, **more: Any) -> Part:
        return {f"/write/{name}": {"post": {**get(f"write.{name}"), "requestBody": body, **more}}}

    def body(schema: Part, media_type: str = "application/json", **more: Any) -> Part:
        return {"content": {media_type: {"schema": schema}}, **more}

    two = body({"type": "object"}, "application/x-www-form-urlencoded", required=True)
    two["content"]["application/json; charset=utf-8"] = {"schema": thing, "encoding": {}}
    return {
        **post("optional", body(thing)),
        **post("array", body({"type": "array", "items": thing}, required=True, description="What is new.")),
        **post("text", body(STRING, required=True)),
        **post("patch", body(thing, "application/merge-patch+json", required=True)),
        **post("two", two),
        **post("referenced", {"$ref": "#/components/requestBodies/New", "description": "Another one."}),
        **post("empty", {"content": {}}),
    }


def more_operations() -> Part:
    """Return operations with and without descriptions."""
    callback = {"onEvent": {"{$request.body#/url}": {"post": {"responses": DONE}}}}
    return {
        "/said": {
            "servers": [{"url": "https://{region}.example.com/api/", "variables": {"region": {"default": "eu"}}}],
            "get": get("said.deprecated", deprecated=True, summary="Read it", tags=["One", "Two"]),
            "post": get("said.ignored", callbacks=callback, externalDocs={"url": "https://x.test"}, security=[]),
            "put": {"responses": DONE, "security": [{}, {"secret": []}]},
            "delete": {"x-new": 1, **get("said.secured", security=[{"cookie": []}, {"oauth": ["things:write"]}])},
        }
    }


def schemas() -> Part:
    """Return the component schemas."""
    rows = {"type": "object", "properties": {"data": {"type": "array", "items": ref("schemas", "Thing")}}}
    return {
        "Thing": {"type": "object", "required": ["name"], "properties": {"name": STRING, "size": INTEGER}},
        "NewThing": {"type": "object", "required": ["name"], "properties": {"name": STRING}},
        "Filter": {"type": "object", "properties": {"color": ref("schemas", "Color"), "min size": INTEGER}},
        "Color": {"type": "string", "enum": ["red", "green"]},
        "ThingEnvelope": {"type": "object", "properties": {"data": ref("schemas", "Thing")}},
        "More": {"type": "object", "properties": {"has_more": {"type": "boolean"}}},
        "ThingPage": {"allOf": [ref("schemas", "More"), rows]},
    }


def components() -> Part:
    """Return all components."""
    thing = {
        **json_of(ref("schemas", "Thing")),
        "headers": {"X-Rate": ref("headers", "Rate")},
        "links": {"next": {"operationId": "read.page"}},
    }
    new = {"required": True, "content": {"application/json": {"schema": ref("schemas", "NewThing")}}}
    return {
        "schemas": schemas(),
        "parameters": {"Point": parameter("query", "point", POINT), "Again": ref("parameters", "Point")},
        "responses": {"Thing": thing},
        "headers": {"Rate": {"schema": INTEGER}},
        "requestBodies": {"New": new},
        "pathItems": {"Shared": {"get": get("path.shared", ref("parameters", "Again"))}},
        "securitySchemes": {
            "basic": {"type": "http", "scheme": "Basic"},
            "bearer": {"type": "http", "scheme": "bearer"},
            "oauth": {"type": "oauth2", "flows": {}},
            "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
            "secret": {"type": "apiKey", "in": "header", "name": "X-Key"},
        },
    }


def operation_zoo() -> Part:
    """Make the document."""
    parts = [queries(), paths_of_parameters(), headers(), responses(), bodies(), more_operations()]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Operations", "version": "1"},
        "servers": [{"url": "https://{region}.example.com/api/", "variables": {"region": {"default": "eu"}}}],
        "security": [{"basic": []}, {"bearer": []}],
        "webhooks": {"event": {"post": {"responses": DONE}}},
        "tags": [{"name": "One"}],
        "paths": {path: item for part in parts for path, item in part.items()},
        "components": components(),
    }
