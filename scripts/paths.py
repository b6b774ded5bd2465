"""Converts the paths of an OpenAPI document: resolves references, adds missing names, and removes annotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import parameters
from class_names import pascal_case
from contents import chosen
from describe import sentence
from openapi_document import JSON, METHODS, Document, only, pointer, python_name, removal, resolved, stop
from results import result
from servers import check_security, check_servers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from normalize_schemas import Schemas
    from openapi_document import Schema
    from parameters import Parameter
    from problems import Problems

# The characters that RFC 3986 allows in a path, and parameters in braces.
_PATH = re.compile(r"/|(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}|{[^/{}]+})+)+/?")
_DOTS = re.compile(r"(^|/)\.{1,2}(/|$)")
_ITEM = {"$ref", "parameters", "summary", "description", "$comment", "servers", *METHODS}
# `callbacks` are requests that the API sends.
_OPERATION = {
    *("operationId", "tags", "summary", "description", "parameters", "requestBody", "responses", "deprecated"),
    *("externalDocs", "$comment", "callbacks", "security", "servers"),
}
_BODY = {"description", "required", "content", "$comment"}


class Paths:
    """Converts the paths of one document."""

    def __init__(self, document: Document, published: Mapping[str, Schema], schemas: Schemas) -> None:
        """Store a document.

        Args:
            document: The published document.
            published: Its component schemas before `schemas` changed them.
            schemas: Normalizes schemas, and adds components.
        """
        self._document = document
        self._published = published
        self._schemas = schemas
        self._parameters: dict[str, Parameter] = {}
        self._named: dict[str, str] = {}
        self._shapes: dict[str, str] = {}

    def normalized(self, problems: Problems) -> dict[str, Any]:
        """Convert all paths.

        Args:
            problems: Collects what the generated code cannot represent; those operations are removed.

        Returns:
            The operations of each path. Each has `operationId`, `summary`, one tag, all its parameters, its body as
            JSON, and the result as `x-result`.
        """
        found: dict[str, Any] = {}
        for path, published in self._document["paths"].items():
            if path.startswith("x-"):
                continue
            where = pointer("#/paths", path)
            with problems.part():
                self._check_path(path, where)
                item, at = resolved(self._document, published, "pathItems", where)
                only(item, _ITEM, at)
                check_servers(self._document, item, at)
                found[path] = {}
                for method in METHODS:
                    if method in item:
                        with problems.part():
                            found[path][method] = self._operation(path, method, item, at)
        return found

    def _check_path(self, path: str, where: str) -> None:
        """Raise an error for an invalid path, or one that differs from another path only in names of parameters."""
        if not path.startswith("/"):
            stop(where, "a path that does not begin with a slash", f"write it as /{path}")
        if not _PATH.fullmatch(path) or _DOTS.search(path):
            stop(
                where,
                "a path with an empty segment, a dot segment or a character that is not allowed in a path",
                "correct it",
            )
        names = re.findall(r"{(.+?)}", path)
        if twice := sorted({name for name in names if names.count(name) > 1}):
            stop(where, f"a path that contains a parameter twice ({', '.join(twice)})", "give them two names")
        shape = re.sub(r"{.+?}", "{}", path)
        if (other := self._shapes.setdefault(shape, where)) != where:
            stop(where, f"the same path as {other}, with different names in braces", "merge them into one path")

    def _operation(self, path: str, method: str, item: dict[str, Any], path_where: str) -> dict[str, Any]:
        operation, where = item[method], pointer(path_where, method)
        only(operation, _OPERATION, where)
        check_servers(self._document, operation, where)
        check_security(self._document, operation, where)
        name = operation.get("operationId") or re.sub(r"\W+", "_", f"{method} {path}").strip("_")
        in_python = python_name(name)
        if (other := self._named.setdefault(in_python, where)) != where:
            stop(where, f"an operation with the Python name {in_python}, which {other} has too", "rename one of them")
        base = pascal_case(name)

        def normalize_result(schema: Schema, suffix: str, at: str) -> Schema:
            return self._schemas.body(schema, base + suffix, at)

        written = {
            **{key: value for key, value in operation.items() if key.startswith("x-")},
            "x-pointer": where,
            "operationId": name,
            "tags": [python_name(operation["tags"][0]) if operation.get("tags") else "untagged"],
            "summary": operation.get("summary") or sentence(re.sub(r"[._]", " ", in_python).capitalize()),
            "description": operation.get("description", ""),
            "deprecated": operation.get("deprecated", False),
            "parameters": self._all_parameters(path, base, ((item, path_where), (operation, where))),
            "x-result": result(self._document, operation, where, self._published, normalize_result),
        }
        if (body := self._body(operation, base, where)) is not None:
            written["requestBody"] = body
        return written

    def _all_parameters(self, path: str, base: str, owners: Iterable[tuple[dict[str, Any], str]]) -> list[Parameter]:
        """List the parameters of a path and its operation; those of the last owner take precedence."""
        found: dict[tuple[str, str], Parameter] = {}
        where = ""
        for owner, where in owners:
            names = set[tuple[str, str]]()
            for number, listed in enumerate(owner.get("parameters", [])):
                own = pointer(where, "parameters", number)
                parameter, home = resolved(self._document, listed, "parameters", own)
                if parameters.is_ignored(parameter):
                    continue
                own_name = (parameter["in"], parameter["name"])
                if own_name in names:
                    stop(own, f"a second parameter {own_name[1]!r} in {own_name[0]}", removal(own))
                names.add(own_name)
                if home == own:
                    written = parameters.normalized(parameter, base, home, self._schemas.body)
                else:
                    written = self._component_parameter(parameter, home)
                found[written["in"], written["name"]] = written
        in_path = sorted(re.findall(r"{(.+?)}", path))
        if (described := sorted(name for place, name in found if place == "path")) != in_path:
            has = f"path parameters ({', '.join(described)})"
            stop(where, f"{has} that do not match those in the path ({', '.join(in_path)})", "make them the same")
        return list(found.values())

    def _component_parameter(self, parameter: dict[str, Any], where: str) -> Parameter:
        """Convert a parameter; one that several operations use is converted once."""
        if where not in self._parameters:
            base = pascal_case(where.rpartition("/")[2])
            self._parameters[where] = parameters.normalized(parameter, base, where, self._schemas.body)
        return self._parameters[where]

    def _body(self, operation: dict[str, Any], base: str, where: str) -> dict[str, Any] | None:
        """Convert the body of an operation; `None` without one."""
        if "requestBody" not in operation:
            return None
        body, at = resolved(self._document, operation["requestBody"], "requestBodies", f"{where}/requestBody")
        only(body, _BODY, at)
        content = chosen(body.get("content", {}), where, f"{at}/content")
        if content is None:
            return None
        return {
            "description": body.get("description", ""),
            "required": body.get("required", False),
            "x-media-type": content.media_type,
            "x-pointer": content.where,
            "content": {JSON: {"schema": self._schemas.body(content.schema, f"{base}Input", content.where)}},
        }
