"""Converts an OpenAPI document into the constructs that the other steps support, as a pure function.

References are resolved, annotations without effect are removed, and missing names of operations are added: `paths`
converts operations, `normalize_schemas` converts schemas.
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

# `webhooks` are requests that the API sends; their schemas stay in the components.
_NOTES = ("externalDocs", "jsonSchemaDialect", "$comment", "webhooks")
_KNOWN = {"openapi", "info", "servers", "security", "tags", "paths", "components", *_NOTES}


def normalize(document: Document, problems: Problems) -> Document:
    """Convert a document into the constructs that the generated code supports.

    Args:
        document: The published document. It is not changed.
        problems: Collects the parts that cannot be converted; those parts are removed.

    Returns:
        An equivalent document.
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
