"""The methods are those of `surface.md`, and every operation of the OpenAPI document has one."""

from __future__ import annotations

import re
from inspect import Parameter
from typing import TYPE_CHECKING

import pytest
from helpers.calls import documented, needed, operation_of, outcome
from helpers.document import OPERATIONS
from helpers.surface import COMMON, METHODS, ROWS, TEXT, Row, at, is_iterator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin


def test_every_row_of_the_table_is_read() -> None:
    assert len(ROWS) == len(re.findall(r"^\| `", TEXT, re.MULTILINE))
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_parameters(row: Row) -> None:
    signature = METHODS[row.name]
    parameters = [parameter.replace(annotation=Parameter.empty) for parameter in signature.parameters.values()]
    common = [Parameter(name, Parameter.KEYWORD_ONLY, default=None) for name in COMMON]
    # The order of keywords means nothing.
    assert _positional(parameters) == _positional(row.parameters)
    assert set(parameters) == {*row.parameters, *common}


def _positional(parameters: Iterable[Parameter]) -> list[Parameter]:
    return [parameter for parameter in parameters if parameter.kind is not Parameter.KEYWORD_ONLY]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_operation(row: Row, admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = documented
    await outcome(at(admin, row.name)(**needed(METHODS[row.name])))
    operation = operation_of(mocked_api.request)
    assert (operation.raw["operationId"], operation.method, operation.path) == (row.operation, row.method, row.path)


def test_every_operation_of_the_document_has_a_method() -> None:
    assert {operation.raw["operationId"] for operation in OPERATIONS} == {row.operation for row in ROWS}
    assert {row.name for row in ROWS} == METHODS.keys()


@pytest.mark.parametrize("name", [name for name, each in METHODS.items() if "Page[" in str(each.return_annotation)])
def test_every_list_has_an_iterator_over_all_its_pages(name: str) -> None:
    rows = {row.name: row.operation for row in ROWS}
    assert rows[f"{name}_all"] == rows[name]
    assert is_iterator(f"{name}_all")
