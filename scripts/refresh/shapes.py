"""Describes the interface of the generated code: functions with arguments, and classes with members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openapi_document import alternatives, operations, python_name
from prepare import prepare
from render import Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openapi_document import Document, Schema
    from render_operation import Argument, Operation

CURSOR = "cursor"


@dataclass(frozen=True)
class Member:
    """An argument, a field of a model or a key of a body: the alternatives of its type, and whether it is required."""

    options: tuple[str, ...]
    required: bool

    @property
    def type(self) -> str:
        """The type in the code."""
        return " | ".join(self.options)


@dataclass(frozen=True)
class Function:
    """An endpoint function: `ids` and `filters` are positional; `arguments` has all by their names in requests."""

    id: str
    name: str
    method: str
    path: str
    summary: str
    is_deprecated: bool
    ids: tuple[str, ...]
    filters: tuple[str, ...]
    keywords: tuple[str, ...]
    body: Member | None
    arguments: Mapping[str, Member]
    returns: str

    @property
    def is_paged(self) -> bool:
        """Whether it returns one page of a list."""
        return self.returns.startswith("Page[")

    @property
    def has_next_page(self) -> bool:
        """Whether it returns one page of a list, and has the parameter `cursor` that requests the next one."""
        return self.is_paged and CURSOR in self.keywords

    @property
    def is_list(self) -> bool:
        """Whether it returns a page or a whole list."""
        return self.returns.startswith(("Page[", "list["))


@dataclass(frozen=True)
class Class:
    """A class or an alias: `kind` is `model`, `body`, `enum`, `union` or `alias`; `values` are those of an enum."""

    name: str
    kind: str
    members: Mapping[str, Member]
    values: tuple[str, ...] = ()
    type: str = ""


@dataclass(frozen=True)
class Shapes:
    """The functions by their names in Python, and the classes by theirs; `descriptions` are those of tags."""

    functions: Mapping[str, Function]
    classes: Mapping[str, Class]
    descriptions: Mapping[str, str]


def shapes(document: Document) -> Shapes:
    """Describe the interface of the code that is generated from a document.

    Args:
        document: The document with its overlay applied.

    Returns:
        Its functions and classes.

    Raises:
        UnsupportedError: The document uses something that the generated code cannot represent.
    """
    prepared = prepare(document)
    schemas: dict[str, Schema] = prepared["components"]["schemas"]
    # The comparison does not need the modules, which the generator chooses.
    renderer = Renderer(prepared, {name: python_name(name) for name in schemas if schemas[name]["x-kind"] != "alias"})
    names = [python_name(operation["operationId"]) for _, _, operation in operations(prepared)]
    return Shapes(
        functions={name: _function(name, renderer.operation(name)) for name in names},
        classes={name: _class(name, schema, renderer) for name, schema in schemas.items()},
        descriptions={tag["name"]: tag.get("description", "") for tag in document.get("tags", [])},
    )


def _function(name: str, operation: Operation) -> Function:
    in_path = {argument.wire for argument in operation.positional if f"{{{argument.wire}}}" in operation.path}
    ids = [argument for argument in operation.positional if argument.wire in in_path]
    filters = [argument for argument in operation.positional if argument.wire not in in_path]
    return Function(
        id=operation.id,
        name=name,
        method=operation.method,
        path=operation.path,
        summary=operation.summary,
        is_deprecated=operation.is_deprecated,
        ids=tuple(argument.name for argument in ids),
        filters=tuple(argument.name for argument in filters),
        keywords=tuple(argument.name for argument in operation.keywords),
        body=_argument(operation.body, required=operation.body.is_required) if operation.body else None,
        arguments={
            **{argument.wire: _argument(argument, required=True) for argument in operation.positional},
            **{argument.wire: _argument(argument, required=False) for argument in operation.keywords},
        },
        returns=str(operation.returns),
    )


def _argument(argument: Argument, *, required: bool) -> Member:
    return Member(argument.type.options, required)


def _class(name: str, schema: Schema, renderer: Renderer) -> Class:
    kind = schema["x-kind"]
    if kind == "enum":
        return Class(name, kind, {}, tuple(schema["enum"]))
    if kind not in {"model", "body"}:
        options = [str(renderer.types.write(option)) for option in alternatives(schema)]
        return Class(name, kind, {}, type=" | ".join(options))
    convert = renderer.types.read if kind == "model" else renderer.types.write
    required = set(schema.get("required", []))
    members = {
        wire: Member(convert(member).options, wire in required) for wire, member in schema.get("properties", {}).items()
    }
    if kind == "model":
        members |= {each.name: Member((each.type, "None"), required=True) for each in renderer.converted(name)}
    return Class(name, kind, members)
