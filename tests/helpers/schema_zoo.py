"""Component schemas with the constructs of real documents, one property for each; `zoo` makes operations of them."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
STRING: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NULL: Schema = {"type": "null"}
TIME: Schema = {"type": "string", "format": "date-time"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def array(items: Any, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


def record(*required: str, **properties: Any) -> Schema:
    return {"type": "object", "required": list(required), "properties": properties}


def habitat() -> Schema:
    """Return an object whose properties are named after their constructs."""
    return record("id", id=STRING) | {
        "properties": {"id": STRING, **unions(), **times(), **arrays(), **values(), **marks(), **names()}
    }


def unions() -> Schema:
    inline = {"oneOf": [record("a", a=STRING), record("b", b=INTEGER)]}
    return {
        "pet": ref("Pet"),
        "pets": array(ref("Pet")),
        "nullable_pet": {"oneOf": [ref("Pet"), NULL], "description": "Maybe one."},
        "guest": {"anyOf": [ref("Cat"), NULL]},
        "event": ref("Event"),
        "implicit": ref("Implicit"),
        "plain_union": {"oneOf": [ref("Ranger"), ref("Place")]},
        "inline_union": {**inline, "discriminator": {"propertyName": "nowhere"}},
        "scalars": {"oneOf": [STRING, INTEGER]},
        "expandable": {"anyOf": [STRING, ref("Ranger")]},
        "numbers_or_list": {"anyOf": [{"type": "number"}, array(INTEGER)]},
        "mixed_list": array({"anyOf": [STRING, ref("Ranger"), NULL]}),
        "several_types": {"type": ["object", "string", "null"], "properties": {"name": STRING}},
        "nullable_object": {"type": ["object", "null"], "required": ["x"], "properties": {"x": INTEGER}},
        "any_json": ref("AnyJson"),
        "nested_texts": ref("NestedTexts"),
        "nested_rows": ref("NestedRows"),
        "filter": ref("Filter"),
        "tree": ref("Tree"),
        "base": ref("Base"),
        "open_enum": {"anyOf": [ref("Mood"), STRING]},
        "nullable_enum_component": ref("NullableMood"),
    }


def times() -> Schema:
    return {
        "born": TIME,
        "maybe_born": {**TIME, "type": ["string", "null"]},
        "fed": array(TIME),
        "visits": {"type": "object", "additionalProperties": TIME},
        "day": {"type": "string", "format": "date"},
        "in_milliseconds": {"type": "integer", "format": "date-time", "x-unit": "unix-ms"},
        "where": ref("Place"),
    }


def arrays() -> Schema:
    number = {"type": "number"}
    return {
        "point": array(False, prefixItems=[number, number]),  # noqa: FBT003 - a schema
        "span": {"type": "array", "prefixItems": [TIME, TIME], "maxItems": 2},
        "row": array(INTEGER, prefixItems=[STRING]),
        "without_items": {"type": "array"},
        "words": ref("Words"),
        "word": ref("Word"),
    }


def values() -> Schema:
    return {
        "true": {"const": True},
        "one": {"const": 1},
        "nothing": {"const": None},
        "half": {"const": 0.5},
        "mixed_enum": {"enum": ["a", 1, None, True]},
        "integer_enum": {"type": "integer", "enum": [1, 2]},
        "repeated_enum": {"enum": ["a", "a", "b"]},
        "number_limits": {"type": "integer", "minimum": 1, "maximum": 9, "default": 5},
        "text_limits": {"type": "string", "pattern": '^a"b$', "minLength": 1, "maxLength": 3},
        "typed_further": ref("Typed"),
        "narrowed": ref("Narrowed"),
        "merged_text": {"allOf": [STRING, {"minLength": 2}, {"description": "Two letters."}]},
        "enum_by_all_of": {"allOf": [ref("Mood")], "default": "calm"},
    }


def marks() -> Schema:
    secret = {"type": "string", "format": "password"}
    return {
        "old": {**STRING, "deprecated": True, "description": "Old one."},
        "secret_or_null": {"anyOf": [secret, NULL]},
        "secrets": array({**STRING, "x-secret": True}),
        "secret_component": ref("Password"),
        "secret_by_all_of": {"allOf": [ref("Password")], "description": "Hidden."},
        "read_object": {"readOnly": True, **record(a=STRING)},
        "written_object": {"writeOnly": True, **record(a=STRING)},
    }


def names() -> Schema:
    odd = [
        "+1",
        "-1",
        "größe",
        "µ",
        "μ",
        "ﬁ",
        "__private",
        "Class",
        "bool",
        "datetime",
        "model_dump",
        "a-b",
        "a_b",
        "self",
        "None",
    ]
    return {
        **dict.fromkeys(odd, INTEGER),
        "map_called_none": ref("None"),
        "keyword": ref("class"),
        "with_space": {"$ref": "#/components/schemas/my%20schema"},
        "with_slash": {"$ref": "#/components/schemas/a~1b"},
        "with_digit": ref("2fa"),
        "taken": ref("Page"),
        "same_but_case": ref("page"),
    }


def schemas() -> dict[str, Schema]:
    """Return the component schemas."""
    mapping = {"cat": "#/components/schemas/Cat", "kitten": "Cat", "dog": "#/components/schemas/Dog"}
    mood, head = ["calm", "wild"], {"properties": {"kind": {"const": "head"}}, "required": ["kind"]}
    scalars = [STRING, {"type": "number"}, {"type": "boolean"}, NULL]
    json = {"type": "object", "additionalProperties": ref("AnyJson")}
    return {
        "Habitat": habitat(),
        "Pet": {
            "description": "A pet.",
            "oneOf": [ref("Cat"), ref("Dog")],
            "discriminator": {"propertyName": "species", "mapping": mapping},
        },
        "Cat": record("species", "name", species=STRING, name=STRING, lives=INTEGER, friend=ref("Pet")),
        "Dog": record("species", species={"const": "dog"}, name=STRING),
        "Event": {"anyOf": [ref("Birth"), ref("Death")]},
        "Birth": record("event", event={"const": "birth"}, weight=INTEGER),
        "Death": record("event", event={"type": "string", "enum": ["death", "loss"]}, cause=STRING),
        "Implicit": {"oneOf": [ref("Ranger"), ref("my schema")], "discriminator": {"propertyName": "kind"}},
        "Base": record("kind", kind=STRING) | {"discriminator": {"propertyName": "kind", "mapping": {"heir": "Heir"}}},
        "Heir": {"allOf": [ref("Base"), record(own=INTEGER)]},
        "Ranger": record("name", kind=STRING, name=STRING),
        "Place": record("town", town=STRING, since=TIME),
        "AnyJson": {"anyOf": [*scalars, array(ref("AnyJson")), json]},
        "NestedTexts": array({"anyOf": [STRING, ref("NestedTexts")]}),
        "NestedRows": array(record(name=STRING, rows=ref("NestedRows"))),
        "Filter": {"oneOf": [ref("And"), ref("Equals")]},
        "And": record("all", all=array(ref("Filter"))),
        "Equals": record("equals", equals=STRING),
        "Tree": {"type": "object", "additionalProperties": ref("Tree")},
        "Mood": {"type": "string", "enum": mood},
        "NullableMood": {"type": ["string", "null"], "enum": [*mood, None]},
        "Word": {"type": "string"},
        "Words": array(ref("Word")),
        "Password": {"type": "string", "format": "password"},
        "Typed": {"properties": {"a": STRING}, "additionalProperties": ref("Ranger")},
        "Narrowed": {"allOf": [ref("Ranger"), head], "deprecated": True},
        **schemas_with_odd_names(),
    }


def schemas_with_odd_names() -> dict[str, Schema]:
    """Return component schemas whose names are not valid class names, or are taken."""
    return {
        "None": {"type": "object", "additionalProperties": STRING},
        "class": record(a=STRING),
        "my schema": record(kind=STRING, b=STRING),
        "a/b": record(c=STRING),
        "2fa": record(d=STRING),
        "Page": record(e=STRING),
        "page": record(f=STRING),
    }


def operations() -> Schema:
    """Return operations that read and write these schemas."""

    def content(schema: Schema) -> Schema:
        return {"application/json": {"schema": schema}}

    def enveloped(data: Schema, **more: Any) -> Schema:
        return {"200": {"description": "Done.", "content": content(record(data=data, **more))}}

    since = {"name": "since", "in": "query", "schema": TIME}
    day = {"name": "day", "in": "query", "schema": {"type": "string", "format": "date"}}
    body = {"required": True, "content": content(ref("Habitat"))}
    more = {"type": "boolean"}
    return {
        "/v1/habitats": {
            "get": {
                "operationId": "pets.list",
                "parameters": [since, day],
                "responses": enveloped(array(ref("Pet")), has_more=more),
            },
            "post": {"operationId": "habitats.create", "requestBody": body, "responses": enveloped(ref("Habitat"))},
        },
        "/v1/pets/{pet_id}": {
            "parameters": [{"name": "pet_id", "in": "path", "required": True, "schema": STRING}],
            "get": {"operationId": "pets.get", "responses": enveloped(ref("Pet"))},
        },
    }
