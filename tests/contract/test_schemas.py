"""Every schema of the document is a model, a body, an enum or a union, with every member, value and description."""

from __future__ import annotations

import ast
import inspect
import keyword
import re
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, Literal, NotRequired, get_args

import authpi_core
import authpi_core.types
import pytest
from authpi_core import models
from authpi_core.model import Model, OpenEnum
from helpers.document import OPERATIONS, SCHEMAS, Json, reached
from helpers.document_types import body_name, is_free, read, write
from typing_extensions import get_type_hints, is_typeddict

ENUMS = sorted(name for name, schema in SCHEMAS.items() if "enum" in schema)
FREE = sorted(name for name, schema in SCHEMAS.items() if is_free(schema))
UNIONS = sorted(name for name, schema in SCHEMAS.items() if "oneOf" in schema)
_OBJECTS = set(SCHEMAS) - {*ENUMS, *FREE, *UNIONS}
READ = sorted(reached([operation.raw["responses"] for operation in OPERATIONS]) & _OBJECTS)
WRITTEN = sorted(reached([operation.raw.get("requestBody") for operation in OPERATIONS]) & _OBJECTS)


def python_name(wire: str) -> str:
    return wire.replace("μ", "micro_")


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


def member_docs(kind: type) -> dict[str, str]:
    """Read the string below each member of a class."""
    module = ast.parse(inspect.getsource(sys.modules[kind.__module__]))
    (tree,) = (node for node in module.body if isinstance(node, ast.ClassDef))
    found: dict[str, str] = {}
    for member, after in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name):
            text = after.value if isinstance(after, ast.Expr) else None
            found[member.target.id] = flat(str(text.value)) if isinstance(text, ast.Constant) else ""
    return found


def assert_described(kind: type, schema: Json, names: dict[str, str]) -> None:
    assert flat(schema.get("description")) in flat(kind.__doc__)
    assert ("inferred" in flat(kind.__doc__)) is (schema.get("x-provenance") == "inferred")
    docs = member_docs(kind)
    for wire, member in schema["properties"].items():
        for part in (member, member.get("items", {})):
            assert flat(part.get("description")) in docs.get(names[wire], "")


def test_every_schema_is_exported_and_nothing_else() -> None:
    bodies = {body_name(name) for name in [*WRITTEN, *UNIONS]}
    expected = {*READ, *bodies, *ENUMS, *(f"{name}Input" for name in ENUMS)}
    assert list(models.__all__) == sorted(expected)
    assert {*READ, *WRITTEN, *ENUMS, *FREE, *UNIONS} == set(SCHEMAS)
    for name in models.__all__:
        assert getattr(models, name) is not None
    with pytest.raises(AttributeError, match="'Nothing'"):
        _ = getattr(models, "Nothing")  # noqa: B009 - type checkers know that it does not exist


def test_every_module_can_be_imported() -> None:
    (folder,) = authpi_core.__path__
    found = {module.name for module in walk_packages([folder], "authpi_core.")}
    files = {path for path in Path(folder).rglob("*.py") if path.name != "__init__.py"}
    assert {import_module(name).__name__ for name in found} == found
    assert {Path(str(sys.modules[name].__file__)) for name in found} >= files


@pytest.mark.parametrize("name", READ)
def test_model(name: str) -> None:
    schema = SCHEMAS[name]
    model = getattr(models, name)
    assert issubclass(model, Model)
    assert model.model_rebuild() is not False
    fields = model.model_fields
    names = {field.serialization_alias or field.alias or key: key for key, field in fields.items()}
    assert names == {wire: python_name(wire) for wire in schema["properties"]}
    required = set(schema.get("required", []))
    assert {wire for wire, key in names.items() if fields[key].is_required()} == required
    assert all(fields[names[wire]].default is None for wire in schema["properties"] if wire not in required)
    secrets = {wire for wire, member in schema["properties"].items() if member.get("x-secret")}
    assert {wire for wire, key in names.items() if not fields[key].repr} == secrets
    hints = inspect.get_annotations(model, eval_str=True)
    expected = {wire: read(member) for wire, member in schema["properties"].items()}
    assert {wire: hints[key] for wire, key in names.items()} == {
        wire: kind if wire in required else kind | None for wire, kind in expected.items()
    }
    assert_described(model, schema, names)


@pytest.mark.parametrize("name", WRITTEN)
def test_body(name: str) -> None:
    schema = SCHEMAS[name]
    body = getattr(models, body_name(name))
    assert is_typeddict(body)
    hints = get_type_hints(body, include_extras=True)
    required = set(schema.get("required", []))
    assert hints == {
        wire: write(member) if wire in required else NotRequired[write(member)]
        for wire, member in schema["properties"].items()
    }
    assert body.__required_keys__ == required
    assert body.__optional_keys__ == schema["properties"].keys() - required
    assert_described(body, schema, {wire: wire for wire in schema["properties"]})


@pytest.mark.parametrize("name", UNIONS)
def test_union(name: str) -> None:
    union = getattr(models, body_name(name))
    assert union == write({"$ref": f"#/components/schemas/{name}"})
    source = Path(str(import_module(f"authpi_core.models.{re.sub('(?<!^)(?=[A-Z])', '_', name).lower()}").__file__))
    assert flat(SCHEMAS[name]["description"]) in flat(source.read_text(encoding="utf-8"))
    constants: set[str] = set()
    for option in get_args(union):
        assert is_typeddict(option)
        (value,) = get_args(get_type_hints(option)["type"])
        constants.add(value)
    assert constants == set(SCHEMAS[name]["discriminator"]["mapping"])


@pytest.mark.parametrize("name", ENUMS)
def test_enum(name: str) -> None:
    values: list[str] = SCHEMAS[name]["enum"]
    enum = getattr(models, name)
    assert [member.value for member in enum] == values
    for member in enum:
        assert member.name == re.sub(r"\W", "_", member.value).upper()
        assert member.name.isidentifier()
        assert not keyword.iskeyword(member.name)
        assert member == member.value == str(member)
    assert flat(SCHEMAS[name].get("description")) in flat(enum.__doc__)
    assert getattr(models, f"{name}Input") == enum | Literal[tuple(values)]
    opened = getattr(import_module(enum.__module__), f"Open{name}")
    assert opened.__origin__ == enum | str
    assert isinstance(opened.__metadata__[0], OpenEnum)


def test_event_types_have_names_like_user_created() -> None:
    kinds = models.WebhookEventType
    assert len(kinds) == len(set(kinds)) >= 106  # a refreshed document may have more
    assert kinds.USER_CREATED.value == "user.created"
    assert kinds.ORGANIZATION_SUSPENDED.value == "organization.suspended"
    assert kinds.SESSION_TOKEN_REFRESHED.value == "session.token-refreshed"


@pytest.mark.parametrize("name", FREE)
def test_free_object(name: str) -> None:
    assert getattr(authpi_core.types, name) == dict[str, Any]
    assert SCHEMAS[name]["description"] in Path(str(authpi_core.types.__file__)).read_text(encoding="utf-8")
