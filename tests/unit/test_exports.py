"""Which names are public, and what importing them loads."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from authpi_core import models
from helpers.programs import run

import authpi_admin
from authpi_admin import errors, pagination, types

PUBLIC: list[Any] = [authpi_admin, errors, pagination, types]
MODELS = models.__all__


def is_public(module: Any, name: str) -> bool:
    """Return whether a name is public: any of a package that re-exports names, else those defined there."""
    value = getattr(module, name)
    if name.startswith("_") or name in {"annotations", "TYPE_CHECKING"} or inspect.ismodule(value):
        return False
    where = {module.__name__, "authpi_core.types"}  # the module of `Page`
    return module in {authpi_admin, types} or (inspect.isclass(value) and value.__module__ in where)


@pytest.mark.parametrize("module", PUBLIC, ids=lambda module: module.__name__)
def test_all_lists_the_public_names(module: Any) -> None:
    for name in module.__all__:
        assert hasattr(module, name)
    public = {name for name in dir(module) if is_public(module, name)}
    lazy = {"AioHttpClient", *MODELS}  # in `dir` after their first use
    assert public - lazy == {name for name in module.__all__ if not name.startswith("_")} - lazy
    assert len(module.__all__) == len({*module.__all__})


def test_unknown_name_of_a_lazy_module() -> None:
    for module in (authpi_admin, types):
        with pytest.raises(AttributeError, match=f"module '{module.__name__}' has no attribute 'Unknown'"):
            _ = module.Unknown


def test_package_exports_errors_and_pages() -> None:
    raised = {name for name in errors.__all__ if name != "FieldError"}
    assert {*authpi_admin.__all__} >= raised | {*pagination.__all__}
    for name in raised:
        assert getattr(authpi_admin, name) is getattr(errors, name)


def test_types_exports_the_models() -> None:
    failures = {"ApiError", "FieldError", "PreconditionFailedError"}  # named like what is raised
    assert set[str](vars(types)["__all__"]) & {*MODELS} == {*MODELS} - failures
    for name in {*MODELS} - failures:
        assert getattr(types, name) is getattr(models, name)


LOADED = """
import json, sys
before = set(sys.modules)
%s
print(json.dumps(sorted(set(sys.modules) - before)))
"""
HEAVY = ("attr", "attrs", "pydantic", "pydantic_core", "aiohttp", "httpx2")


def loaded(code: str) -> set[str]:
    (names,) = run(LOADED % code)
    return {*names}


def of(modules: set[str], *packages: str) -> set[str]:
    return {
        name for name in modules if name.startswith(tuple(f"{package}." for package in packages)) or name in packages
    }


def test_import_of_the_package() -> None:
    modules = loaded("import authpi_admin")
    assert not of(modules, *HEAVY, "authpi_core.api", "authpi_core.models", "authpi_core.model", "authpi_admin.testing")
    assert of(modules, "authpi_core") == {
        "authpi_core",
        "authpi_core.lazy",
        "authpi_core.operations",
        "authpi_core.request",
        "authpi_core.types",
    }


def test_creating_a_client_loads_nothing_more() -> None:
    code = 'import authpi_admin; authpi_admin.AuthPIAdmin(api_key=("key_1", "-")).issuer("i_1").user("usr_1").sessions'
    assert not of(loaded(code), *HEAVY, "authpi_core.api", "authpi_core.models")


def test_types_are_loaded_on_first_use() -> None:
    modules = loaded("import authpi_admin.types")
    assert not of(modules, *HEAVY, "authpi_core.api")
    assert of(modules, "authpi_core.models") == {"authpi_core.models"}
    modules = loaded("from authpi_admin.types import UserStatus, CreateUserInput")
    assert not of(modules, "authpi_core.api")
    assert of(modules, "authpi_core.models") == {
        "authpi_core.models",
        *(
            f"authpi_core.models.{name}"
            for name in ("create_user_input", "user_profile_input", "user_status", "username_type")
        ),
    }


def test_reading_a_method_loads_only_its_operation() -> None:
    modules = loaded('import authpi_admin; authpi_admin.AuthPIAdmin(api_key=("key_1", "-")).issuer("i_1").users.delete')
    assert of(modules, "authpi_core.api") == {
        "authpi_core.api",
        "authpi_core.api.users",
        "authpi_core.api.users.users_delete",
    }


def test_import_without_extras() -> None:
    code = """
import json, sys
sys.modules.update(dict.fromkeys(["aiohttp", "httpx2", "starlette", "uvicorn", "jsonschema"]))
from authpi_admin import *
try:
    AioHttpClient()
except ImportError as error:
    print(json.dumps([str(error), error.name]))
"""
    assert run(code) == [['aiohttp is missing: pip install "authpi-admin[aiohttp]"', "aiohttp"]]


def test_dir_lists_lazy_names() -> None:
    assert {*dir(types)} == set[str](vars(types)["__all__"])
    assert {*dir(authpi_admin)} >= {*authpi_admin.__all__}
