"""Names of version 1.x: each can be imported, and those that moved name their new place."""

from __future__ import annotations

import re
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from helpers.programs import run

from authpi_admin import Page, errors
from authpi_admin._v1.names import NAMES

TEXT = Path(__file__).parent.with_name("names-1.x.md").read_text(encoding="utf-8")
LISTED = [
    (module, name)
    for module, names in re.findall(r"^## (authpi_admin\S*).*\n\n(.*)$", TEXT, re.MULTILINE)
    for name in re.findall(r"(\w+) \([cefv]\)", names)
]
MOVED = [(module, name) for module, names in NAMES.items() for name in names]
CALLED = ("CreateAuthInput", "UpdateAuthInput")
"""Types of bodies that 1.x called; those that replace them are unions."""


def load(module: str, name: str) -> Any:
    """Import a name as a program does."""
    namespace: dict[str, Any] = {}
    exec(f"from {module} import {name} as value", namespace)  # noqa: S102 - the names are those of this test
    return namespace["value"]


def test_every_line_of_the_list_is_read() -> None:
    assert len(LISTED) == len(re.findall(r"\w+ \([cefv]\)", TEXT))
    assert {module for module, _ in LISTED} == set(re.findall(r"^## (authpi_admin\S*)", TEXT, re.MULTILINE))


@pytest.mark.parametrize(("module", "name"), [pair for pair in LISTED if pair not in MOVED])
def test_unmoved_name_does_not_warn(module: str, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load(module, name) is getattr(import_module(module), name)


@pytest.mark.parametrize(("module", "name"), MOVED)
def test_moved_name_warns(module: str, name: str) -> None:
    with pytest.warns(DeprecationWarning, match=rf"^{re.escape(module)}\.{name} is deprecated: ") as caught:
        value = load(module, name)
    assert {warning.filename for warning in caught} == {"<string>"}  # the program that imports it
    replacement = re.search(r"use (authpi_admin[\w.]*)\.(\w+)$", str(caught[0].message))
    if replacement and name not in CALLED:
        assert value is getattr(import_module(replacement[1]), replacement[2])
    elif name in errors.__all__:  # the body of a failed response
        assert str(caught[0].message).endswith(f"what is raised is authpi_admin.errors.{name}")
        assert value is getattr(import_module("authpi_core.models"), name)


@pytest.mark.parametrize("module", ["authpi_admin.types", "authpi_admin.generated.models"])
@pytest.mark.parametrize("name", CALLED)
def test_type_of_a_body_that_is_called(module: str, name: str) -> None:
    with pytest.warns(DeprecationWarning, match=r"use authpi_admin\.types\.WebhookAuthInput$"):
        made = load(module, name)(type="bearer")
    assert made == {"type": "bearer"}


@pytest.mark.parametrize("module", NAMES)
def test_unknown_name(module: str) -> None:
    with pytest.raises(AttributeError, match=f"^module '{module}' has no attribute 'Unknown'$"):
        _ = import_module(module).Unknown


@pytest.mark.filterwarnings("ignore:authpi_admin:DeprecationWarning")
def test_all_names_of_the_module_for_models() -> None:
    names: dict[str, Any] = {}
    exec("from authpi_admin.generated.models import *", names)  # noqa: S102 - as above
    assert {name for name in names if not name.startswith("__")} == {
        name for module, name in LISTED if module.endswith("generated.models")
    }


def test_nothing_for_1x_is_loaded_until_it_is_used() -> None:
    before, after = run("""
import json, sys, warnings
import authpi_admin, authpi_admin.types
from authpi_admin.types import User
authpi_admin.AuthPIAdmin(api_key=("key_1", "-")).issuer("i_1").users.list
print(json.dumps([name for name in sys.modules if "_v1" in name]))
warnings.simplefilter("ignore")
from authpi_admin import WebhookEventType
print(json.dumps([name for name in sys.modules if "_v1" in name]))
""")
    assert before == []
    assert after == ["authpi_admin._v1", "authpi_admin._v1.names"]


@pytest.mark.filterwarnings("ignore:authpi_admin:DeprecationWarning")
def test_user_agent_of_1x() -> None:
    text = load("authpi_admin.user_agent", "build_user_agent")("1.4.0")
    assert re.fullmatch(r"authpi-admin-py/1\.4\.0 Python/3\.\d+\.\S+ \([a-z]+; \w+\)", text)


RESPONSES: dict[str, tuple[dict[str, Any], type[errors.ApiError], dict[str, Any]]] = {
    "a body": (
        {"status_code": 404, "body": {"error": "gone", "error_description": "It is gone.", "reference": "ref_1"}},
        errors.NotFoundError,
        {"error": "gone", "error_description": "It is gone.", "reference": "ref_1", "raw_body": None},
    ),
    "no body": (
        {"status_code": 418, "body": None, "raw_body": "teapot"},
        errors.UnexpectedError,
        {"error_description": "I'm a Teapot", "raw_body": "teapot"},
    ),
    "a header in lower case": (
        {"status_code": 429, "body": None, "headers": {"retry-after": "7"}},
        errors.RateLimitError,
        {"retry_after": 7, "retryable": True},
    ),
    "an ETag": (
        {"status_code": 412, "body": {"current_etag": '"3"'}},
        errors.PreconditionFailedError,
        {"current_etag": '"3"'},
    ),
}


@pytest.mark.filterwarnings("ignore:authpi_admin:DeprecationWarning")
@pytest.mark.parametrize(("given", "kind", "attributes"), RESPONSES.values(), ids=RESPONSES)
def test_error_from_response(given: dict[str, Any], kind: type[errors.ApiError], attributes: dict[str, Any]) -> None:
    error = load("authpi_admin.errors", "error_from_response")(**{"headers": {}, **given})
    assert type(error) is kind
    assert attributes.items() <= vars(error).items()


def test_warning_of_error_from_response_names_the_constructor_for_each_status() -> None:
    with pytest.warns(DeprecationWarning, match="call the constructor of the status: ") as caught:
        error_from_response = load("authpi_admin.errors", "error_from_response")
    named: dict[str, str] = {}
    for name, statuses in re.findall(r"(\w+Error) for ([\w ]+)", str(caught[0].message)):
        named |= dict.fromkeys(statuses.split(" and "), name)
    for status in range(300, 600):
        default = "any other 5xx" if status >= 500 else "any other status"
        error = error_from_response(status_code=status, body=None, headers={})
        assert type(error).__name__ == named.get(str(status), named[default])


@pytest.mark.filterwarnings("ignore:authpi_admin:DeprecationWarning")
async def test_auto_paginate() -> None:
    cursors: list[str | None] = []

    async def fetch(cursor: str | None) -> Page[int]:
        cursors.append(cursor)
        return Page([1, 2], has_more=True, next_cursor="2") if cursor is None else Page([3], has_more=False)

    assert [item async for item in load("authpi_admin.pagination", "auto_paginate")(fetch)] == [1, 2, 3]
    assert cursors == [None, "2"]
