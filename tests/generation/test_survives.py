"""Constructs of real documents are carried over: generated, type-checked, and used over HTTP both ways."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest
from exchange import verify
from generate import generate
from helpers.small_document import small_document
from helpers.zoo import INTEGER, STRING, ref, zoo
from openapi_document import UnsupportedError
from prepare import prepare

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import asyncio, json, warnings
import httpx
from authpi_core import models, operations as op
from authpi_core.client import CoreClient

sent = []
reply = {{}}

def take(request):
    sent.append(request)
    return httpx.Response(200, json=reply) if reply else httpx.Response(204)

async def main():
    async with httpx.AsyncClient(transport=httpx.MockTransport(take)) as http_client:
        client = CoreClient(http_client=http_client)
{body}

asyncio.run(main())
"""


@pytest.fixture(scope="session", name="folder")
def _folder(zoo_package: Path) -> Path:
    return zoo_package


def run(folder: Path, body: str) -> Any:
    """Run a program with the package of the zoo; return the JSON that it prints."""
    code = PROGRAM.format(body=indent(body, " " * 8))
    environment = os.environ | {"PYTHONPATH": str(folder)}
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)  # noqa: S603 - our code
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


ANIMAL = {
    "id": "1",
    "class": "cat",
    "schema": "s",
    "json": "j",
    "copy": 1,
    "model_config": "m",
    "list": ["l"],
    "2fa": True,
    "two words": "w",
    "größe": 3,
    "cost_µusd": 1_500_000,
    "inline object": {"town": "Basel", "zip code": "4051"},
    "inlineList": [{"food": "fish", "at": 0}],
    "inline_enum": "unheard of",
    "nullable_enum": None,
    "number_enum": 7,
    "constant": "something else",
    "anything": [1, {"a": None}],
    "anything_true": 1.5,
    "map": {"a": 1},
    "map_of_objects": {"k": {"name": "Kim"}},
    "scalar_component": "a@example.com",
    "array_component": ["t"],
    "secret": "do-not-show",
    "deprecated_member": "d",
    "noted": "n",
    "one_of_one": {"name": "Kim"},
    "inherited": {"name": "Lee", "since": 2020, "team": [{"name": "Kim"}]},
    "parent": {"id": "0", "class": "cat", "inline object": {"town": "Bern"}},
    "children": [],
}


def test_every_member_is_read_and_dumped_under_its_own_name(folder: Path) -> None:
    shown = run(
        folder,
        f"reply['data'] = {ANIMAL!r}\n"
        "it = await op.get_animal_by_id(client, 7)\n"
        "print(json.dumps([\n"
        "    it.model_dump(exclude_unset=True),\n"
        "    [it.class_, it.schema_, it.json_, it.copy_, it.model_config_, it.list_],\n"
        "    [it.field_2fa, it.two_words, it.gr_e],\n"
        "    [str(it.cost_usd), it.inline_object.zip_code, it.inline_list[0].at_time.year, it.map['a']],\n"
        "    [it.inherited.since, it.inherited.team[0].name, it.one_of_one.name, it.map_of_objects['k'].name],\n"
        "    [type(it.parent).__name__, it.parent.inline_object.town, 'do-not-show' in repr(it)],\n"
        "    sent[0].url.path,\n"
        "]))",
    )
    assert shown == [
        ANIMAL,
        ["cat", "s", "j", 1, "m", ["l"]],
        [True, "w", 3],
        ["1.500000", "4051", 1970, 1],
        [2020, "Kim", "Kim", "Kim"],
        ["Animal", "Bern", False],
        "/api/v1/animals/7",
    ]


def test_bodies_are_sent_with_the_names_of_the_api(folder: Path) -> None:
    body = {"a-b": "x", "class": "y", "µ": 5, "animal": {"class": "cat", "inline object": {"town": "Bern"}}}
    shown = run(
        folder,
        f"reply['data'] = {ANIMAL!r}\n"
        f"await op.animals_create(client, {body!r})\n"
        "kind = models.AnimalInput\n"
        "print(json.dumps([json.loads(sent[0].content), str(sent[0].url), sorted(kind.__required_keys__),\n"
        "    'id' in kind.__annotations__, 'only_written' in kind.__annotations__,\n"
        "    'only_written' in models.Animal.model_fields, sorted(models.NewAnimalInput.__annotations__)]))",
    )
    keys = sorted(["a-b", "class", "µ", "animal", "place"])
    url = "https://eu.example.com/api/v1/animals"
    assert shown == [body, url, ["class", "inline object"], False, True, False, keys]


