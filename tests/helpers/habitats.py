"""Reads and writes a habitat, the resource of the zoo document that has schemas of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.generated_package import run_program

if TYPE_CHECKING:
    from pathlib import Path


def read(zoo_package: Path, expressions: list[str], **properties: Any) -> Any:
    """Parse a habitat with these properties; return the values of expressions, and the dump."""
    data = {"id": "h_1", **properties}
    shown, dumped = run_program(
        zoo_package,
        f"""
        response["json"] = {{"data": {data!r}}}
        it = await op.habitats_create(client, {{"id": "h_1"}})
        shown.append([{", ".join(expressions)}])
        shown.append(it.model_dump(exclude_unset=True))
        """,
    )
    assert dumped == data
    return shown


def sent(zoo_package: Path, body: str) -> Any:
    """Send a habitat; return the JSON of the request."""
    return run_program(
        zoo_package,
        f"""
        response["json"] = {{"data": {{"id": "h_1"}}}}
        await op.habitats_create(client, {" ".join(body.split())})
        shown.append(json.loads(sent[0].content))
        """,
    )[0]
