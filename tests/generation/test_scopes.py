"""A resource with collections below its id gets a scope with the names and methods of the resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.changed_document import ISSUER, add_collection, add_gadgets, add_widgets, changed
from helpers.document import ROOT
from refresh.facade import read_facade
from refresh.plan import new_scopes, plan
from refresh.shapes import shapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers.document import Json
    from refresh.scopes import NewScope

FACADE = read_facade(ROOT / "src" / "authpi_admin")


def planned(edit: Callable[[Json], None]) -> list[NewScope]:
    return new_scopes(plan(FACADE, shapes(changed(edit)), {name: name for name in FACADE.called()}))


def test_a_resource_that_has_a_class_gets_a_scope_for_a_new_collection() -> None:
    def edit(document: Json) -> None:
        add_widgets(document)
        add_collection(document, f"{ISSUER}/clients/{{client_id}}/secrets", ["issuer_id", "client_id"], "secret_id")
        listed = document["paths"][f"{ISSUER}/clients/{{client_id}}/secrets"]["get"]
        listed["operationId"] = "clients.list_secrets"  # named after the resource that holds the collection

    (scope,) = planned(edit)
    assert scope.collections == {"secrets"}
    assert (scope.place.name, scope.parent.name, scope.place.base) == ("ClientScope", "IssuerScope", "InParent")


def test_a_scope_is_named_after_the_id_of_its_path() -> None:
    """English plurals are irregular, so the name of the collection is used only where the id has none."""
    ids = {
        "statuses": "status_id",
        "aliases": "alias_id",
        "series": "series_id",
        "caches": "cache_id",
        "movies": "movie_id",
        "classes": "class_id",
        "gears": "gear_id",
        "steel-gears": "gear_id",
        "bolts": "id",
    }

    def edit(document: Json) -> None:
        add_widgets(document)
        for collection, name in ids.items():
            path = f"/v1/accounts/{{account_id}}/{collection}"
            add_collection(document, path, [], name)
            add_collection(document, f"{path}/{{{name}}}/{collection}-parts", [name], "part_id")

    scopes = {scope.path[-2]: scope for scope in planned(edit)}
    assert scopes["classes"].noun == "class"
    assert {name: (each.accessor, each.place.name, each.argument) for name, each in scopes.items()} == {
        "statuses": ("status", "StatusScope", "status_id"),
        "aliases": ("alias", "AliasScope", "alias_id"),
        "series": ("series", "SeriesScope", "series_id"),
        "caches": ("cache", "CacheScope", "cache_id"),
        "movies": ("movie", "MovieScope", "movie_id"),
        "classes": ("class_", "ClassScope", "class_id"),
        "gears": ("gear", "GearScope", "gear_id"),
        "steel-gears": ("steel_gear", "SteelGearScope", "gear_id"),
        "bolts": ("bolt", "BoltScope", "bolt_id"),
    }


@pytest.mark.parametrize(
    ("methods", "expected"),
    [
        (("put",), {"update": "put"}),
        (("patch",), {"update": "patch"}),
        (("patch", "put"), {"replace": "put", "update": "patch"}),
    ],
)
def test_a_scope_has_the_methods_of_its_resource(methods: tuple[str, ...], expected: dict[str, str]) -> None:
    """PUT and PATCH have methods of their own, as in the class of the resource."""

    def edit(document: Json) -> None:
        add_widgets(document)
        add_gadgets(document)
        gadget = document["paths"]["/v1/accounts/{account_id}/gadgets/{gadget_id}"]
        patch = gadget.pop("patch")
        for method in methods:
            gadget[method] = {**patch, "operationId": "gadgets.replace" if method == "put" else "gadgets.update"}

    scopes = {scope.place.name: scope for scope in planned(edit)}
    found = {name: function.method.lower() for name, function in scopes["GadgetScope"].methods.items()}
    assert found == {"delete": "delete", "get": "get", **expected}
    assert scopes["GadgetScope"].editable == ("Widget", "CreateWidgetInput", "Widget")
