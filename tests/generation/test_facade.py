"""What the facade needs after a change of the document is found and written: file, class and lines."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from authpi_core import operations
from helpers.changed_document import (
    ISSUER,
    add_gadgets,
    add_list_of_user,
    add_to_account,
    add_widgets,
    changed,
    page,
    references,
)
from helpers.document import DOCUMENT, ROOT
from helpers.surface import TEXT
from refresh.by_hand import by_hand
from refresh.edits import edit_facade
from refresh.facade import Facade, read_facade
from refresh.plan import NewMethod, new_scopes, plan
from refresh.renames import find_renames
from refresh.shapes import shapes
from refresh.table import update_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers.document import Json

FACADE = read_facade(ROOT / "src" / "authpi_admin")
SHAPES = shapes(DOCUMENT)
# Their names in the facade are not the ones of their operations.
NAMED_BY_HAND = {
    "api_keys_create_for_organization": "create",
    "api_keys_list_for_organization": "list",
    "me_get": "whoami",
    "webhooks_redeliver_failed": "create",
}


def planned(*edits: Callable[[Json], None]) -> list[NewMethod]:
    return plan(FACADE, shapes(changed(*edits)), {name: name for name in FACADE.called()})


def problems(*edits: Callable[[Json], None]) -> list[str]:
    new = shapes(changed(*edits))
    return by_hand(FACADE, SHAPES, new, find_renames(SHAPES, new), ROOT)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the facade."""
    shutil.copytree(ROOT / "src" / "authpi_admin", tmp_path / "src" / "authpi_admin")
    return tmp_path / "src" / "authpi_admin"


def test_every_method_calls_a_function_that_exists() -> None:
    """It would fail when a user calls it."""
    called = [(place.name, each) for place in FACADE.places.values() for each in place.methods.values()]
    assert [(place, each.name) for place, each in called if each.function not in operations.__all__] == []


def test_the_facade_lacks_nothing() -> None:
    assert planned() == []
    assert problems() == []
    assert update_table(TEXT, FACADE, SHAPES.functions) == TEXT


RESOURCES = [place for place in FACADE.places.values() if not place.properties]


@pytest.mark.parametrize("place", RESOURCES, ids=lambda place: place.name)
def test_an_operation_goes_to_the_class_of_its_resource(place: Any) -> None:
    """Each method that is taken out is planned again, in the same class and with the same name."""
    for method in place.methods.values():
        rest = {name: each for name, each in place.methods.items() if each.function != method.function}
        if method.binder == "pages" or not rest:
            continue
        scopes = {
            name: replace(
                other, methods={key: each for key, each in other.methods.items() if each.function != method.function}
            )
            for name, other in FACADE.places.items()
        }
        known = {name: name for name in FACADE.called() if name != method.function}
        (found,) = plan(Facade({**scopes, place.name: replace(place, methods=rest)}), SHAPES, known)
        assert (found.owner, found.file, found.new_class) == (place.name, place.file, None)
        assert found.name == method.name or method.function in NAMED_BY_HAND


def test_new_resources_get_classes_and_properties() -> None:
    methods = planned(add_widgets, add_list_of_user, add_to_account)
    assert [(method.owner, method.names) for method in methods] == [
        ("Widgets", ["list", "list_all"]),
        ("Widgets", ["create"]),
        ("Widgets", ["get"]),
        ("Widgets", ["delete"]),
        ("Widgets", ["update"]),
        ("Badges", ["list", "list_all"]),
        ("Users", ["ban"]),
        ("AuditExports", ["list", "list_all"]),
    ]
    classes = {each.new_class.name: each.new_class for each in methods if each.new_class}
    assert {name: (new.base, new.file.name, new.parent.name, new.attribute) for name, new in classes.items()} == {
        "Widgets": ("InIssuer", "issuer.py", "IssuerScope", "widgets"),
        "Badges": ("InParent", "user.py", "UserScope", "badges"),
        "AuditExports": ("InAccount", "account.py", "AuthPIAdmin", "audit_exports"),
    }


def test_resources_with_collections_get_scopes() -> None:
    """A resource of the account, one of its items, and an operation of an item, which is no collection."""
    methods = planned(add_widgets, add_gadgets)
    owners = {method.owner: method.new_class for method in methods if method.new_class}
    assert {name: (new.base, new.file.name, new.parent.name, new.attribute) for name, new in owners.items() if new} == {
        "Widgets": ("InIssuer", "issuer.py", "IssuerScope", "widgets"),
        "Gadgets": ("InAccount", "account.py", "AuthPIAdmin", "gadgets"),
        "Parts": ("InIssuer", "gadget.py", "GadgetScope", "parts"),
        "Screws": ("InParent", "part.py", "PartScope", "screws"),
    }
    verbs = ["create", "delete", "get", "list", "update"]
    for owner in ("Widgets", "Parts", "Screws"):
        assert sorted(method.name for method in methods if method.owner == owner) == verbs
    assert sorted(method.name for method in methods if method.owner == "Gadgets") == sorted([*verbs, "restart"])
    scopes = {scope.place.name: scope for scope in new_scopes(methods)}
    assert {
        name: (each.parent.name, each.accessor, each.argument, list(each.methods)) for name, each in scopes.items()
    } == {
        "GadgetScope": ("AuthPIAdmin", "gadget", "gadget_id", ["delete", "get", "update"]),
        "PartScope": ("GadgetScope", "part", "part_id", ["delete", "get", "update"]),
    }
    assert {each.editable for each in scopes.values()} == {("Widget", "CreateWidgetInput", "Widget")}


