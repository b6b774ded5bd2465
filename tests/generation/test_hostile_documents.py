"""No text of a document becomes code: the modules hold the same nodes whatever the texts are."""

from __future__ import annotations

import ast
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from generate import generate
from helpers.small_document import small_document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openapi_document import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CODE = 'x"""\nraise SystemExit("code")\n"""\\ {{ 7 * 7 }} {% raw %} \\N{DIGIT ONE} \u202e \u2028 \x85 # "'
HOSTILE = st.lists(
    st.sampled_from(
        ['"', "'", "\\", '"""', "'''", "\n", "\r", "{{", "}}", "{%", "#}", "\u202e", "\u2066", "\x85", "\x0c"]
    )
    | st.sampled_from(
        ["raise SystemExit(1)", "__import__('os')", "import os", "#", "µ", "é", "\ud800", "x", " ", "N{"]
    ),
    min_size=1,
    max_size=12,
).map("".join)
# What may stand where code begins; everything else of a module is below one of these.
STATEMENTS = (
    *(ast.Expr, ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Assign),
    *(ast.AnnAssign, ast.If, ast.Return, ast.Try, ast.Raise, ast.For, ast.With, ast.AsyncWith),
)
IMPORTED = ("authpi_core", "typing", "pydantic", "enum", "collections.abc", "__future__", "datetime", "decimal")
# The values of these keys are texts for readers; all other strings of a document are names or values.
TEXTS = {"description", "summary", "title", "example", "x-note", "pattern", "format", "url"}


def modules(document: dict[str, Any]) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "authpi_core"
        generate(document, target)
        return {str(path.relative_to(target)): path.read_text(encoding="utf-8") for path in target.rglob("*.py")}


class Skeleton(ast.NodeTransformer):
    """Takes the strings out of a module, and the names of the members of enums, which are made from strings."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        self.generic_visit(node)
        if any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases):
            for statement in node.body:
                if isinstance(statement, ast.Assign):
                    statement.targets = [ast.Name("MEMBER")]
        return node


def skeletons(document: dict[str, Any]) -> dict[str, str]:
    return {name: ast.dump(Skeleton().visit(ast.parse(text))) for name, text in modules(document).items()}


def with_texts() -> dict[str, Any]:
    """Make a document that has a text wherever one may stand."""
    document = small_document()
    document["info"]["description"] = "A text."
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        schema["description"] = "A text."
        for member in schema.get("properties", {}).values():
            member["description"] = "A text."
    for method in ("get", "post"):
        document["paths"]["/v1/{owner_id}/things"][method]["description"] = "A text."
    document["paths"]["/v1/{owner_id}/things"]["get"]["parameters"][0]["description"] = "A text."
    return document


def replaced(node: Any, text: str) -> Any:
    if isinstance(node, list):
        return [replaced(item, text) for item in cast("Iterable[Any]", node)]
    if not isinstance(node, dict):
        return node
    return {
        key: text if key in TEXTS and isinstance(value, str) and not value.startswith("http") else replaced(value, text)
        for key, value in cast("dict[str, Any]", node).items()
    }


ORDINARY = skeletons(with_texts())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
@example(CODE)
def test_texts_stay_texts(text: str) -> None:
    assert skeletons(replaced(with_texts(), text)) == ORDINARY


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
@example(CODE)
def test_values_stay_values(text: str) -> None:
    document = with_texts()
    schemas = document["components"]["schemas"]
    schemas["Kind"]["enum"] = ["big", f"{text}."]
    schemas["WayA"]["properties"]["type"]["const"] = text
    del schemas["Way"]["discriminator"]
    assert skeletons(document) == ORDINARY


def test_texts_are_kept() -> None:
    found = modules(replaced(with_texts(), CODE))
    tree = ast.parse(found["models/thing.py"])
    (kind,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    assert (ast.get_docstring(kind, clean=False) or "").split() == CODE.replace('"""', "'''").split()
    assert all(char.isprintable() or char == "\n" for text in found.values() for char in text)


NAMES = [
    "components.schemas.Thing.properties.name",
    "components.schemas.NewThing.properties.times",
    "components.schemas.Free",
    "components.schemas.Problem",
    "paths./v1/{owner_id}/things",
]
NAMED = ["operationId", "tags", "parameter", "path parameter", "$ref", "server", "type", "enum name"]


def renamed(where: str, name: str) -> dict[str, Any]:
    document = with_texts()
    *keys, last = where.split(".") if not where.startswith("paths") else where.split(".", 1)
    part: Any = document
    for key in keys:
        part = part[key]
    part[name] = part.pop(last)
    schema = document["components"]["schemas"].get("Thing", {})
    schema["required"] = []
    return document


def changed(what: str, name: str) -> dict[str, Any]:
    document = deepcopy(with_texts())
    operation = document["paths"]["/v1/{owner_id}/things"]["get"]
    if what == "operationId":
        operation["operationId"] = name
    elif what == "tags":
        operation["tags"] = [name]
    elif what == "parameter":
        operation["parameters"][0]["name"] = name
    elif what == "path parameter":
        document["components"]["parameters"]["Owner"]["name"] = name
        document["paths"][f"/v1/{{{name}}}/things"] = document["paths"].pop("/v1/{owner_id}/things")
    elif what == "$ref":
        document["components"]["schemas"]["NewThing"]["properties"]["thing"] = {"$ref": f"#/components/schemas/{name}"}
    elif what == "server":
        document["servers"] = [{"url": f"https://{name}"}]
    elif what == "type":
        document["components"]["schemas"]["Thing"]["properties"]["name"] = {"type": name}
    else:
        document["components"]["schemas"][name] = document["components"]["schemas"].pop("Kind")
    return document


def statements(tree: ast.Module) -> Iterator[ast.stmt]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.stmt))


def check_nodes(document: dict[str, Any]) -> None:
    """Generate, and look at every statement and call of the modules that names get into."""
    try:
        found = modules(document)
    except (UnsupportedError, SystemExit):  # the second one is of the generator's parser
        return
    names = {node.id for text in found.values() for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    assert not names & {"os", "SystemExit", "__import__"}
    for name, text in found.items():
        if name.split("/")[0] not in {"models", "api", "operations.py"}:
            continue
        for node in statements(ast.parse(text)):
            assert isinstance(node, STATEMENTS), ast.dump(node)
            if isinstance(node, ast.Expr):
                assert isinstance(node.value, ast.Constant), ast.dump(node)
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = node.module if isinstance(node, ast.ImportFrom) else ""
                allowed = (
                    "authpi_core",
                    "typing",
                    "typing_extensions",
                    "pydantic",
                    "enum",
                    "collections",
                    "__future__",
                )
                assert (module or "").startswith((*allowed, "datetime", "decimal"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
@example(CODE)
@example("x: int = 1\n    raise SystemExit(1)")
@example("x](): pass\nimport os\nclass Y[")
@pytest.mark.parametrize("where", NAMES)
def test_names_of_the_document_stay_names(where: str, name: str) -> None:
    check_nodes(renamed(where, name if not where.startswith("paths") else f"/v1/{{owner_id}}/{name}"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
@example(CODE)
@pytest.mark.parametrize("what", NAMED)
def test_names_inside_of_operations_stay_names(what: str, name: str) -> None:
    check_nodes(changed(what, name))
