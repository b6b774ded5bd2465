"""The examples of receiving webhooks, each served over HTTP on loopback."""

from __future__ import annotations

import importlib.util
import sys
import threading
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from aiohttp import web
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.urls import clear_url_caches
from helpers.deliveries import SECRET, TOKEN

from authpi_admin.testing._serve import serve_in_thread

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Generator
    from types import ModuleType

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
SERVERS = ["fastapi", "django-asgi", "django-wsgi", "aiohttp"]


class Endpoint:
    """An example that is served.

    Attributes:
        url: Where it takes deliveries.
        example: The module.
    """

    def __init__(self, url: str, example: ModuleType) -> None:
        self.url = f"{url}/hooks/authpi"
        self.example: Any = example


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the base class names it
        """Log nothing."""


@contextmanager
def _wsgi(app: Any) -> Generator[str]:
    with make_server("127.0.0.1", 0, app, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@asynccontextmanager
async def _aiohttp(app: web.Application) -> AsyncGenerator[str]:
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def _loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import an example anew."""
    monkeypatch.setenv("AUTHPI_WEBHOOK_TOKEN", TOKEN)
    monkeypatch.setenv("AUTHPI_WEBHOOK_SECRET", SECRET)
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=SERVERS)
async def endpoint(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Endpoint]:
    """An example, served."""
    framework, _, interface = str(request.param).partition("-")
    example: Any = _loaded(f"webhooks_{framework}", monkeypatch)
    if framework == "django":
        if not settings.configured:
            hosts = ["127.0.0.1"]
            settings.configure(ROOT_URLCONF="webhooks_django", ALLOWED_HOSTS=hosts, LOGGING_CONFIG=None)
        clear_url_caches()
        asgi: Any = get_asgi_application()  # whose types are narrower than those of Starlette
        with serve_in_thread(asgi, 0) if interface == "asgi" else _wsgi(get_wsgi_application()) as url:
            yield Endpoint(url, example)
    elif framework == "fastapi":
        with serve_in_thread(example.app, 0) as url:
            yield Endpoint(url, example)
    else:
        async with _aiohttp(example.app) as url:
            yield Endpoint(url, example)
