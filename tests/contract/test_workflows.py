"""The workflows run sessions that exist, with actions that are pinned by commit."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest
from helpers.document import ROOT
from ruamel.yaml import YAML

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TEXTS = [pytest.param(path.read_text(encoding="utf-8"), id=path.name) for path in WORKFLOWS]
SESSION = re.compile(r"nox -s ((?:\w+ ?)+)")


def sessions() -> set[str]:
    """Return the names of the functions of the noxfile that are sessions."""
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {each.name for each in functions if any("session" in ast.unparse(mark) for mark in each.decorator_list)}


def parsed(text: str) -> Any:
    yaml: Any = YAML(typ="safe", pure=True)
    return yaml.load(text)


def jobs(text: str) -> Any:
    return parsed(text)["jobs"]


def test_workflow_files() -> None:
    assert [path.stem for path in WORKFLOWS] == ["ci", "refresh", "release"]


@pytest.mark.parametrize("text", TEXTS)
def test_sessions_exist(text: str) -> None:
    named = {name for names in SESSION.findall(text) for name in names.split()}
    assert named <= sessions()
    for job in jobs(text).values():
        assert set(job.get("strategy", {}).get("matrix", {}).get("session", [])) <= sessions()


def test_ci_runs_every_check_of_nox_alone() -> None:
    ci = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    matrix = jobs(ci)["tests"]["strategy"]["matrix"]
    run = {name for names in SESSION.findall(ci) for name in names.split()} | set(matrix["session"])
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    assigned = {ast.unparse(node.targets[0]): node.value for node in tree.body if isinstance(node, ast.Assign)}
    default = re.findall(r"'(\w+)", ast.unparse(assigned["nox.options.sessions"]))  # one name has the Python version
    assert "lowest" in default
    assert set(default) <= run
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}


@pytest.mark.parametrize("text", TEXTS)
def test_actions_are_pinned_by_commit(text: str) -> None:
    used = re.findall(r"uses: (\S+)(?: # (\S+))?", text)
    assert used
    for action, version in used:
        is_own = action.startswith("./")
        assert is_own or re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action)
        assert is_own or re.fullmatch(r"v\d+\.\d+\.\d+", version)


@pytest.mark.parametrize("text", TEXTS)
def test_permissions_are_those_that_a_job_needs(text: str) -> None:
    document = parsed(text)
    assert document["permissions"] == {"contents": "read"}
    granted = {name: job["permissions"] for name, job in document["jobs"].items() if "permissions" in job}
    assert granted == (
        {}
        if document["name"] != "Release"
        else {
            "publish": {"id-token": "write"},
            "attest": {"attestations": "write", "id-token": "write"},
            "release": {"contents": "write"},
        }
    )


def test_the_job_that_runs_code_from_a_fetched_document_has_no_secret() -> None:
    refresh = jobs((ROOT / ".github" / "workflows" / "refresh.yml").read_text(encoding="utf-8"))
    assert "secrets." not in str(refresh["refresh"])
    assert "secrets." in str(refresh["propose"])
    assert "nox" not in str(refresh["propose"])