def test_parameters_are_sent_with_the_names_of_the_api(folder: Path) -> None:
    shown = run(
        folder,
        "reply.update(data=[{'name': 'Kim', 'next': {'name': 'Lee'}}], has_more=False)\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        "    page = await op.get_v1_animals(\n"
        "        client, account_id=5, from_='f', timeout_=9, field_1st='1', kind='wild', by='b'\n"
        "    )\n"
        "assert [str(w.message) for w in caught] == ["
        "'the parameter field_1st of get_v1_animals is deprecated by the API']\n"
        "print(json.dumps([dict(sent[0].url.params), type(page[0]).__name__, page[0].next.name]))",
    )
    query = {"account_id": "5", "from": "f", "timeout": "9", "1st": "1", "kind": "wild", "by": "b"}
    assert shown == [query, "GetV1AnimalsItem", "Lee"]


def test_a_path_with_an_action(folder: Path) -> None:
    shown = run(folder, "await op.animals_feed(client, 'a:b')\nprint(json.dumps(sent[0].url.raw_path.decode()))")
    assert shown == "/api/v1/animals/a%3Ab:feed"


def test_a_deprecated_operation_warns_and_works(folder: Path) -> None:
    shown = run(
        folder,
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        "    await op.animals_delete(client, '7', {'why': 'w', 'more': {'deep': 'd'}})\n"
        "print(json.dumps([[w.category.__name__, str(w.message)] for w in caught] + [json.loads(sent[0].content)]))",
    )
    warning = ["DeprecationWarning", "animals.delete is deprecated by the API"]
    assert shown == [warning, {"why": "w", "more": {"deep": "d"}}]


def test_values_that_differ_in_case_and_punctuation(folder: Path) -> None:
    shown = run(folder, "print(json.dumps({member.name: member.value for member in models.Status}))")
    assert shown == {
        "USER_CREATED": "user.created",
        "USER_CREATED_2": "user-created",
        "USER_CREATED_3": "User.Created",
        "VALUE_": "",
    }


def test_docstrings_contain_what_types_cannot_express(folder: Path) -> None:
    text = (folder / "authpi_core" / "models" / "animal.py").read_text(encoding="utf-8")
    for said in (
        "One of `wild`, `tame`.",
        "One of `a`.",
        "One of `1`, `2`.",
        "Always `animal`.",
        "Deprecated. Old.",
        "Where to write.",
    ):
        assert f'"""{said}"""' in text


CHECKERS = {"mypy": ["--strict", "--cache-dir", "cache", "authpi_core"], "pyright": ["--pythonpath", sys.executable]}


@pytest.mark.parametrize("checker", CHECKERS)
def test_the_package_passes_type_checkers(folder: Path, checker: str) -> None:
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict", "include": ["authpi_core"]}')
    command = [sys.executable, "-m", checker, *CHECKERS[checker]]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)  # noqa: S603 - our code
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("part", ["servers", "security", "tags"])
def test_a_document_without(part: str, tmp_path: Path) -> None:
    document = small_document()
    document.pop(part, None)
    generate(document, tmp_path / "authpi_core")
    assert (tmp_path / "authpi_core" / "api" / "things" / "things_list.py").exists()


def test_a_document_without_components(tmp_path: Path) -> None:
    inside = {"type": "object", "properties": {"data": {"type": "object", "properties": {"name": STRING}}}}
    content = {"application/json": {"schema": inside}}
    get = {"responses": {"200": {"description": "Done.", "content": content}}}
    document = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {"/me": {"get": get}}}
    generate(document, tmp_path / "authpi_core")
    assert (tmp_path / "authpi_core" / "models" / "get_me.py").exists()


def test_a_document_without_classes(tmp_path: Path) -> None:
    inside = {"type": "object", "properties": {"data": STRING}}
    get = {"responses": {"200": {"description": "Done.", "content": {"application/json": {"schema": inside}}}}}
    document = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {"/me": {"get": get}}}
    generate(document, tmp_path / "authpi_core")
    verify(tmp_path / "authpi_core")


STOPS: list[tuple[object, str]] = [
    ({"allOf": [ref("Keeper"), {"oneOf": [STRING, INTEGER]}]}, "/allOf/1: an `allOf` that contains `oneOf` or `anyOf`"),
    ({"allOf": [ref("Keeper"), ref("Wrong")]}, "describes 'name' twice, with different schemas; keep one"),
    ({"allOf": [ref("Ghost"), ref("Keeper")]}, "/allOf/0: a reference to #/components/schemas/Ghost, which is missing"),
    ({"type": "object", "patternProperties": {"^x": STRING}}, "uses patternProperties"),
    (ref("Circle"), "a reference to #/components/schemas/Circle, which leads back to itself"),
    ({"allOf": [ref("Heir"), ref("Keeper")]}, "/Heir/allOf/0: an `allOf` that contains itself (Heir)"),
    (ref("Choice"), "a union that is one of its own alternatives"),
    (False, "the schema `false`, which no value matches; remove it"),
    ({"nullable": True, "type": "string"}, "`nullable`, which OpenAPI 3.1 does not have; add `null` to its `type`"),
]


STOPPING = {
    "Wrong": {"type": "object", "properties": {"name": INTEGER}},
    "Circle": ref("Circle"),
    "Heir": {"allOf": [ref("Heir"), {"type": "object", "properties": {"name": STRING}}]},
    "Choice": {"oneOf": [ref("Choice"), ref("Keeper")]},
}


@pytest.mark.parametrize(("member", "message"), STOPS, ids=range(len(STOPS)))
def test_what_stops_says_where_and_what_to_do(member: object, message: str) -> None:
    document = zoo()
    schemas = document["components"]["schemas"]
    schemas |= {name: schema for name, schema in STOPPING.items() if name in json.dumps(member)}
    schemas["Keeper"]["properties"]["member"] = member
    with pytest.raises(UnsupportedError) as stopped:
        prepare(document)
    said = str(stopped.value).splitlines()  # a second line if another schema inherits the member
    assert any(message in line for line in said)
    assert all(line.startswith("#/components/schemas/") and "; " in line for line in said)
