"""Operations that the generated code cannot represent stop with one sentence: where, what it is, what to do."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from generate import generate
from helpers.small_document import json_content, small_document
from openapi_document import UnsupportedError, removal
from prepare import prepare

if TYPE_CHECKING:
    from pathlib import Path

STRING = {"type": "string"}
STRINGS = {"type": "array", "items": STRING}
OBJECT = {"type": "object", "properties": {"x": STRING}}
QUERY = {"name": "q", "in": "query", "schema": STRING}
JSON = "application/json"
THINGS = "paths#/v1/{owner_id}/things"
PATH = "#/paths/~1v1~1{owner_id}~1things"
LIST, CREATE = f"{PATH}/get", f"{PATH}/post"
PARAMETERS = f"{THINGS}#get#parameters"
Q = f"{LIST}/parameters/0"
SCHEMES = {
    "basic": {"type": "http", "scheme": "basic"},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "digest": {"type": "http", "scheme": "digest"},
    "tls": {"type": "mutualTLS"},
}

# Where something is put into the small document, what, and what is said of it.
CASES: list[tuple[str, Any, str]] = [
    # the document
    ("new", {}, "#: uses new"),
    ("servers", [{"url": "https://{x}.test"}], "#/servers/0/url: a URL variable without a default"),
    (
        "servers",
        [{"url": "ftp://a.test"}],
        "#/servers/0/url: a URL that is not an HTTP URL, or has a query or a fragment",
    ),
    (
        "servers",
        [{"url": "https://a.test?x=1"}],
        "#/servers/0/url: a URL that is not an HTTP URL, or has a query or a fragment",
    ),
    ("security", [{"ghost": []}], "#/security/0/ghost: the security scheme ghost, which is missing"),
    ("security", [{"key": []}], "#/security: a credential that the client cannot send (key: apiKey header)"),
    (
        "security",
        [{"basic": [], "key": []}, {"digest": []}, {"tls": []}],
        "(basic: http basic and key: apiKey header or digest: http digest or tls: mutualTLS); allow HTTP basic",
    ),
    (f"{THINGS}#get#security", [{"key": []}], f"{LIST}/security: a credential that the client cannot send"),
    (f"{THINGS}#servers", [{"url": "https://other.test"}], f"{PATH}/servers: its own servers"),
    (f"{THINGS}#get#servers", [{"url": "https://other.test"}], f"{LIST}/servers: its own servers"),
    # paths
    (f"{THINGS}#head", {"responses": {}}, f"{PATH}: uses head"),
    (f"{THINGS}#get#new", {}, f"{LIST}: uses new"),
    ("paths#/v1/a b", {}, "#/paths/~1v1~1a b: a path with an empty segment, a dot segment or a character"),
    ("paths#/v1/a?b", {}, "#/paths/~1v1~1a?b: a path with an empty segment, a dot segment or a character"),
    ("paths#/v1//b", {}, "#/paths/~1v1~1~1b: a path with an empty segment, a dot segment or a character"),
    ("paths#/v1/../b", {}, "#/paths/~1v1~1..~1b: a path with an empty segment, a dot segment or a character"),
    ("paths#v1", {}, "#/paths/v1: a path that does not begin with a slash; write it as /v1"),
    ("paths#/{a}/{a}", {}, "#/paths/~1{a}~1{a}: a path that contains a parameter twice (a)"),
    ("paths#/v1/{id}/things", {}, f"#/paths/~1v1~1{{id}}~1things: the same path as {PATH}, with different names"),
    (
        "paths#/v2",
        {"$ref": "#/components/pathItems/Ghost"},
        "#/paths/~1v2: a reference to #/components/pathItems/Ghost",
    ),
    (
        f"{THINGS}#get#operationId",
        "things_create",
        f"{CREATE}: an operation with the Python name things_create, which {LIST} has too; rename one of them",
    ),
    # parameters
    (PARAMETERS, [{**QUERY, "in": "cookie"}], f"{Q}: a parameter in 'cookie', which the client cannot send"),
    (PARAMETERS, [{**QUERY, "in": "header", "name": "Host"}], f"{Q}: the header Host, which the client sets itself"),
    (
        PARAMETERS,
        [{**QUERY, "in": "path"}],
        f"{LIST}: path parameters (owner_id, q) that do not match those in the path",
    ),
    (PARAMETERS, [{**QUERY, "new": 1}], f"{Q}: a parameter with new"),
    (PARAMETERS, [{**QUERY, "schema": {"type": "null"}}], f"{Q}: a parameter that can only be null"),
    (PARAMETERS, [QUERY, QUERY], f"{LIST}/parameters/1: a second parameter 'q' in query; remove it"),
    (
        PARAMETERS,
        [{**QUERY, "schema": {**STRING, "x-unit": "unix-ms"}}],
        f"{Q}/schema: `x-unit: unix-ms` of string, while only an integer or a number has a unit",
    ),
    (PARAMETERS, [{**QUERY, "style": "simple"}], f"{Q}: a parameter in query with the style 'simple'; use form or"),
    (
        PARAMETERS,
        [{**QUERY, "in": "header", "style": "form"}],
        f"{Q}: a parameter in header with the style 'form'; use simple",
    ),
    (
        PARAMETERS,
        [{**QUERY, "style": "deepObject"}],
        f"{Q}: a parameter in query with the style deepObject that is string",
    ),
    (
        PARAMETERS,
        [{**QUERY, "schema": STRINGS, "style": "deepObject"}],
        "with the style deepObject that is array; use form or spaceDelimited or pipeDelimited",
    ),
    (
        PARAMETERS,
        [{**QUERY, "schema": STRINGS, "style": "pipeDelimited", "explode": True}],
        f"{Q}: a parameter with the style pipeDelimited and `explode`",
    ),
    (
        PARAMETERS,
        [{**QUERY, "schema": {"type": "array", "items": STRINGS}}],
        (
            f"{Q}: a parameter in query that contains array, which cannot be serialized; use `content` with "
            "application/json"
        ),
    ),
    (
        PARAMETERS,
        [{**QUERY, "schema": {"$ref": "#/components/schemas/NewThing"}}],
        f"{Q}: a parameter in query that contains array or object",
    ),
    (PARAMETERS, [{"name": "q", "in": "query"}], f"{Q}: a parameter with neither or both of `schema` and `content`"),
    (PARAMETERS, [{**QUERY, "content": json_content(STRING)}], f"{Q}: a parameter with neither or both"),
    (
        PARAMETERS,
        [{"name": "q", "in": "query", "content": {"text/plain": {"schema": STRING}}}],
        f"{Q}/content: a parameter in query with the content 'text/plain'; use `schema`",
    ),
    (
        PARAMETERS,
        [{"name": "q", "in": "query", "content": {}}],
        f"{Q}/content: a parameter in query with the content ''",
    ),
    (
        PARAMETERS,
        [{"$ref": "#/components/parameters/Ghost"}],
        f"{Q}: a reference to #/components/parameters/Ghost, which does not exist in parameters",
    ),
    (
        "components#parameters#Owner",
        {"$ref": "#/components/parameters/Owner"},
        f"{PATH}/parameters/0: a reference to #/components/parameters/Owner, which does not exist",
    ),
    ("components#parameters#Owner#schema", OBJECT | {"not": {}}, "#/components/parameters/Owner/schema: uses not"),
    # bodies
    (
        f"{THINGS}#post#requestBody#content",
        {"text/csv": {"schema": STRING}, "multipart/form-data": {}},
        "'text/csv' and 'multipart/form-data', which the client does not support; use application/json, or remove it",
    ),
    (
        f"{THINGS}#post#requestBody#content",
        {"application/x-www-form-urlencoded": {}},
        f"{CREATE}/requestBody/content: content of the type 'application/x-www-form-urlencoded'",
    ),
    (
        f"{THINGS}#post#requestBody#content#{JSON}#itemSchema",
        {},
        f"{CREATE}/requestBody/content/application~1json: uses",
    ),
    (f"{THINGS}#post#requestBody#new", {}, f"{CREATE}/requestBody: uses new"),
    (
        f"{THINGS}#post#requestBody",
        {"$ref": "#/components/requestBodies/New"},
        f"{CREATE}/requestBody: a reference to #/components/requestBodies/New, which does not exist",
    ),
    (
        f"{THINGS}#post#requestBody#content",
        {JSON: {"schema": STRING}, f"{JSON}; v=2": {"schema": OBJECT}},
        f"{CREATE}/requestBody/content: two contents of the media type 'application/json'; keep one",
    ),
    # responses
    (f"{THINGS}#get#responses", {"404": {}}, f"{LIST}/responses: an operation without a 2xx response"),
    (f"{THINGS}#get#responses", {"302": {}, "default": {}}, f"{LIST}/responses: an operation without a 2xx response"),
    (f"{THINGS}#get#responses#200#new", {}, f"{LIST}/responses/200: uses new"),
    (
        f"{THINGS}#get#responses#200",
        {"$ref": "#/components/responses/Ok"},
        f"{LIST}/responses/200: a reference to #/components/responses/Ok",
    ),
    *(
        (
            f"{THINGS}#get#responses#200#content",
            {media_type: {"schema": STRING}},
            f"{LIST}/responses/200/content: content of the type '{media_type}'",
        )
        for media_type in ("text/csv", "application/xml", "application/octet-stream", "text/event-stream", "image/png")
    ),
    (
        f"{THINGS}#get#responses#201",
        {"content": json_content(STRING)},
        f"{LIST}/responses: 2xx responses of different forms (many, whole); keep one",
    ),
    *(
        (
            f"{THINGS}#get#responses#200#content",
            json_content({"properties": {"data": {"type": "array", "items": STRING}, name: schema}}),
            f"/responses/200/content/application~1json/schema/properties/{name}: a `{name}` of a page that is {what}",
        )
        for name, schema, what in (
            ("next_cursor", {"type": ["integer", "null"]}, "integer; describe it as a string"),
            ("next_cursor", {"anyOf": [STRING, {"type": "object"}]}, "object; describe it as a string"),
            ("next_cursor", {"anyOf": [{"oneOf": [{"type": "integer"}]}]}, "integer; describe it as a string"),
            ("next_cursor", {"anyOf": [{"$ref": "#/components/schemas/Number"}]}, "integer; describe it as a string"),
            ("has_more", STRING, "string; describe it as a boolean"),
        )
    ),
]


def put(document: dict[str, Any], where: str, value: object) -> None:
    """Put a value into a document."""
    *keys, last = where.split("#")
    part: Any = document
    for key in keys:
        part = part.setdefault(key, {})
    part[last] = value


def with_schemes() -> dict[str, Any]:
    document = small_document()
    document["components"]["securitySchemes"] = SCHEMES
    document["components"]["schemas"]["Number"] = {"type": "integer"}
    return document


@pytest.mark.parametrize(("where", "value", "message"), CASES, ids=[f"{where}-{said}" for where, _, said in CASES])
def test_what_stops_says_where_and_what_to_do(where: str, value: object, message: str) -> None:
    document = with_schemes()
    put(document, where, value)
    with pytest.raises(UnsupportedError) as stopped:
        prepare(document)
    said = str(stopped.value)
    assert message in said
    assert all(line.startswith("#") and "; " in line for line in said.splitlines())


def test_all_problems_are_reported_together_and_once_per_part() -> None:
    document = small_document()
    put(document, PARAMETERS, [{**QUERY, "in": "cookie"}])
    put(document, f"{THINGS}#post#requestBody#content", {"text/csv": {}})
    document["components"]["parameters"]["Owner"]["schema"] = {"type": "array", "items": STRINGS}
    put(document, "paths#v1", {})
    again = deepcopy(document["paths"]["/v1/{owner_id}/things"])
    for method in ("get", "post"):
        del again[method]["operationId"]
    put(document, "paths#/v3/{owner_id}", again)
    for number, path in enumerate(["/v4/{owner_id}", "/v5/{owner_id}"]):
        get: dict[str, Any] = {"operationId": f"x{number}", "responses": {"204": {}}}
        put(document, f"paths#{path}", {"parameters": [{"$ref": "#/components/parameters/Owner"}], "get": get})
    with pytest.raises(UnsupportedError) as stopped:
        prepare(document)
    places = [line.partition(":")[0] for line in str(stopped.value).splitlines()]
    assert places == [
        Q,
        f"{CREATE}/requestBody/content",
        "#/paths/v1",
        "#/paths/~1v3~1{owner_id}/get/parameters/0",
        "#/paths/~1v3~1{owner_id}/post/requestBody/content",
        "#/components/parameters/Owner",
    ]


def test_text_of_the_document_stays_in_its_line() -> None:
    document = small_document()
    put(document, "paths#/a\nb: c\u2028", {})
    with pytest.raises(UnsupportedError) as stopped:
        prepare(document)
    assert len(str(stopped.value).splitlines()) == 1


def test_the_advice_is_an_action_of_an_overlay() -> None:
    advice = removal('#/paths/~1v1~1{it\'s "x"}/get/parameters/0')
    assert advice.endswith(
        r"""- {target: "$['paths']['/v1/{it\\'s \"x\"}']['get']['parameters'][0]", """
        "description: Not needed., remove: true}"
    )


IGNORED: list[tuple[str, Any]] = [
    ("externalDocs", {"url": "https://x.test"}),
    ("webhooks", {"event": {"post": {}}}),
    ("x-new", {}),
    (f"{THINGS}#get#callbacks", {"on": {}}),
    (f"{THINGS}#get#externalDocs", {"url": "https://x.test"}),
    (f"{THINGS}#get#security", []),
    (f"{THINGS}#get#security", [{"key": []}, {"basic": []}]),
    (f"{THINGS}#get#security", [{"key": []}, {}]),
    (f"{THINGS}#get#servers", [{"url": "https://things.test"}]),
    (f"{THINGS}#get#x-internal", True),
    (f"{THINGS}#get#responses#200#links", {"next": {}}),
    (f"{THINGS}#get#responses#default", {"$ref": "#/components/responses/Ghost"}),
    (f"{THINGS}#get#responses#404", {"content": {"text/csv": {}}}),
    (f"{THINGS}#summary", "Things"),
    (f"{THINGS}#post#requestBody#content#{JSON}#encoding", {}),
    (f"{THINGS}#post#requestBody#content#text/csv", {}),
    (PARAMETERS, [{**QUERY, "example": "a", "allowEmptyValue": True, "x-new": 1}]),
    ("paths#x-note", "A note."),
]


@pytest.mark.parametrize(("where", "value"), IGNORED, ids=[where for where, _ in IGNORED])
def test_what_changes_no_request_and_no_result_is_ignored(where: str, value: object) -> None:
    document = with_schemes()
    put(document, where, value)
    prepared = prepare(document)
    assert [operation["operationId"] for item in prepared["paths"].values() for operation in item.values()] == [
        "things.list",
        "things.create",
    ]


def test_names_that_are_the_same_in_python_stop(tmp_path: Path) -> None:
    document = small_document()
    put(document, PARAMETERS, [{**QUERY, "name": "a-b"}, {**QUERY, "name": "a_b"}])
    with pytest.raises(UnsupportedError, match=rf"^{re.escape(LIST)}: .*: a_b; "):
        generate(document, tmp_path / "authpi_core")


def test_one_name_with_two_formats_of_time_in_a_body_stops(tmp_path: Path) -> None:
    document = small_document()
    schemas = document["components"]["schemas"]
    schemas["NewThing"]["properties"]["at"] = {**STRING, "format": "date"}
    schemas["Thing"]["properties"]["at"] = {**STRING, "format": "date-time"}
    where = f"{CREATE}/requestBody/content/application~1json/schema"
    message = f"{where}: times called 'at' with the formats date and date-time; use one format for this name"
    with pytest.raises(UnsupportedError, match=f"^{re.escape(message)}$"):
        generate(document, tmp_path / "authpi_core")
