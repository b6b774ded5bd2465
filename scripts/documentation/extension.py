"""A griffe extension that documents methods as functions, and adds information of the OpenAPI document.

griffe reads source, in which a method is an attribute, `create = call(lambda: op.users_create)`, without a signature.
The extension takes the signature and the docstring from the method at run time. To methods, endpoint functions and
types it adds the request, the provenance and an example.
"""

from __future__ import annotations

import ast
import inspect
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from describe import INFERRED, described
from griffe import (
    Alias,
    Attribute,
    Class,
    Docstring,
    Expr,
    Extension,
    Function,
    Parameter,
    ParameterKind,
    Parameters,
    safe_get_annotation,
)

from documentation.examples import example
from documentation.surface import ACCESSORS, OPERATIONS, SCHEMAS, SHORT_FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from griffe import GriffeLoader, Module, ModulesCollection

    from documentation.surface import Operation

_TYPE_OF_RESULT = re.compile(r"(?<=^Returns:\n    )[A-Za-z][\w., |\[\]]*: ", re.MULTILINE)
_NAMES = {
    "AccountId": "authpi_core.types.AccountId",
    "ApiError": "authpi_admin.errors.ApiError",
    "Headers": "authpi_core.types.Headers",
    "IfMatch": "authpi_core.types.IfMatch",
    "JsonObject": "authpi_core.types.JsonObject",
    "NewUserInput": "authpi_admin.types.NewUserInput",
    "NewWebhookInput": "authpi_admin.types.NewWebhookInput",
    "Page": "authpi_core.types.Page",
    "Pages": "authpi_admin.pagination.Pages",
    "Timeout": "authpi_core.types.Timeout",
    "UnixMilliseconds": "authpi_core.types.UnixMilliseconds",
}
"""Names in signatures of methods, in addition to models, that the modules of the methods do not import."""
_MARKS = {"documented": "documented", "sdk": "known", None: "known", "inferred": "inferred"}
_MEANINGS = {
    "documented": "AuthPI's documentation describes it",
    "known": "AuthPI's documentation or its published client shows it",
    "inferred": "No source states it",
}
_OBVIOUS_LABELS = {"class-attribute", "instance-attribute", "module-attribute"}


class AuthPIExtension(Extension):
    """Completes the objects of `authpi_core` and `authpi_admin`."""

    def on_package(self, *, pkg: Module, loader: GriffeLoader, **_: Any) -> None:
        """Complete a package.

        Args:
            pkg: The package that was loaded: `authpi_core`, or `authpi_admin` after it.
            loader: The loader.
        """
        if pkg.name == "authpi_core":
            for name, operation in OPERATIONS.items():
                _describe_function(pkg["operations"][name].final_target, operation)
            for name in pkg["models"].exports or ():
                _describe_type(pkg["models"][str(name)].final_target)
        elif pkg.name == "authpi_admin":
            _complete_facade(pkg, loader.modules_collection)

    def on_attribute(self, *, attr: Attribute, **_: Any) -> None:
        """Remove labels about where an attribute is defined.

        Args:
            attr: An attribute that was read.
        """
        attr.labels -= _OBVIOUS_LABELS

    def on_class(self, *, cls: Class, **_: Any) -> None:
        """Remove the first paragraph of the constructor's docstring: the docstring of the class describes both.

        Args:
            cls: A class that was read.
        """
        constructor = cls.members.get("__init__")
        if isinstance(constructor, Function) and constructor.docstring:
            constructor.docstring.value = constructor.docstring.value.partition("\n\n")[2]


def _complete_facade(package: Module, modules: ModulesCollection) -> None:
    """Complete the objects of `authpi_admin`."""
    models = {str(name): f"authpi_core.models.{name}" for name in modules["authpi_core.models"].exports or ()}
    _alias(package["types"], models)
    names = models | _NAMES
    for kind, accessor in ACCESSORS.items():
        _bind_methods(modules[f"{kind.__module__}.{kind.__name__}"], kind, accessor, names)
    for name in SHORT_FORMS:
        _describe_type(package["types"][name].final_target)


def _alias(module: Module, targets: dict[str, str]) -> None:
    """Add names to a module that its source does not define."""
    for name, target in targets.items():
        if name not in module.members:
            module.set_member(name, Alias(name, target, parent=module))


def _bind_methods(documented: Class, kind: type[Any], accessor: str, names: dict[str, str]) -> None:
    """Replace attributes of a resource that are methods with functions."""
    _alias(documented.module, names)
    for name, member in list(documented.members.items()):
        called = re.search(r"lambda: op\.(\w+)", str(member.value)) if isinstance(member, Attribute) else None
        if isinstance(member, Attribute) and called:
            operation = OPERATIONS[called[1]]
            function = getattr(kind, name)
            documented.set_member(name, _function(documented, member, function, operation, f"{accessor}.{name}"))