def paged_devices(document: Json) -> None:
    """A whole list becomes pages."""
    backlinks = document["paths"]["/v1/accounts/{account_id}/notes/backlinks"]["get"]
    items = backlinks["responses"]["200"]["content"]["application/json"]["schema"]["properties"]["data"]["items"]
    backlinks["responses"] = {"200": page(items)}
    backlinks.setdefault("parameters", []).extend(references("Cursor"))


def test_a_list_that_becomes_paged_gets_an_iterator() -> None:
    (method,) = planned(paged_devices)
    assert (method.owner, method.names, method.exists) == ("Notes", ["backlinks_all"], True)


def test_a_page_without_a_cursor_gets_no_iterator(source: Path) -> None:
    """A method that iterates over all pages would return the first page only."""

    def edit(document: Json) -> None:
        add_widgets(document)
        paged_devices(document)
        for path in (f"{ISSUER}/widgets", "/v1/accounts/{account_id}/notes/backlinks"):
            document["paths"][path]["get"]["parameters"].remove({"$ref": "#/components/parameters/Cursor"})

    methods = planned(edit)
    assert [(method.owner, method.names) for method in methods if method.name == "list"] == [("Widgets", ["list"])]
    assert [method for method in methods if method.owner == "Notes"] == []
    facade = read_facade(source)
    edit_facade(
        facade,
        plan(facade, shapes(changed(edit)), {name: name for name in facade.called()}),
        {},
        ROOT / "pyproject.toml",
    )
    assert [(each.name, each.binder) for each in read_facade(source).places["Widgets"].methods.values()] == [
        *(("create", "call"), ("delete", "call"), ("get", "call"), ("list", "call"), ("update", "call"))
    ]
    assert problems(edit) == [
        f"`{name}` returns one page of a list, but has no parameter `cursor`, so that no method iterates over all "
        "pages; if the API accepts the parameter, describe it in openapi/overlay.yaml."
        for name in ("notes.backlinks", "widgets.list")
    ]


def test_names_that_are_taken_get_others() -> None:
    def edit(document: Json) -> None:
        shared = [{"$ref": "#/components/parameters/AccountId"}, {"$ref": "#/components/parameters/IssuerId"}]
        done = {"204": {"description": "Done."}}
        document["paths"][f"{ISSUER}/users/purge"] = {
            "parameters": shared,
            "post": {"operationId": "old_users.delete", "tags": ["users"], "summary": "Purge", "responses": done},
        }
        document["paths"][f"{ISSUER}/webhooks"] = {
            "parameters": shared,
            "post": {"operationId": "hooks.create", "tags": ["users"], "summary": "Hook", "responses": done},
        }
        for name in ("with-options", "core"):
            document["paths"][f"/v1/accounts/{{account_id}}/{name}"] = {
                "parameters": shared[:1],
                "post": {"operationId": f"{name}.create", "tags": ["users"], "summary": "Do", "responses": done},
            }

    methods = planned(edit)
    assert [(method.owner, method.name) for method in methods] == [
        ("Users", "delete_old_users"),
        ("IssuerWebhooks", "create"),
        ("WithOptions", "create"),
        ("AccountCore", "create"),
    ]
    attributes = [method.new_class.attribute for method in methods if method.new_class]
    assert attributes == ["webhooks", "with_options_2", "core_2"]  # the client has both


def test_missing_package_is_written(source: Path) -> None:
    new = shapes(changed(add_widgets, add_list_of_user, add_to_account, add_gadgets, paged_devices))
    known = {name: name for name in FACADE.called()}
    facade = read_facade(source)
    files = edit_facade(facade, plan(facade, new, known), {}, ROOT / "pyproject.toml")
    exports = (source / "__init__.py").read_text(encoding="utf-8")
    assert "    GadgetScope,\n" in exports
    assert '    "GadgetScope",\n' in exports
    assert {file.name for file in files} == {
        *("__init__.py", "account.py", "client.py", "gadget.py", "issuer.py", "part.py", "scopes.py", "user.py")
    }
    edited = read_facade(source)
    assert plan(edited, new, {name: name for name in edited.called()}) == []
    assert edited.accessors()["Badges"] == "admin.issuer(issuer_id).user(user_id).badges"
    assert edited.accessors()["Screws"] == "admin.gadget(gadget_id).part(part_id).screws"
    assert '    list_all: Final = pages(lambda: op.badges_list)\n    """List badges of a user (all pages)' in (
        source / "resources" / "user.py"
    ).read_text(encoding="utf-8")
    table = update_table(TEXT, edited, new.functions)
    assert "| `ban(user_id)` | `users.ban` | POST `…/issuers/{issuer_id}/users/{user_id}/ban` |" in table.splitlines()
    assert "## `admin.audit_exports`" in table.splitlines()
    assert update_table(table, FACADE, SHAPES.functions) == TEXT  # and taken out again


