"""Renders the lines of the facade: methods, classes and properties, with escaped texts of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escape import docstring, identifier

from refresh.markdown import cell
from refresh.plan import NewClass, NewMethod, arguments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from refresh.scopes import NewScope
    from refresh.shapes import Function


def method_lines(method: NewMethod) -> dict[str, list[str]]:
    """Write a method, and the one that iterates over all pages.

    Args:
        method: The method.

    Returns:
        The lines of each attribute by its name, with their indentation.
    """
    function, summary = identifier(method.function.name), method.function.summary
    if not method.function.has_next_page:
        return {method.name: _attribute(method.name, "call", function, summary)}
    summary = summary.rstrip(".")
    one, whole = f"{summary} (one page).", f"{summary} (all pages)."
    return {
        name: _attribute(
            name, "call" if name == method.name else "pages", function, one if name == method.name else whole
        )
        for name in method.names
    }


def class_lines(new: NewClass, methods: Iterable[NewMethod]) -> list[str]:
    """Write a class with its methods.

    Args:
        new: The class.
        methods: Its methods.

    Returns:
        Its lines.
    """
    attributes = {name: lines for method in methods for name, lines in method_lines(method).items()}
    return [
        f"class {identifier(new.name)}({identifier(new.base)}):",
        f'    """{docstring(new.doc, 4)}"""',
        "",
        "    __slots__ = ()",
        "",
        *(line for _, lines in sorted(attributes.items()) for line in lines),
    ]


def property_lines(new: NewClass) -> list[str]:
    """Write the property that returns a class.

    Args:
        new: The class.

    Returns:
        Its lines, with their indentation.
    """
    name = identifier(new.name)
    return [
        "    @property",
        f"    def {identifier(new.attribute)}(self) -> {name}:",
        f'        """{docstring(new.doc, 8)}"""',
        f"        return {name}({arguments(new.parent.name, new.base)})",
    ]


def scope_lines(scope: NewScope, classes: Iterable[NewClass], scopes: Iterable[NewScope]) -> list[str]:
    """Write the class of a scope.

    Args:
        scope: The scope.
        classes: The new classes, some of which its properties return.
        scopes: The new scopes, some of which its methods return.

    Returns:
        Its lines.
    """
    noun = scope.noun
    types = ", ".join(f'"models.{identifier(name)}"' for name in scope.editable)
    bases = [scope.place.base, *([f"Editable[{types}]"] if types else [])]
    return [
        f"class {identifier(scope.place.name)}({', '.join(bases)}):",
        f'    """Operations of one {noun} and its resources."""',
        "",
        "    __slots__ = ()",
        "",
        *(
            line
            for name, function in scope.methods.items()
            for line in _attribute(name, "call", identifier(function.name), f"{name.capitalize()} the {noun}.")
        ),
        *(line for new in classes if new.scope == scope for line in ("", *property_lines(new))),
        *(line for inner in scopes if inner.above == scope for line in ("", *accessor_lines(inner))),
    ]


def accessor_lines(scope: NewScope) -> list[str]:
    """Write the method that returns a scope.

    Args:
        scope: The scope.

    Returns:
        Its lines, with their indentation.
    """
    name, argument, noun = identifier(scope.place.name), identifier(scope.argument), scope.noun
    article = "an" if noun.startswith(tuple("aeiou")) else "a"
    return [
        f"    def {identifier(scope.accessor)}(self, {argument}: str) -> {name}:",
        f'        """Return the scope of {article} {noun}. No request is sent.',
        "",
        "        Args:",
        f"            {argument}: Id of the {noun}.",
        "",
        "        Returns:",
        "            The scope, whose methods call operations of this one resource.",
        '        """',
        f"        return {name}({arguments(scope.parent.name, scope.place.base)}, {argument})",
    ]


def table_row(name: str, function: Function, bound: int) -> str:
    """Write the row of a method in `tests/surface.md`.

    Args:
        name: The method.
        function: The endpoint function that it calls.
        bound: How many ids its class binds.

    Returns:
        The row.
    """
    body = [] if function.body is None else ["body" if function.body.required else "body=None"]
    keywords = [f"{keyword}=None" for keyword in function.keywords]
    given = [*function.ids[bound:], *function.filters, *body, *(["*", *keywords] if keywords else [])]
    path = function.path.replace("/v1/accounts/{account_id}", "…")
    method = f"{name}({', '.join(given)})"
    return f"| {cell(method)} | {cell(function.id)} | {function.method} {cell(path)} |"


def _attribute(name: str, binder: str, function: str, doc: str) -> list[str]:
    return [f"    {identifier(name)}: Final = {binder}(lambda: op.{function})", f'    """{docstring(doc, 4)}"""']
