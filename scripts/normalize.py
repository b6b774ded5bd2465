"""Writes an OpenAPI document in the few forms that the generated code knows, as a pure function.

References to responses and request bodies are resolved, notes without effect are left out, and operations get the
names that they lack; `normalize_schemas` does the same for schemas.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from class_names import pascal_case, rename_schemas
from describe import sentence
from normalize_schemas import Schemas
from openapi_document import METHODS, Document, UnsupportedError, pointer, python_name

_PATH_NOTES = ("summary", "description", "$comment", "servers")
_OPERATION_NOTES = ("externalDocs", "$comment")
# The serialization that each place has anyway, for values that are neither arrays nor objects.
_DEFAULT_STYLES = {"query": ("form", True), "path": ("simple", False), "header": ("simple", False)}


def normalize(document: Document) -> Document:
    """Write a document in the forms that the generated code knows.

    Args:
        document: The document as it is published. It is not changed.

    Returns:
        A document that means the same.

    Raises:
        UnsupportedError: Something cannot be written in these forms.
    """
    document = deepcopy(document)
    components = document.setdefault("components", {})
    components.setdefault("schemas", {})
    document.setdefault("paths", {})
    document["servers"] = [{"url": _server(document)}]
    for note in ("externalDocs", "jsonSchemaDialect", "$comment"):
        document.pop(note, None)
    rename_schemas(document)
    schemas = Schemas(components["schemas"])
    schemas.normalize_components()
    for path, item in document["paths"].items():
        for note in _PATH_NOTES:
            item.pop(note, None)
        for parameter in [*item.get("parameters", [])]:
            _parameter(parameter, schemas, pointer("#/paths", path, "parameters"))
        for method in METHODS:
            if method in item:
                _operation(document, item[method], f"{method} {path}", schemas, pointer("#/paths", path, method))
    for name, parameter in components.get("parameters", {}).items():
        _parameter(parameter, schemas, pointer("#/components/parameters", name))
    return document


def _server(document: Document) -> str:
    """Give the address of the first server, with the defaults of its variables; empty where there is none."""
    server: dict[str, Any] = next(iter(document.get("servers", [])), {"url": ""})
    variables: dict[str, dict[str, Any]] = server.get("variables", {})
    url = re.sub(r"{(.+?)}", lambda found: str(variables.get(found[1], {}).get("default", found[0])), server["url"])
    if (url and not url.startswith(("http://", "https://"))) or "{" in url:
        raise UnsupportedError(f"#/servers/0/url: an address that is not absolute ({url!r}); write it as a whole")
    return url


def _operation(document: Document, operation: dict[str, Any], request: str, schemas: Schemas, where: str) -> None:
    for note in _OPERATION_NOTES:
        operation.pop(note, None)
    name = operation.setdefault("operationId", re.sub(r"\W+", "_", request).strip("_"))
    operation["tags"] = [_tag(operation.get("tags", []))]
    operation.setdefault("responses", {})
    if not operation.get("summary"):
        operation["summary"] = sentence(re.sub(r"[._]", " ", python_name(name)).capitalize())
    for number, parameter in enumerate(operation.get("parameters", [])):
        _parameter(parameter, schemas, pointer(where, "parameters", number))
    if "requestBody" in operation:
        operation["requestBody"] = _resolved(document, operation["requestBody"], "requestBodies", where)
        operation["requestBody"].pop("description", None)
        _content(operation["requestBody"], f"{where}/requestBody")
        for media in operation["requestBody"].get("content", {}).values():
            at = f"{where}/requestBody/content/application~1json/schema"
            media["schema"] = schemas.body(media.get("schema", {}), f"{pascal_case(name)}Input", at)
    operation["responses"] = {
        status: _response(document, response, pascal_case(name), schemas, pointer(where, "responses", status))
        for status, response in operation["responses"].items()
        if str(status).startswith("2")  # the others are errors, which have one shape
    }


def _response(document: Document, response: dict[str, Any], name: str, schemas: Schemas, where: str) -> dict[str, Any]:
    response = _resolved(document, response, "responses", where)
    for note in ("links", "summary", "$comment"):
        response.pop(note, None)
    _content(response, where)
    for media in response.get("content", {}).values():
        at = f"{where}/content/application~1json/schema"
        media["schema"] = schemas.envelope(media.get("schema", {}), name, at)
    return response


def _tag(tags: list[str]) -> str:
    """Give the package that an operation belongs to."""
    return python_name(tags[0]) if tags else "untagged"


def _content(part: dict[str, Any], where: str) -> None:
    """Take parameters off the media types, and leave out an empty `content`."""
    content = {media.partition(";")[0].strip(): value for media, value in part.get("content", {}).items()}
    if len(content) < len(part.get("content", {})):
        raise UnsupportedError(f"{where}/content: two contents of one media type; keep one")
    part["content"] = content
    if not content:
        del part["content"]


def _parameter(parameter: dict[str, Any], schemas: Schemas, where: str) -> None:
    if "$ref" in parameter:
        return
    style, explode = _DEFAULT_STYLES.get(parameter.get("in", ""), ("", None))
    for key, default in (("style", style), ("explode", explode), ("allowEmptyValue", False), ("allowReserved", False)):
        if parameter.get(key) == default:
            parameter.pop(key, None)
    for note in ("$comment", "externalDocs"):
        parameter.pop(note, None)
    if "schema" in parameter:
        parameter["schema"] = schemas.parameter(parameter["schema"], f"{where}/schema")
    if parameter.pop("deprecated", False):
        parameter["description"] = f"Deprecated. {parameter.get('description', '')}".strip()


def _resolved(document: Document, part: dict[str, Any], section: str, where: str) -> dict[str, Any]:
    """Follow a reference to a component."""
    if "$ref" not in part:
        return part
    name = part["$ref"].removeprefix(f"#/components/{section}/")
    found = document["components"].get(section, {}).get(name)
    if found is None or "$ref" in found:
        raise UnsupportedError(f"{where}: a reference to {part['$ref']}, which does not exist in {section}; correct it")
    return deepcopy(found)