def test_texts_of_the_document_stay_texts(source: Path) -> None:
    def edit(document: Json) -> None:
        add_widgets(document)
        path = document["paths"][f"{ISSUER}/widgets"]["get"]
        path["summary"] = 'Lists"""\n    ```\nimport os\\'

    facade = read_facade(source)
    new = shapes(changed(edit))
    edit_facade(facade, plan(facade, new, {name: name for name in facade.called()}), {}, ROOT / "pyproject.toml")
    assert set(read_facade(source).places) == {*FACADE.places, "Widgets"}
    assert "\nimport os" not in (source / "resources" / "issuer.py").read_text(encoding="utf-8")


def test_a_docstring_begins_with_a_capital(source: Path) -> None:
    """The summaries of some documents begin in lower case."""

    def edit(document: Json) -> None:
        add_widgets(document)
        document["paths"][f"{ISSUER}/widgets/{{widget_id}}"]["get"]["summary"] = "get a widget of an iOS app"

    facade = read_facade(source)
    methods = plan(facade, shapes(changed(edit)), {name: name for name in facade.called()})
    edit_facade(facade, methods, {}, ROOT / "pyproject.toml")
    text = (source / "resources" / "issuer.py").read_text(encoding="utf-8")
    assert '(lambda: op.widgets_get)\n    """Get a widget of an iOS app."""\n' in text


def remove(path: str, method: str) -> Callable[[Json], None]:
    return lambda document: document["paths"][path].pop(method)


def lose_has_more(document: Json) -> None:
    envelope = document["paths"][f"{ISSUER}/users"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    del envelope["properties"]["has_more"], envelope["properties"]["next_cursor"]
    envelope["required"] = ["data"]


def rename_cursor(document: Json) -> None:
    parameters = document["paths"][f"{ISSUER}/users"]["get"]["parameters"]
    parameters[parameters.index({"$ref": "#/components/parameters/Cursor"})] = {
        "name": "page_token",
        "in": "query",
        "schema": {"type": "string"},
    }


def move(document: Json) -> None:
    document["paths"]["/v2/{account_id}/tokens/{token_id}/revoke"] = document["paths"].pop(
        "/v1/accounts/{account_id}/tokens/{token_id}/revoke"
    )


def rename_error(document: Json) -> None:
    document["components"]["schemas"]["ErrorBody"] = document["components"]["schemas"].pop("ApiError")
    for response in document["components"]["responses"].values():
        content = response.get("content", {}).get("application/json", {})
        if content.get("schema") == {"$ref": "#/components/schemas/ApiError"}:
            content["schema"] = {"$ref": "#/components/schemas/ErrorBody"}


def new_key(document: Json) -> None:
    document["components"]["schemas"]["CreateUserInput"]["properties"]["nickname"] = {"type": "string"}


PROBLEMS: dict[str, tuple[Callable[[Json], None], str]] = {
    "removed": (
        remove("/v1/accounts/{account_id}/notes/count", "get"),
        (
            "src/authpi_admin/resources/account.py:{}: `Notes.count` calls `notes_count`, which the document no longer "
            "has; delete the method and what uses it."
        ),
    ),
    "no has_more": (
        lose_has_more,
        (
            "src/authpi_admin/resources/issuer.py:{}: `Users.list_all` iterates over the pages of `users.list`, whose "
            "response no longer has `has_more` and `next_cursor`; delete the method, or restore them in "
            "openapi/overlay.yaml."
        ),
    ),
    "no cursor": (
        rename_cursor,
        (
            "src/authpi_admin/resources/issuer.py:{}: `Users.list_all` continues with the parameter `cursor`, which "
            "`users.list` no longer has, so that it requests the first page only; describe the parameter in "
            "openapi/overlay.yaml, or delete the method."
        ),
    ),
    "moved": (
        move,
        (
            "src/authpi_admin/resources/account.py:{}: `Tokens.revoke` calls `tokens.revoke`, whose path moved from "
            "`/v1/accounts/{{account_id}}/tokens/{{token_id}}/revoke` to "
            "`/v2/{{account_id}}/tokens/{{token_id}}/revoke`; move the method to a class that binds the ids of the new "
            "path."
        ),
    ),
    "ApiError renamed": (
        rename_error,
        (
            "src/authpi_admin/types.py:{}: uses the schema `ApiError`, which no longer exists; it is now called "
            "`ErrorBody`."
        ),
    ),
    "body of a short form": (
        new_key,
        (
            "src/authpi_admin/resources/issuer.py:{}: `Users.create` takes a short form that repeats the members of "
            "`CreateUserInput`, which changed; write the same changes in src/authpi_admin/resources/bodies.py."
        ),
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_change_by_hand_is_reported_in_one_sentence(case: str) -> None:
    edit, expected = PROBLEMS[case]
    (found,) = problems(edit)
    line = found.split(":")[1]
    assert line.isdigit()
    assert found == expected.format(line)
