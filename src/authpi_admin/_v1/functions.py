"""Functions and constants of version 1.x that have no counterpart."""

from __future__ import annotations

import json
import platform
import time
from typing import TYPE_CHECKING, Any, TypeVar

from authpi_admin._call.failures import failed_response
from authpi_admin._http.protocol import Received

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from authpi_admin.errors import ApiError
    from authpi_admin.pagination import Page

T = TypeVar("T")

UNRESOLVED_ACCOUNT_ID = "{account_id}"
"""Placeholder for the account in a path until it is known."""


def build_user_agent(sdk_version: str) -> str:
    """Return the `User-Agent` of version 1.x.

    Args:
        sdk_version: The version to name.
    """
    system, machine = platform.system().lower(), platform.machine()
    return f"authpi-admin-py/{sdk_version} Python/{platform.python_version()} ({system}; {machine})"


def error_from_response(
    *, status_code: int, body: Mapping[str, Any] | None, headers: Mapping[str, str], raw_body: str | None = None
) -> ApiError:
    """Return the error that a response of the API is raised as.

    Args:
        status_code: The HTTP status.
        body: The JSON body, if it is an object.
        headers: The headers.
        raw_body: The body as text, for the error's attribute of this name.
    """
    content = b"" if body is None else json.dumps(body).encode()
    by_name = {name.title(): value for name, value in headers.items()}  # the names that are looked up
    error = failed_response(Received(status_code, by_name, content), time.time(), is_secret=False, known={})
    error.raw_body = raw_body
    return error


async def auto_paginate(fetcher: Callable[[str | None], Awaitable[Page[T]]]) -> AsyncIterator[T]:
    """Iterate over the items of all pages.

    Args:
        fetcher: Requests the page at a cursor; `None` for the first.

    Yields:
        Each item.
    """
    cursor: str | None = None
    while True:
        page = await fetcher(cursor)
        for item in page.data:
            yield item
        cursor = page.next_cursor
        if not page.has_more or cursor is None:
            return
