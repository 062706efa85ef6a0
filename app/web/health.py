"""Signs of health for machines: alive, ready, and in numbers."""

from __future__ import annotations

import asyncio

from litestar import Response, route

from app.domain.errors import LoopStopped, StorageUnavailable, VivaError
from app.services.ports import Pingable
from app.web.context import Context
from app.web.error_handlers import status_of
from app.web.forms import AnyRequest
from app.web.json_objects import AliveObject, ReadyObject
from app.web.metrics import CONTENT_TYPE
from app.web.negotiation import READ_METHODS, AnyResponse, json
from app.web.routes import read_route

PING_LIMIT = 5.0
"""Seconds after which a part that does not say is taken to be away."""


@read_route("/healthz", AliveObject, is_owned=False)
async def healthz() -> AnyResponse:
    return json({"status": "ok"})


@read_route("/readyz", ReadyObject, is_owned=False)
async def readyz(context: Context) -> AnyResponse:
    """Version, parts, and the model as it was last seen; a model that is away is no fault here."""
    names, parts = context.health.keys(), context.health.values()
    faults = dict(zip(names, await asyncio.gather(*map(_fault, names, parts)), strict=True))
    told = {
        "version": context.version,
        **{name: fault is None for name, fault in faults.items()},
        "model": context.model_health.is_reachable,
    }
    fault = next((fault for fault in faults.values() if fault is not None), None)
    if fault is None:
        return json({"status": "ok", **told})
    status = status_of(fault)
    return json({"status": status, "error": str(fault), **told}, status)


async def _fault(name: str, part: Pingable) -> VivaError | None:
    """What is wrong with a part that a ready process needs, None when nothing is."""
    try:
        async with asyncio.timeout(PING_LIMIT):
            await part.ping()
    except LoopStopped as stopped:
        return stopped
    except (StorageUnavailable, TimeoutError):
        return StorageUnavailable(f"{name.capitalize()} cannot be reached.")
    return None


@route("/metrics", http_method=READ_METHODS, include_in_schema=False)
async def metrics(request: AnyRequest, context: Context) -> Response[bytes]:
    context.operators.check(request)
    return Response(context.metrics.text(), media_type=CONTENT_TYPE)


HANDLERS = [healthz, readyz, metrics]
