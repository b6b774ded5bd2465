"""Every method that users know is there, and every operation of the document has a method."""

from __future__ import annotations

import re
from inspect import Parameter
from typing import TYPE_CHECKING

import pytest
from helpers.calls import documented, needed, operation_of, outcome
from helpers.document import OPERATIONS
from helpers.surface import COMMON, METHODS, ROWS, TEXT, Row, at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.mocked_api import MockedApi

    from authpi_admin import AuthPIAdmin


def test_no_row_of_the_table_is_overlooked() -> None:
    assert len(ROWS) == len(re.findall(r"^\| `", TEXT, re.MULTILINE))
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_method_has_the_parameters_that_users_know(row: Row) -> None:
    signature = METHODS[row.name]
    parameters = [parameter.replace(annotation=Parameter.empty) for parameter in signature.parameters.values()]
    common = [Parameter(name, Parameter.KEYWORD_ONLY, default=None) for name in COMMON]
    # The order of keywords means nothing.
    assert _positional(parameters) == _positional(row.parameters)
    assert set(parameters) == {*row.parameters, *common}


def _positional(parameters: Iterable[Parameter]) -> list[Parameter]:
    return [parameter for parameter in parameters if parameter.kind is not Parameter.KEYWORD_ONLY]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_a_method_calls_the_operation_that_users_know(
    row: Row, admin: AuthPIAdmin, mocked_api: MockedApi
) -> None:
    mocked_api.server = documented
    await outcome(at(admin, row.name)(**needed(METHODS[row.name])))
    operation = operation_of(mocked_api.request)
    assert (operation.raw["operationId"], operation.method, operation.path) == (row.operation, row.method, row.path)


async def test_every_operation_of_the_document_has_a_method(admin: AuthPIAdmin, mocked_api: MockedApi) -> None:
    mocked_api.server = documented
    for name, signature in METHODS.items():
        await outcome(at(admin, name)(**needed(signature)))
    called = {operation_of(request).name for request in mocked_api.requests}
    assert called == {operation.name for operation in OPERATIONS}
