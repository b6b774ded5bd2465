"""The control API, used from another process by plain HTTP."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from helpers.emulator_process import Served, served
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

import authpi_admin.testing
from authpi_admin.testing import CoreAPI
from authpi_admin.testing._control import Control as ControlSide
from authpi_admin.testing._snapshot import load, save

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = json.loads((Path(authpi_admin.testing.__file__).parent / "control-api.json").read_text(encoding="utf-8"))


class Control:
    """Calls the control API, and checks each response against its document."""

    def __init__(self, api: Served) -> None:
        self.api = api
        self.called: set[str] = set()
        self._core = httpx.Client(
            base_url=f"{api.variables['AUTHPI_BASE_URL']}/v1/accounts/{api.variables['AUTHPI_ACCOUNT_ID']}",
            auth=(api.variables["AUTHPI_KEY_ID"], api.variables["AUTHPI_KEY_SECRET"]),
        )

    def __call__(self, method: str, path: str, **body: Any) -> Any:
        """Return the data of a successful response."""
        response = httpx.request(method, f"{self.api.control}/v1/{path}", json=body or None)
        assert response.status_code == 200, response.text
        operation = DOCUMENT["paths"][f"/v1/{path}"][method.lower()]
        self.called.add(operation["operationId"])
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert [error.message for error in validator(schema).iter_errors(response.json())] == []
        return response.json().get("data")

    def close(self) -> None:
        self._core.close()

    def core(self, method: str, path: str, **body: Any) -> httpx.Response:
        """Call the Core API, below the account."""
        return self._core.request(method, f"/{path}", json=body or None)


def validator(schema: Any) -> Any:
    """Make a validator for a schema of the control API's document."""
    resource = Resource[Any].from_contents(DOCUMENT, default_specification=DRAFT202012)
    text = json.dumps(schema).replace('"#/', '"urn:control#/')
    return Draft202012Validator(json.loads(text), registry=Registry[Any]().with_resource("urn:control", resource))


@pytest.fixture(scope="module")
def api() -> Iterator[Served]:
    with served("--control-port", "0") as api:
        yield api


@pytest.fixture
def control(api: Served) -> Iterator[Control]:
    control = Control(api)
    yield control
    control("POST", "reset")
    control("POST", "delay", seconds=0)
    control.close()


def test_sign_up_sign_in_and_expiry_over_http(control: Control) -> None:
    (user,) = control("POST", "seed", users=1)["users"]
    issuer = f"issuers/{control.api.issuer_id}"
    session = control("POST", "sign-in", user=user)
    assert control.core("GET", f"{issuer}/sessions/{session['id']}").json()["data"]["status"] == "active"
    now = control("POST", "advance", days=1, hours=1)["now"]
    assert now > session["created_at"] + 86_400_000
    assert control.core("GET", f"{issuer}/sessions/{session['id']}").json()["data"]["status"] == "expired"
    waiting = control("POST", "sign-up", username="bob@example.com", profile={"first_name": "Bob"})
    assert (waiting["status"], waiting["profile"]) == ("pending_approval", {"first_name": "Bob"})
    organization = control.core("POST", f"{issuer}/organizations", name="Acme").json()["data"]["id"]
    invited = control.core(
        "POST", f"{issuer}/organizations/{organization}/invitations", email_invited="eve@example.com", scopes=["a"]
    )
    assert control("POST", "accept", invitation=invited.json()["data"]["id"])["scopes"] == ["a"]
    token = control("POST", "access-token", user=user, scopes=["issuers:read"])["access_token"]
    url = f"{control.api.variables['AUTHPI_BASE_URL']}/v1/me"
    bearer = {"authorization": f"Bearer {token}"}
    assert httpx.get(url, headers=bearer).json()["data"]["user_id"] == user
    control("POST", "expire", token=token)
    assert httpx.get(url, headers=bearer).json()["error"] == "session_expired"
    assert control("POST", "settle") is None


