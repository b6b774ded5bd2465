"""Writes an OpenAPI document in the few forms that the generated code knows, as a pure function.

References are resolved, notes without effect are left out, and operations get the names that they lack: `paths` does so
for operations, `normalize_schemas` for schemas.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from class_names import rename_schemas
from normalize_schemas import Schemas
from openapi_document import Document, only
from paths import Paths
from servers import base_url, check_security

if TYPE_CHECKING:
    from problems import Problems

# `webhooks` are requests that the API sends; their schemas stay among the components.
_NOTES = ("externalDocs", "jsonSchemaDialect", "$comment", "webhooks")
_KNOWN = {"openapi", "info", "servers", "security", "tags", "paths", "components", *_NOTES}


def normalize(document: Document, problems: Problems) -> Document:
    """Convert a document into the constructs that the generated code supports.

    Args:
        document: The document as it is published. It is not changed.
        problems: Gets what cannot be written in these forms; those parts are left out.

    Returns:
        A document that means the same.
    """
    document = deepcopy(document)
    only(document, _KNOWN, "#")
    components = document.setdefault("components", {})
    components.setdefault("schemas", {})
    document.setdefault("paths", {})
    url = ""
    with problems.part():
        url = base_url(document)
    with problems.part():
        check_security(document, document, "#")
    rename_schemas(document)
    published = dict(components["schemas"])
    schemas = Schemas(components["schemas"])
    schemas.normalize_components(problems)
    paths = Paths(document, published, schemas).normalized(problems)
    written = {key: value for key, value in document.items() if key not in {*_NOTES, "security"}}
    return {
        **written,
        "servers": [{"url": url}],
        "paths": paths,
        "components": {"schemas": components["schemas"]},
    }
