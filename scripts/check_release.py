"""Check a release: the wheel's size, the links of its package page, and whether its SBOM is complete."""

from __future__ import annotations

import json
import re
import sys
from email.parser import Parser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

LARGEST = 500_000  # bytes of the wheel; 152,000 of 475,000 are docstrings and comments
RELATIVE_LINK = re.compile(r"\]\((?!https?://|#)([^)\s]+)\)")


def problems(wheel: Path, sbom: Path) -> Iterator[str]:
    """Compare a wheel with its software bill of materials (CycloneDX).

    Args:
        wheel: The file of the wheel.
        sbom: The file of the SBOM, generated from an environment with this wheel and its dependencies.

    Yields:
        A sentence for each problem.
    """
    size = wheel.stat().st_size
    if size > LARGEST:
        yield f"the wheel has {size} bytes, more than {LARGEST}"
    metadata = read_metadata(wheel)
    for target in RELATIVE_LINK.findall(str(metadata.get_payload())):
        yield f"the package page has a relative link: {target}"
    document: dict[str, Any] = json.loads(sbom.read_text(encoding="utf-8"))
    root: dict[str, Any] = document["metadata"]["component"]
    name, version, *_ = parse_wheel_filename(wheel.name)
    if (canonicalize_name(root["name"]), root.get("version")) != (name, str(version)):
        yield f"the SBOM describes {root['name']} {root.get('version')}, not {name} {version}"
    named = {canonicalize_name(component["name"]): component["bom-ref"] for component in document["components"]}
    yield from (f"the SBOM does not list {each}" for each in required(metadata) if each not in named)
    needed = reachable(document["dependencies"], root["bom-ref"])
    yield from (
        f"the SBOM lists {each}, which the wheel does not require" for each in named if named[each] not in needed
    )


def read_metadata(wheel: Path) -> Message:
    """Return the metadata of a wheel, whose payload is the text of the package page."""
    with ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


def required(metadata: Message) -> list[str]:
    """Return the names of the dependencies of a wheel without extras."""
    requirements = [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]
    return [
        canonicalize_name(each.name)
        for each in requirements
        if each.marker is None or each.marker.evaluate({"extra": ""})
    ]


def reachable(dependencies: list[dict[str, Any]], start: str) -> set[str]:
    """Return the direct and transitive dependencies of a component."""
    graph: dict[str, list[str]] = {each["ref"]: each.get("dependsOn", []) for each in dependencies}
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = set(graph.get(waiting.pop(), [])) - found
        found |= new
        waiting += new
    return found


if __name__ == "__main__":
    if found := list(problems(Path(sys.argv[1]), Path(sys.argv[2]))):
        raise SystemExit("\n".join(found))