def test_requested_faults(control: Control) -> None:
    control("POST", "fail-next", status=503, times=2, retry_after=1)
    statuses = [control.core("GET", "issuers") for _ in range(3)]
    assert [(response.status_code, response.headers.get("retry-after")) for response in statuses] == [
        (503, "1"),
        (503, "1"),
        (200, None),
    ]
    control("POST", "drop", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        control.core("GET", "issuers")
    control("POST", "delay", seconds=0.05)
    assert control.core("GET", "issuers").elapsed.total_seconds() >= 0.05


def test_request_log(control: Control) -> None:
    control.core("POST", "issuers?trace=1", name="Müller")
    request = control("GET", "requests")[-1]
    assert (request["method"], request["query"], request["status"]) == ("POST", "trace=1", 201)
    assert json.loads(request["body"]) == {"name": "Müller"}
    assert request["headers"]["authorization"] == "Basic"


def test_reset_keeps_the_credentials(control: Control) -> None:
    connection = control("GET", "connection")
    assert connection == {
        "account_id": control.api.variables["AUTHPI_ACCOUNT_ID"],
        "issuer_id": control.api.issuer_id,
        "key_id": control.api.variables["AUTHPI_KEY_ID"],
        "key_secret": control.api.variables["AUTHPI_KEY_SECRET"],
    }
    control("POST", "seed", users=2)
    control("POST", "reset")
    assert control.core("GET", f"issuers/{control.api.issuer_id}/users").json()["data"] == []
    assert [row["id"] for row in control.core("GET", "issuers").json()["data"]] == [control.api.issuer_id]


@pytest.mark.parametrize(
    ("path", "body", "status", "text"),
    [
        ("sign-in", {"user": "usr_0"}, 404, "usr_0 is not among the users"),
        ("sign-in", {}, 400, "user"),
        ("seed", {"usres": 1}, 400, "invalid"),
        ("advance", {"days": -1}, 400, "days"),
        ("sign-up", {"username": "no-address"}, 400, "username"),
        ("nothing", {}, 404, "route"),
    ],
)
def test_invalid_requests(control: Control, path: str, body: dict[str, Any], status: int, text: str) -> None:
    response = httpx.post(f"{control.api.control}/v1/{path}", json=body)
    assert (response.status_code, text in response.text) == (status, True)


def test_web_page_cannot_call_it(control: Control) -> None:
    url = f"{control.api.control}/v1/reset"
    assert httpx.post(url, headers={"host": "attacker.example"}).status_code == 403
    # A form of another site is sent without asking the browser's user, but never as JSON.
    form = httpx.post(f"{control.api.control}/v1/seed", content='{"users": 1}', headers={"content-type": "text/plain"})
    assert form.status_code == 415


def test_health_and_document(control: Control) -> None:
    assert control("GET", "health") == {"status": "ok"}
    assert httpx.get(f"{control.api.control}/v1/openapi").json() == DOCUMENT


def test_document_is_complete() -> None:
    operations = [operation for item in DOCUMENT["paths"].values() for operation in item.values()]
    references = re.findall(r'"\$ref": "#/components/(\w+)/(\w+)"', json.dumps(DOCUMENT))
    assert all(name in DOCUMENT["components"][kind] for kind, name in references)
    tests = Path(__file__).read_text(encoding="utf-8")
    for path in DOCUMENT["paths"]:
        assert re.search(rf'["/]{path.removeprefix("/v1/")}"', tests), path
    assert len({operation["operationId"] for operation in operations}) == len(operations)


def test_token_is_required_where_one_was_chosen() -> None:
    with served("--control-port", "0", "--control-token", "hush-hush", "--control-host", "0.0.0.0") as api:  # noqa: S104  the case
        url = api.control.replace("0.0.0.0", "127.0.0.1") + "/v1/"  # noqa: S104  as above
        assert httpx.get(url + "health").status_code == 200
        assert httpx.get(url + "connection").status_code == 401
        assert httpx.get(url + "connection", headers={"authorization": "Bearer hush"}).status_code == 401
        assert httpx.get(url + "connection", headers={"authorization": "Bearer hush-hush"}).status_code == 200
        assert "hush-hush" not in api.greeting + api.end()


async def test_application_without_a_server() -> None:
    core = CoreAPI()
    side = httpx.AsyncClient(transport=httpx.ASGITransport(app=ControlSide(core)), base_url="http://127.0.0.1:1/v1/")
    async with side:
        assert (await side.get("health")).json() == {"data": {"status": "ok"}}
        assert (await side.get("openapi")).json() == DOCUMENT
        (user,) = (await side.post("seed", json={"users": 1})).json()["data"]["users"]
        token = (await side.post("access-token", json={"user": user})).json()["data"]["access_token"]
        assert token.count(".") == 2
        assert (await side.post("sign-up", json={"username": "bob@example.com"})).status_code == 200
        before = core.clock.time()
        assert (await side.post("advance", json={"minutes": 1})).json()["data"]["now"] >= int(before * 1000) + 59_999
        assert (await side.get("connection")).json()["data"]["key_secret"] == core.key[1]
        assert (await side.get("requests")).json() == {"data": []}
        assert (await side.post("settle")).json() == {"data": None}
        assert (await side.post("sign-in", json={"user": "usr_0"})).status_code == 404
        assert (await side.post("sign-up", json={"username": "x"})).status_code == 400
        assert (await side.post("advance", json={"days": 1e300})).status_code == 400
        assert (await side.get("nothing")).status_code == 404
        assert (await side.get("connection", headers={"host": "a.example:1"})).status_code == 403


async def test_state_file_within_one_process(tmp_path: Path) -> None:
    first, file = CoreAPI(), tmp_path / "state.json"
    (user,) = first.seed(users=1)["users"]
    token = first.access_token(user)
    first.clock.advance(days=2)
    session = first.sign_in(user)["id"]
    save(first, file)
    second = CoreAPI()
    load(second, file)
    assert (second.key, second.clock.offset) == (first.key, first.clock.offset)
    admin = second.client()
    assert (await admin.issuer(first.issuer_id).sessions.get(session)).status == "active"
    async with httpx.AsyncClient(transport=second.transport(), base_url=second.base_url) as client:
        response = await client.get("/v1/me", headers={"authorization": f"Bearer {token}"})
    assert response.json()["error"] == "session_expired"
    second.clock.advance(hours=12)
    assert (await admin.issuer(first.issuer_id).sessions.get(session)).status == "expired"
    assert os.listdir(tmp_path) == ["state.json"]  # noqa: PTH208 - pathlib's own is taken for blocking here
