"""Every operation, parameter, property and enum value of a random document is in the generated code, with its type."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generate import generate
from helpers.generated_package import run_program
from helpers.random_document import SECRET, documents
from hypothesis import HealthCheck, Phase, given, settings

if TYPE_CHECKING:
    from helpers.random_document import Built, Json, Members, Operation

CLASSES = """
from enum import Enum
from pydantic import BaseModel
classes = {name: getattr(models, name) for name in models.__all__}
classes = {name: each for name, each in classes.items() if isinstance(each, type)}
shown.append({
    name: {field.alias or python: each.__annotations__[python] for python, field in each.model_fields.items()}
    for name, each in classes.items() if issubclass(each, BaseModel)
})
shown.append({
    name: {wire: str(kind) for wire, kind in each.__annotations__.items()}
    for name, each in classes.items() if hasattr(each, "__total__")
})
shown.append({
    name: [field.alias or python for python, field in each.model_fields.items() if not field.repr]
    for name, each in classes.items() if issubclass(each, BaseModel)
})
shown.append({
    name: [member.value for member in each] for name, each in classes.items() if issubclass(each, Enum)
})
"""
# The names of arguments are those of the parameters, but for punctuation and case.
CALL = """
import inspect
def plain(text):
    return "".join(filter(str.isalnum, text)).lower()
def converted(row):
    return sorted(str(getattr(row, name)) for name, each in vars(type(row)).items() if isinstance(each, property))
for name, call in {calls!r}.items():
    function = getattr(op, name)
    _, *arguments = inspect.signature(function).parameters.values()
    by_name = {{plain(each.name): each for each in arguments}}
    response.clear()
    response.update(call["response"])
    given = {{by_name[plain(wire)].name: value for wire, value in call["values"].items()}}
    if call["body"] is not None:
        given["body"] = call["body"]
    by_position = [each.name for each in arguments if each.kind is not each.KEYWORD_ONLY]
    positional = [given.pop(name) for name in by_position if name in given]
    result = await function(client, *positional, **given)
    rows = result if call["envelope"] in {{"list", "page"}} else [result]
    shown.append([
        {{wire: by_name[plain(wire)].annotation for wire in call["values"]}},
        [sent[-1].method, sent[-1].url.path, sorted(sent[-1].url.params.multi_items())],
        {{wire: sent[-1].headers.get(wire) for wire in call["headers"]}},
        json.loads(sent[-1].content or "null"),
        type(result).__name__,
        [[type(row).__name__, row and row.model_dump(exclude_unset=True)] for row in rows],
        [converted(row) for row in rows if row],
        [{secret!r} in repr(row) for row in rows],
    ])
"""


def read_example(members: Members) -> Json:
    return {wire: member.example for wire, member in members.items() if member.is_read}


def written_example(members: Members) -> Json:
    return {wire: member.example for wire, member in members.items() if member.is_written}


def call(built: Built, found: Operation) -> Json:
    """Describe a call for the program."""
    data = read_example(built.models[found.model])
    content = {
        "bare": data,
        "data": {"data": data},
        "list": {"data": [data]},
        "page": {"data": [data], "has_more": False},
    }
    is_empty = found.envelope == "none"
    return {
        "values": {each.raw["name"]: each.value for each in found.parameters},
        "headers": [each.raw["name"] for each in found.parameters if each.raw["in"] == "header"],
        "body": written_example(built.models[found.model]) if found.has_body else None,
        "envelope": found.envelope,
        "response": {"status_code": 204} if is_empty else {"status_code": 200, "json": content[found.envelope]},
    }


def check_members(members: Members, found: dict[str, str], models: dict[str, dict[str, str]]) -> None:
    """Compare the properties of a schema with the fields of a model, inline objects too."""
    assert found.keys() == {wire for wire, member in members.items() if member.is_read}
    for wire, kind in found.items():
        expected, is_required = members[wire].type, members[wire].is_required
        if isinstance(expected, dict):
            assert kind.endswith(" | None")
            check_members(expected, models[kind.removesuffix(" | None")], models)
        else:
            optional = "" if is_required or "None" in expected.split(" | ") else " | None"
            assert kind == f"{expected}{optional}"


def check_call(built: Built, found: Operation, shown: list[Any]) -> None:
    """Compare a call with the operation."""
    kinds, request, headers, body, result, rows, converted, has_secret = shown
    by_place: dict[str, dict[str, str]] = {"path": {}, "query": {}, "header": {}}
    for each in found.parameters:
        by_place[each.raw["in"]][each.raw["name"]] = each.text
        assert kinds[each.raw["name"]] == each.type + ("" if each.raw["required"] else " | None")
    path = re.sub(r"\{(.+?)\}", lambda match: by_place["path"][match[1]], found.path)
    assert request == [found.method.upper(), path, sorted(map(list, by_place["query"].items()))]
    assert headers == by_place["header"]
    members = built.models[found.model]
    assert body == (written_example(members) if found.has_body else None)
    names = {"none": "NoneType", "list": "list", "page": "Page"}
    assert result == names.get(found.envelope, found.model)
    expected = ["NoneType", None] if found.envelope == "none" else [found.model, read_example(members)]
    assert rows == [expected]
    in_units = [each.converted for each in members.values() if each.is_read and each.converted]
    assert converted == ([] if found.envelope == "none" else [sorted(in_units)])
    assert has_secret == [False]


# Without shrinking: each document takes a process, and one that fails is printed as a whole.
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(documents())
def test_all_parts_of_a_random_document_are_in_the_code(built: Built) -> None:
    calls = {name.replace(".", "_").lower(): call(built, found) for name, found in built.operations.items()}
    with tempfile.TemporaryDirectory() as folder:
        generate(built.document, Path(folder) / "authpi_core")
        models, bodies, hidden, enums, *shown = run_program(
            Path(folder), CLASSES + CALL.format(calls=calls, secret=SECRET)
        )
    assert {name: enums[name] for name in built.enums} == built.enums
    for name, members in built.models.items():
        check_members(members, models[name], models)
        assert bodies[f"{name}Input"].keys() == {wire for wire, member in members.items() if member.is_written}
        assert set(hidden[name]) == {wire for wire, member in members.items() if member.is_read and member.is_secret}
    for found, each in zip(built.operations.values(), shown, strict=True):
        check_call(built, found, each)