def _function(
    owner: Class, attribute: Attribute, method: Callable[..., Any], operation: Operation, callee: str
) -> Function:
    """Describe a method by its signature and docstring at run time."""
    signature = inspect.signature(method)
    parameters = [
        Parameter(
            each.name,
            annotation=_expression(each.annotation, owner),
            kind=ParameterKind(each.kind.description),
            default=None if each.default is each.empty else repr(each.default),
        )
        for each in signature.parameters.values()
        if each.name != "self"
    ]
    function = Function(
        attribute.name,
        lineno=attribute.lineno,
        endlineno=attribute.endlineno,
        parameters=Parameters(*parameters),
        returns=_expression(signature.return_annotation, owner),
        parent=owner,
    )
    if inspect.iscoroutinefunction(method):
        function.labels.add("async")
    link = f"endpoint function [`{operation.function}`][authpi_core.operations.{operation.function}]"
    text = _documented(method.__doc__ or "", operation, example(callee, method, operation), link)
    function.docstring = Docstring(text, parent=function, parser="google")
    return function


def _expression(annotation: str, owner: Class) -> Expr | None:
    """Parse an annotation. Names are looked up in the module, since the class may have a method `list`."""
    parsed = ast.parse(annotation, mode="eval").body
    found = safe_get_annotation(parsed, parent=owner.module)
    return found if isinstance(found, Expr) else None


def _describe_function(function: Function, operation: Operation) -> None:
    """Complete the docstring of an endpoint function."""
    _alias(function.module, {"ApiError": _NAMES["ApiError"]})
    source = import_module(function.module.path)
    call = example(f"operations.{function.name}", getattr(source, function.name), operation, "admin.core")
    assert function.docstring is not None  # noqa: S101 - generated with one
    function.docstring.value = _documented(inspect.cleandoc(function.docstring.value), operation, call)


def _documented(text: str, operation: Operation, call: str, link: str = "") -> str:
    """Add the request, its provenance and an example to a docstring."""
    summary, _, rest = text.partition("\n")
    mark = _mark(operation.raw.get("x-provenance"))
    request = f"`{operation.method} {operation.path}` {mark}"
    code = "\n".join(f"    {line}" for line in f"```python\n{call}\n```".splitlines())
    rest = _TYPE_OF_RESULT.sub("", rest)  # the signature shows it, with links
    return f"{summary}\n\n{' · '.join(filter(None, [request, link]))}\n{rest}\n\nExamples:\n{code}\n"


def _mark(provenance: str | None) -> str:
    """Return the mark of a provenance: a link to what it means."""
    name = _MARKS[provenance]
    return f'[{name}][provenance]{{ .mark .{name} title="{_MEANINGS[name]}" }}'


def _describe_type(kind: Class | Attribute) -> None:
    """Add the fields of a model or a body, or the members of an enum, to its docstring."""
    name = SHORT_FORMS.get(kind.name, kind.name)
    schema = SCHEMAS.get(name) or SCHEMAS.get(name.removesuffix("Input"), {})
    own = schema.get("x-provenance")
    text = kind.docstring.value if kind.docstring else ""
    if isinstance(kind, Class):
        rows = list(_rows(kind, schema))
        summary, _, rest = text.partition("\n")
        text = f"{summary} {_mark(own)}\n{rest}\n\n" + ("Attributes:\n" + "\n".join(rows) if rows else "")
    kind.docstring = Docstring(text, parent=kind, parser="google")


def _rows(kind: Class, schema: dict[str, Any]) -> Iterator[str]:
    """Describe each field in a line."""
    for name, member in kind.members.items():
        if not isinstance(member, Attribute):
            continue
        text = " ".join((member.docstring.value if member.docstring else "").split())
        if member.annotation is None:
            text = f"`{member.value}`"
        property_ = schema.get("properties", {}).get(name, {})
        text = text or described(property_)  # types with a short form describe only that form
        if "x-provenance" in property_:
            text = f"{text.removesuffix(INFERRED).rstrip()} {_mark(property_['x-provenance'])}"
        member.annotation = _without_openness(member.annotation, kind)
        yield f"    {name}: {text}"


def _without_openness(annotation: str | Expr | None, owner: Class) -> str | Expr | None:
    """Write `OpenStatus`, the type of an enum that allows unknown values, as `Status | str`."""
    text = re.sub(r"\bOpen(\w+)", r"\1 | str", str(annotation))
    if annotation is None or text == str(annotation):
        return annotation
    _alias(owner.module, {name: f"authpi_core.models.{name}" for name in re.findall(r"(\w+) \| str", text)})
    return _expression(text, owner)
