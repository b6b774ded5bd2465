"""Write `generated/authpi_core` from the vendored document, or check that it is up to date."""

from __future__ import annotations

import filecmp
import json
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from escape import docstring, identifier, literal, members
from exchange import replace, run_contract_tests
from openapi_document import Document, UnsupportedError, alternatives, operations, python_name
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from overlay import OverlayError, load_with_overlay
from prepare import for_generator, prepare
from render import Renderer, is_of_a_schema

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "openapi" / "core-api.yaml"
OVERLAY = ROOT / "openapi" / "overlay.yaml"
TEMPLATES = ROOT / "openapi" / "templates"
GENERATED = ROOT / "generated" / "authpi_core"


def generate(document: Document, target: Path) -> None:
    """Write the package.

    Args:
        document: The published document.
        target: The folder of the package, which is replaced.

    Raises:
        SystemExit: The generator could not read the whole document.
    """
    prepared = prepare(document)
    config = Config.from_sources(
        ConfigFile.load_from_path(ROOT / "generator_config.yaml"),
        MetaType.NONE,
        DOCUMENT,
        "utf-8",
        overwrite=True,
        output_path=target,
    )
    data = GeneratorData.from_dict(for_generator(prepared), config=config)
    if isinstance(data, GeneratorError):
        raise SystemExit(f"{data.header}\n{data.detail}")
    project = Project(openapi=data, config=config, custom_template_path=TEMPLATES)
    project.env.globals.update(_globals(prepared, data))
    errors = project.build()
    # Without this, the generator would omit operations that it cannot read, with exit status 0.
    if errors:
        raise SystemExit("\n".join(f"{error.header}\n{error.detail}" for error in errors))
    for module in ("operations.py", "server.py"):
        text = project.env.get_template(f"{module}.jinja").render()
        (target / module).write_text(text, encoding="utf-8")
    for support in sorted((TEMPLATES / "support").glob("*.py")):
        shutil.copyfile(support, target / support.name)
    (target / "py.typed").touch()
    # The local Core API reads the document at run time; JSON needs no parser beyond the standard library's.
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    # UTF-8 has no lone surrogates; the escapes that replace them are those of JSON.
    (target / "core-api.json").write_bytes(f"{text}\n".encode(errors="backslashreplace"))
    _tidy(target)


def _globals(prepared: Document, data: GeneratorData) -> dict[str, Any]:
    classes = [prop.class_info for prop in [*data.models, *data.enums]]
    modules = {str(info.name): str(info.module_name) for info in classes}
    wanted = {name for name, schema in prepared["components"]["schemas"].items() if schema["x-kind"] != "alias"}
    if odd := sorted(wanted ^ modules.keys()):
        raise UnsupportedError(f"schemas whose classes have other names: {', '.join(odd)}")
    enums = {str(enum.class_info.name): str(enum.class_info.module_name) for enum in data.enums}
    exports = modules | {f"{name}Input": module for name, module in enums.items()}
    found = {python_name(operation["operationId"]): operation for _, _, operation in operations(prepared)}
    tags = {name: operation["tags"][0] for name, operation in found.items()}
    return {
        "document": prepared,
        "schemas": prepared["components"]["schemas"],
        "render": Renderer(prepared, modules),
        "exports": dict(sorted(exports.items())),
        "endpoints": dict(sorted(tags.items())),
        "deprecated": {name for name, operation in found.items() if operation.get("deprecated")},
        "alternatives": alternatives,
        "docstring": docstring,
        "identifier": identifier,
        "is_of_a_schema": is_of_a_schema,
        "literal": literal,
        "members": members,
    }


def _tidy(target: Path) -> None:
    settings = ["--config", str(ROOT / "pyproject.toml"), "--quiet", "--no-cache"]
    # Some modules do not need all imports of their template; ruff removes the unused ones.
    fix = ["check", "--fix-only", "--select", "F401,I,TC", "--ignore", "TC004", *settings]
    for command in (fix, ["format", *settings]):
        subprocess.run([sys.executable, "-m", "ruff", *command, str(target)], check=True)  # noqa: S603 - the arguments are from this project


def differences(left: Path, right: Path) -> list[str]:
    """Compare two folders.

    Args:
        left: A folder.
        right: The folder to compare it with.

    Returns:
        The sorted paths of files that differ or are in one folder only.
    """
    files = {path.relative_to(root) for root in (left, right) for path in root.rglob("*") if _counts(path)}
    return sorted(str(file) for file in files if not _same(left / file, right / file))


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _same(left: Path, right: Path) -> bool:
    return left.is_file() and right.is_file() and filecmp.cmp(left, right, shallow=False)


def main() -> None:
    """Run from the command line.

    Raises:
        SystemExit: The document contains a construct that the generated code cannot represent; the generated package
            cannot be imported, or fails its contract tests; or, with `--check`, the committed package is out of date.
    """
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare, and fail if the package is out of date")
    is_check = parser.parse_args().check
    try:
        document = load_with_overlay(DOCUMENT, OVERLAY)
        if is_check:
            _check(document)
        else:
            replace(GENERATED, partial(generate, document), partial(run_contract_tests, ROOT))
    except UnsupportedError as error:
        raise SystemExit(f"{DOCUMENT.name}{error}") from None
    except OverlayError as error:
        raise SystemExit(str(error)) from None


def _check(document: Document) -> None:
    """Compare the committed package with a newly generated one."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "authpi_core"
        generate(document, fresh)
        if changed := differences(fresh, GENERATED):
            names = "\n".join(f"  generated/authpi_core/{name}" for name in changed)
            raise SystemExit(
                f"out of date with openapi/core-api.yaml and overlay.yaml; run `nox -s generate`:\n{names}"
            )


if __name__ == "__main__":
    main()
