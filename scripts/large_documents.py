"""Reports how much of a large public OpenAPI document is supported, with time and memory, as Markdown.

Unsupported operations are removed and unsupported schemas replaced by free-form ones, as an overlay could do, until the
rest is generated and imported.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections import defaultdict
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from generate import generate
from limits import load
from normalize import normalize
from openapi_document import METHODS, Document, UnsupportedError
from prepare import prepare
from problems import Problems
from shape import check_shape
from supported import check

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROUNDS = 50
_MIB = 1024
_IMPORT = """
import authpi_core.operations, authpi_core.models
for package in (authpi_core.operations, authpi_core.models):
    for name in package.__all__:
        getattr(package, name)
"""


def survey(path: Path) -> list[str]:
    """Generate the supported part of a document.

    Args:
        path: Its file.

    Returns:
        Lines of Markdown: the document and its figures, and each unsupported construct with its count and an example.
    """
    started = _processor_time()
    document = load(path)
    read = _processor_time()
    version = document["openapi"]
    document = cast("Document", {**_converted(document), "openapi": "3.1.0"})
    all_operations, all_schemas = _operations(document), set(document["components"]["schemas"])
    places, freed = _left_out(document)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "authpi_core"
        checked = _processor_time()
        with redirect_stdout(sys.stderr):
            generate(document, target)
        generated = _processor_time()
        subprocess.run([sys.executable, "-c", _IMPORT], check=True, env={"PYTHONPATH": folder})  # noqa: S603 - this project's code
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MIB
    kept = _operations(document)
    figures = (
        f"{len(kept)} of {len(all_operations)} operations are supported, and {len(all_schemas) - len(freed)} of "
        f"{len(all_schemas)} schemas. Reading took {read - started:.1f} s, checking {checked - read:.1f} s, "
        f"generating the rest {generated - checked:.1f} s; {memory:.0f} MiB at most."
    )
    return [
        f"### {path.name}: OpenAPI {version}, {path.stat().st_size / 1e6:.1f} MB",
        "",
        figures,
        "",
        "| count | unsupported | for example |",
        "| --- | --- | --- |",
        *(
            f"| {len(found)} | {reason} | `{found[0]}` |"
            for reason, found in sorted(places.items(), key=lambda entry: -len(entry[1]))
        ),
        "",
    ]


def _processor_time() -> float:
    """Return the processor time of this process and of those that it waited for, which other programs do not change."""
    return sum(os.times()[:4])


def _left_out(document: Document) -> tuple[dict[str, list[str]], set[str]]:
    """Remove the unsupported parts; return the places of each reason, and the schemas that were made free-form."""
    places: dict[str, list[str]] = defaultdict(list)
    freed: set[str] = set()
    for _ in range(_ROUNDS):
        found = _problems(document)
        for line in found:
            where, _, what = line.partition(": ")
            places[_kind(what.partition("; ")[0])].append(where)
            freed |= _leave_out(document, where)
        if not found:
            break
    return places, freed


def _operations(document: Document) -> set[tuple[str, str]]:
    return {(path, method) for path, item in document["paths"].items() for method in METHODS if method in item}


def _problems(document: Document) -> list[str]:
    """Find the unsupported parts."""
    problems = Problems()
    check_shape(document, problems)
    if not problems.found:
        with problems.part():
            check(normalize(document, problems), problems)
    if not problems.found:
        with problems.part():
            prepare(document)
    return list(dict.fromkeys(problems.found))


def _kind(what: str) -> str:
    """Remove from an error message what is specific to one place."""
    return re.sub(r"#/\S+|(?<=: )\S+$", "…", re.sub(r"\([^)]*\)", "(…)", what)).replace("|", "\\|")


def _leave_out(document: Document, where: str) -> set[str]:
    """Remove the operation, path or component that contains a pointer; return the schema that becomes free-form."""
    keys = [key.replace("~1", "/").replace("~0", "~") for key in where.split("/")[1:]]
    if keys[:1] == ["paths"] and len(keys) > 1:
        item = document["paths"].get(keys[1], {})
        if len(keys) > 2 and keys[2] in METHODS:  # noqa: PLR2004 - paths, the path, the method
            item.pop(keys[2], None)
        else:
            document["paths"].pop(keys[1], None)
        return set()
    if keys[:2] == ["components", "schemas"]:
        document["components"]["schemas"][keys[2]] = {}
        return {keys[2]}
    if keys[:1] == ["components"]:
        reference = json.dumps({"$ref": "/".join(["#", *where.split("/")[1:4]])})
        for path, item in list(document["paths"].items()):
            for method in [method for method in METHODS if reference in json.dumps(item.get(method))]:
                del item[method]
            if reference in json.dumps(item):
                del document["paths"][path]
        return set()
    if keys:
        document.pop(keys[0], None)
        return set()
    raise UnsupportedError(f"the whole document is unsupported: {where}")


def _converted(node: Any) -> Any:
    """Convert constructs of OpenAPI 3.0 to 3.1: `nullable`, and boolean exclusive limits."""
    if isinstance(node, list):
        return [_converted(item) for item in cast("Iterable[Any]", node)]
    if not isinstance(node, dict):
        return node
    found = {key: _converted(value) for key, value in cast("dict[str, Any]", node).items()}
    for exclusive, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(found.get(exclusive), bool) and found.pop(exclusive):
            found[exclusive] = found.pop(limit)
    if found.pop("nullable", None) is not True:
        return found
    if isinstance(found.get("type"), str) and "enum" not in found:
        return {**found, "type": [found["type"], "null"]}
    return {"anyOf": [found, {"type": "null"}]}


def main() -> None:
    """Run from the command line."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("document", type=Path, help="file, JSON or YAML")
    print("\n".join(survey(parser.parse_args().document)))  # noqa: T201 - the report


if __name__ == "__main__":
    main()
