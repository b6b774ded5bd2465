"""The HTTP interface of the service: `uvicorn --factory service.app:create_app`."""

from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from pydantic import BaseModel

from authpi_admin import AuthPIAdmin, NotFoundError, PreconditionFailedError, edit
from authpi_admin.scopes import IssuerScope
from authpi_admin.types import UpdateUserInput, User, UserProfileInput, with_extra
from authpi_admin.webhooks import (
    WebhookPayloadError,
    WebhookReceiver,
    WebhookVerificationError,
)
from service.bulk_import import Outcome, import_users, read_rows
from service.database import Database
from service.keys import new_client
from service.settings import Settings

router = APIRouter()


@dataclass(frozen=True)
class Service:
    """The objects that requests share while the application runs."""

    issuer: IssuerScope
    database: Database
    receiver: WebhookReceiver


def get_service(request: Request) -> Service:
    service: Service = request.state.service
    return service


Running = Annotated[Service, Depends(get_service)]


class NewName(BaseModel):
    """The new name of a user."""

    first_name: str
    last_name: str


class UserView(BaseModel):
    """A user as returned to callers. The ETag is in a header."""

    id: str
    email: str
    first_name: str | None
    last_name: str | None


def view(user: User, response: Response) -> UserView:
    response.headers["ETag"] = user.etag or ""
    profile = user.profile
    return UserView(
        id=user.id,
        email=user.username,
        first_name=profile.first_name,
        last_name=profile.last_name,
    )


@contextmanager
def http_errors() -> Generator[None]:
    """Respond with 400, 404 or 412 where the request is the reason for an error."""
    try:
        yield
    except NotFoundError as error:
        raise HTTPException(404) from error
    except PreconditionFailedError as error:
        raise HTTPException(412, "The user has changed: read it again") from error
    except ValueError as error:  # an invalid id or ETag, before anything was sent
        raise HTTPException(400, str(error)) from error


@router.post("/imports")
async def post_import(request: Request, service: Running) -> Outcome:
    with http_errors():
        rows = read_rows(await request.body())
    return await import_users(service.issuer, rows, service.database)


@router.get("/users/{user_id}")
async def get_user(user_id: str, service: Running, response: Response) -> UserView:
    with http_errors():
        user = await service.issuer.users.get(user_id)
    return view(user, response)


@router.put("/users/{user_id}/name")
async def put_name(
    user_id: str, name: NewName, request: Request, service: Running, response: Response
) -> UserView:
    """Rename a user; with `If-Match`, only if it still has that ETag."""
    wanted = request.headers.get("if-match")
    scope = service.issuer.user(user_id)

    def rename(user: User) -> UpdateUserInput:
        changed = UserProfileInput(first_name=name.first_name, last_name=name.last_name)
        return {
            "profile": with_extra(changed, user.profile.model_dump(exclude_unset=True))
        }

    with http_errors():
        if wanted is None:
            user = await edit(scope, rename)
        else:
            user = await scope.update(rename(await scope.get()), if_match=wanted)
    return view(user, response)


@router.post("/hooks/authpi")
async def deliver(request: Request, service: Running) -> Response:
    try:
        event = service.receiver.receive(await request.body(), request.headers)
    except WebhookVerificationError as error:
        raise HTTPException(401) from error
    except WebhookPayloadError as error:
        raise HTTPException(400, str(error)) from error
    service.database.handle(event)
    return Response(status_code=200)


def create_app(
    settings: Settings | None = None,
    make_admin: Callable[[], AuthPIAdmin] | None = None,
) -> FastAPI:
    settings = settings or Settings.from_environment()
    make_admin = make_admin or partial(new_client, settings.key_file)
    receiver = WebhookReceiver(
        bearer_token=settings.webhook_token, signing_secret=settings.webhook_secret
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[dict[str, Service]]:
        database = Database(settings.database)
        async with make_admin() as admin:
            yield {
                "service": Service(admin.issuer(settings.issuer_id), database, receiver)
            }
        database.close()

    app = FastAPI(lifespan=lifespan)
    app.include_router(router)
    return app
