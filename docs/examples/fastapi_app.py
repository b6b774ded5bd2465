"""A FastAPI application with one client for as long as it runs."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel

from authpi_admin import AuthPIAdmin, ConflictError

ISSUER = "i_…"
router = APIRouter()


class NewUser(BaseModel):
    """The fields that a caller may set."""

    email: str
    display_name: str | None = None


def get_admin(request: Request) -> AuthPIAdmin:
    admin: AuthPIAdmin = request.state.admin
    return admin


@router.post("/users", status_code=201)
async def create_user(
    new: NewUser, admin: Annotated[AuthPIAdmin, Depends(get_admin)]
) -> dict[str, str]:
    try:
        user = await admin.issuer(ISSUER).users.create(
            {"email": new.email, "display_name": new.display_name}
        )
    except ConflictError as error:
        raise HTTPException(409, "There is a user with this address") from error
    return {"id": user.id}


def create_app(make_admin: Callable[[], AuthPIAdmin] = AuthPIAdmin) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[dict[str, AuthPIAdmin]]:
        async with (
            make_admin() as admin
        ):  # created in the event loop that uses it, closed at the end
            yield {"admin": admin}

    app = FastAPI(lifespan=lifespan)
    app.include_router(router)
    return app
