"""Django views that call the SDK, asynchronous and synchronous."""

import json
from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST
from synchronous import run

from authpi_admin import AuthPIAdmin, ConflictError, NotFoundError

ISSUER = "i_…"


@cache
def get_admin() -> AuthPIAdmin:
    """The client of this process, for the event loop of the ASGI server."""
    return AuthPIAdmin()


async def show_user(_: HttpRequest, user_id: str) -> HttpResponse:
    try:
        user = await get_admin().issuer(ISSUER).users.get(user_id)
    except (NotFoundError, ValueError):  # ValueError: not an id, such as ".."
        return JsonResponse({"error": "There is no such user."}, status=404)
    return JsonResponse({"id": user.id, "email": user.username})


@require_POST
def create_user(request: HttpRequest) -> HttpResponse:
    email = json.loads(request.body)["email"]
    try:
        user = run(lambda admin: admin.issuer(ISSUER).users.create({"email": email}))
    except ConflictError:
        return JsonResponse({"error": "There is a user with this address."}, status=409)
    return JsonResponse({"id": user.id}, status=201)


urlpatterns = [path("users", create_user), path("users/<str:user_id>", show_user)]
