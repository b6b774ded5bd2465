"""The API reference describes each method correctly, and each of its examples runs against the local Core API."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, cast

import griffe
import httpx
import pytest
from authpi_core import models, operations
from documentation.extension import AuthPIExtension
from documentation.pages import write
from documentation.surface import OPERATIONS, PLACES
from helpers.checked import CheckedTransport
from helpers.scenario import NAMED, Scenario
from helpers.surface import METHODS
from pyotp.totp import TOTP

from authpi_admin import AuthPIAdmin, errors, types
from authpi_admin.testing import CoreAPI

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"^```python\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


@cache
def packages() -> griffe.ModulesCollection:
    """Load both packages as mkdocstrings does."""
    loader = griffe.GriffeLoader(
        extensions=griffe.load_extensions(AuthPIExtension), search_paths=[ROOT / "src", ROOT / "generated"]
    )
    loader.load("authpi_core")
    loader.load("authpi_admin")
    return loader.modules_collection


def documented(path: str) -> Any:
    """Return an object as the reference documents it."""
    found: Any = packages()[path]
    return found.final_target if found.is_alias else found


def methods() -> dict[str, griffe.Function]:
    """Return every method by its name, as `METHODS` has it, and every endpoint function."""
    found = {
        f"{place.accessor}.{name}": member
        for place in PLACES
        for name, member in documented(f"{place.kind.__module__}.{place.kind.__name__}").members.items()
        if f"{place.accessor}.{name}" in METHODS
    }
    return found | {f"operations.{name}": documented(f"authpi_core.operations.{name}") for name in OPERATIONS}


ALL = methods()


def text(function: griffe.Function) -> str:
    assert function.docstring is not None
    return function.docstring.value


def example(name: str) -> tuple[str, str]:
    """Return the code of an example, and the id of its operation."""
    value = text(ALL[name])
    (code,) = CODE.findall(inspect.cleandoc(value.partition("Examples:\n")[2]))
    function = name.removeprefix("operations.") if name.startswith("operations.") else _endpoint(value)
    return code, str(OPERATIONS[function].raw["operationId"])


def _endpoint(value: str) -> str:
    (name,) = re.findall(r"\]\[authpi_core\.operations\.(\w+)\]", value)
    return cast("str", name)


def test_every_method_and_endpoint_function_is_documented() -> None:
    assert set(ALL) == {*METHODS, *(f"operations.{name}" for name in operations.__all__)}


@pytest.mark.parametrize("name", METHODS)
def test_a_method_has_its_signature_at_run_time_and_links_to_its_types(name: str) -> None:
    function = ALL[name]
    assert [each.name for each in function.parameters] == list(METHODS[name].parameters)
    assert str(function.returns) == METHODS[name].return_annotation
    assert ("async" in function.labels) is not str(function.returns).startswith("Pages")
    annotations = [function.returns, *(each.annotation for each in function.parameters)]
    for part in annotations:
        for expression in part.iterate(flat=True) if isinstance(part, griffe.Expr) else ():
            if isinstance(expression, griffe.ExprName) and expression.name[0].isupper() and expression.name != "None":
                target = expression.canonical_path
                assert target.startswith(("authpi_", "typing.", "datetime.", "collections.abc.")), target


@pytest.mark.parametrize("name", ALL)
def test_a_docstring_names_request_and_scope_and_its_sections_are_parsed(name: str) -> None:
    function, (_, identifier) = ALL[name], example(name)
    (operation,) = (each for each in OPERATIONS.values() if each.raw["operationId"] == identifier)
    assert f"`{operation.method} {operation.path}`" in text(function)
    if scope := operation.raw.get("x-scope"):
        assert f"`{scope}`" in text(function)
    mark = {"sdk": "known"}.get(operation.raw["x-provenance"], operation.raw["x-provenance"])
    assert f"[{mark}][provenance]" in text(function)
    assert function.docstring is not None
    sections = {section.kind.value: section for section in function.docstring.parse("google")}
    assert sections.keys() >= {"text", "parameters", "raises", "examples"}
    assert {each.name for each in sections["parameters"].value} == {each.name for each in function.parameters}
    assert all(each.description for each in sections["parameters"].value)
    if str(function.returns) != "None":
        (returned,) = sections["returns"].value
        assert returned.annotation == function.returns
        assert returned.description


async def values(stage: Scenario, identifier: str) -> dict[str, Any]:
    """Create the values that an example names: ids of existing resources, and a code or a token."""
    ids = await stage.ids(NAMED[identifier])
    names: dict[str, Any] = {"account_id": stage.api.account_id, "issuer_id": stage.api.issuer_id, **ids}
    if "user_id" not in names:
        names["user_id"] = await stage.make_user(names)
    if enrollment := stage.results.get("verifiers.create"):
        names["enrollment_id"] = enrollment["enrollment_id"]
        names["code"] = TOTP(enrollment["secret"]).now()
    return names | {"token": "pat_unknown"}


@pytest.mark.parametrize("name", ALL)
async def test_an_example_runs(name: str) -> None:
    code, identifier = example(name)
    api = CoreAPI()
    stage = Scenario(api, CheckedTransport(api))
    async with (
        stage.client,
        httpx.AsyncClient(transport=stage.transport) as client,
        AuthPIAdmin(api_key=api.key, base_url=api.base_url, http_client=client, account_id=api.account_id) as admin,
    ):
        names = {**await values(stage, identifier), "admin": admin, "operations": operations}
        before = len(stage.transport.exchanges)
        compiled = compile(code, name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        await eval(compiled, names)  # noqa: S307 - made by this project
        made = stage.transport.exchanges[before:]
        assert made
        assert {each.operation.raw["operationId"] for each in made} == {identifier}
        assert all(each.response.is_success for each in made)


def test_a_long_call_of_an_example_has_an_argument_on_each_line() -> None:
    code, _ = example("admin.issuer(issuer_id).users.create")
    assert code.splitlines() == [
        "user = await admin.issuer(issuer_id).users.create(",
        '    {"email": "alice@example.com", "display_name": "Alice"},',
        ")",
    ]
    assert all("(\n)" not in example(name)[0] for name in ALL)


def test_examples_have_correct_types(tmp_path: Path) -> None:
    names = sorted({name for each in ALL for name in re.findall(r"\b(\w+_id|domain|code|token)\b", example(each)[0])})
    lines = ["from authpi_admin import AuthPIAdmin", "from authpi_core import operations", ""]
    for number, name in enumerate(ALL):
        given = "".join(f", {each}: str" for each in names)
        lines += [f"async def example_{number}(admin: AuthPIAdmin{given}) -> None:"]
        lines += [f"    {line}" for line in example(name)[0].splitlines()]
    path = tmp_path / "examples.py"
    path.write_text("\n".join(lines))
    cache_folder = f"--cache-dir={tmp_path}/cache"
    done = subprocess.run(  # noqa: S603 - a fixed command
        [sys.executable, "-m", "mypy", "--strict", cache_folder, path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "Success: no issues found in 1 source file\n", done.stdout


def test_a_model_lists_its_fields_with_their_types_and_provenance() -> None:
    user = documented("authpi_admin.types.User")
    sections = {section.kind.value: section for section in user.docstring.parse("google")}
    fields = {field.name: field for field in sections["attributes"].value}
    assert fields.keys() == {*models.User.model_fields, "status_time", "created_time", "updated_time"}
    assert str(fields["status"].annotation) == "UserStatus | str"
    assert str(fields["created_at"].annotation) == "int"
    assert "milliseconds" in fields["created_at"].description
    assert "[known][provenance]" in sections["text"].value
    inferred = documented("authpi_admin.types.PaymentMethod").docstring.value
    assert "[inferred][provenance]" in inferred


@pytest.mark.parametrize(
    ("name", "inferred", "shown"),
    [
        ("ApiKeyRestrictions", {"ip_allowlist"}, {"scopes"}),
        ("WebhookAuthWithSecrets", {"bearer_token_hint"}, {"signature_secret_hint", "bearer_token_plain"}),
        ("CreateUserInput", {"preferences", "custom_fields"}, {"username", "profile"}),
        ("NewUserInput", {"preferences"}, {"username", "email"}),
        ("UpdateUserInput", {"status", "username"}, {"profile"}),
    ],
)
def test_a_field_that_no_source_states_has_a_mark_of_its_own(name: str, inferred: set[str], shown: set[str]) -> None:
    sections = {each.kind.value: each for each in documented(f"authpi_admin.types.{name}").docstring.parse("google")}
    texts = {field.name: field.description for field in sections["attributes"].value}
    assert "[known][provenance]" in sections["text"].value
    assert all("[inferred][provenance]" in texts[field] for field in inferred)
    assert not any("provenance" in texts[field] for field in shown)
    assert all(texts.values())
    assert not any("not documented" in text for text in texts.values())  # the mark says so


def test_a_class_is_described_once_and_attributes_have_no_label_of_their_place() -> None:
    client = documented("authpi_admin.AuthPIAdmin")
    assert client.members["__init__"].docstring.value.startswith("Raises:\n")
    assert documented("authpi_admin.testing.CoreAPI").members["account_id"].labels == set()
    assert client.members["issuers"].labels >= {"property"}


def test_every_public_name_has_a_place_in_the_reference(tmp_path: Path) -> None:
    write(tmp_path / "reference")
    pages = [path.read_text() for path in (tmp_path / "reference").rglob("*.md")]
    directives = {name for page in pages for name in re.findall(r"^::: (\S+)", page, re.MULTILINE)}
    names = {path.rpartition(".")[2] for path in directives}
    assert names >= {place.kind.__name__ for place in PLACES}
    assert names >= {*dir(types), *operations.__all__, "AuthPIAdmin", "Page", "Pages", "edit", "with_raw_response"}
    assert directives >= {"authpi_admin.errors", "authpi_admin.bulk", "authpi_admin.webhooks"}
    assert {*packages()["authpi_admin.errors"].members} >= {*errors.__all__}


def test_the_clock_and_the_requests_of_the_local_core_api_are_described(tmp_path: Path) -> None:
    write(tmp_path / "reference")
    assert "inherited_members: [clock, requests]" in (tmp_path / "reference" / "testing.md").read_text()
    inherited = documented("authpi_admin.testing.CoreAPI").inherited_members
    assert all(inherited[name].docstring for name in ("clock", "requests"))


def test_the_type_of_a_short_form_is_beside_the_full_body(tmp_path: Path) -> None:
    write(tmp_path / "reference")
    for tag, short, full in (
        ("users", "NewUserInput", "CreateUserInput"),
        ("webhooks", "NewWebhookInput", "CreateWebhookInput"),
    ):
        page = (tmp_path / "reference" / "types" / f"{tag}.md").read_text()
        (bodies,) = re.findall(r"^## Bodies$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
        assert {short, full} <= {*re.findall(r"^::: authpi_admin\.types\.(\w+)$", bodies, re.MULTILINE)}
    assert "types.New" not in (tmp_path / "reference" / "types.md").read_text()


def test_pages_are_the_same_on_every_run(tmp_path: Path) -> None:
    contents: list[dict[str, str]] = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        write(folder)
        contents.append({str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.md")})
    assert contents[0] == contents[1]
