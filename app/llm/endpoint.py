"""One provider over HTTP, through the openai SDK.

The SDK builds, signs and sends the request; the body is read here as raw bytes.
Its own stream makes a model of every chunk, takes a clean end for success, gives
nothing for HTML, and bounds neither an event nor an error body.
Law: the SDK neither retries nor follows a redirect, which would send the
candidate's CV to another host. What a provider writes never reaches a log.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from app.llm.faults import Kind, fault
from app.llm.statuses import Rejected, Rejection, retry_after

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletionMessageParam

    from app.llm.providers import Provider
    from app.prompting.prompts import PromptMessage

PLACEHOLDER_KEY = "no-key"
"""For servers that ask for none: without it the SDK would take another provider's."""

_LONGEST_COMPLAINT = 16 * 1024
_COMPLAINT_TIMEOUT = 2.0

# A compressed stream is held back until its compressor has enough.
_HEADERS = {"Accept": "text/event-stream, application/json", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A 200 whose body is still to come; a body that breaks off raises `ModelFailed`."""

    content_type: str
    chunks: AsyncGenerator[bytes, None]


class Endpoint:
    """Where one provider listens. Closed once, when nothing is asked any more."""

    def __init__(self, provider: Provider, connect_timeout: float) -> None:
        self._provider = provider
        self._connect_timeout = connect_timeout
        self._client: AsyncOpenAI | None = None
        self._making = threading.Lock()

    def warm(self) -> AsyncOpenAI:
        """Load the SDK, which takes half a second, and make the client; from any thread."""
        with self._making:
            if self._client is None:
                self._client = _client(self._provider, self._connect_timeout)
            return self._client

    async def ready(self) -> AsyncOpenAI:
        """The client; only the first caller may have to wait for the SDK to load."""
        if self._client is None:
            return await asyncio.to_thread(self.warm)
        return self._client

    @asynccontextmanager
    async def asked(
        self, messages: Sequence[PromptMessage], optional: Mapping[str, object]
    ) -> AsyncGenerator[Answer, None]:
        """Send the messages; the answer, once its headers are there.

        Raises `Rejected` for another status than 200, `ModelFailed` when nobody
        answers.
        """
        client = await self.ready()
        asking = client.chat.completions.with_streaming_response.create(
            model=self._provider.model,
            messages=_on_the_wire(messages),
            stream=True,
            extra_headers=_HEADERS,
            extra_body=dict(optional),
        )
        with _translated(lambda _: Kind.CUT):
            async with AsyncExitStack() as stack:
                with _translated(_kind_of_opening), _sendable():
                    response = await stack.enter_async_context(asking)
                body = _bytes_of(response.http_response)
                chunks = await stack.enter_async_context(aclosing(body))
                content_type = response.headers.get("content-type", "")
                yield Answer(content_type=content_type, chunks=chunks)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()


def _client(provider: Provider, connect_timeout: float) -> AsyncOpenAI:
    import httpx2  # noqa: PLC0415, loaded where it is used, in the background
    from openai import AsyncOpenAI, DefaultAioHttpClient  # noqa: PLC0415, see above

    return AsyncOpenAI(
        api_key=provider.api_key or PLACEHOLDER_KEY,
        base_url=provider.address,
        default_headers=provider.headers,
        max_retries=0,
        http_client=DefaultAioHttpClient(
            follow_redirects=False,  # should the hook below ever let one through
            # Silence is watched by the caller, around real text.
            timeout=httpx2.Timeout(None, connect=connect_timeout, pool=connect_timeout),
            event_hooks={"response": [_refuse_other_than_success]},
        ),
    )


def _on_the_wire(messages: Sequence[PromptMessage]) -> list[ChatCompletionMessageParam]:
    plain = [{"role": message.role, "content": message.content} for message in messages]
    return cast("list[ChatCompletionMessageParam]", plain)


async def _bytes_of(response: httpx2.Response) -> AsyncGenerator[bytes, None]:
    with _translated(lambda _: Kind.CUT):
        async for chunk in response.aiter_bytes():
            yield chunk


async def _refuse_other_than_success(response: httpx2.Response) -> None:
    """Before the SDK sees it, which would read an error body to its end, if it has one."""
    if response.is_success:
        return
    rejection = Rejection(
        status=response.status_code,
        complaint=await _complaint(response),
        retry_after=retry_after(response.headers),
    )
    raise Rejected(rejection)


async def _complaint(response: httpx2.Response) -> str:
    """The beginning of an error body, as much as comes soon."""
    import httpx2  # noqa: PLC0415, loaded by now

    body = bytearray()
    with suppress(httpx2.HTTPError, TimeoutError):
        async with asyncio.timeout(_COMPLAINT_TIMEOUT):
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) >= _LONGEST_COMPLAINT:
                    break
    return body[:_LONGEST_COMPLAINT].decode(errors="replace").lower()


@contextmanager
def _sendable() -> Iterator[None]:
    """A key that no header can carry and an address that nobody can be asked at."""
    try:
        yield
    except ValueError:
        raise fault(Kind.DENIED, "no request can carry this key or address") from None


@contextmanager
def _translated(kind_of: Callable[[BaseException], Kind]) -> Iterator[None]:
    """Foreign errors as faults, without their causes, which hold address, key and text."""
    import aiohttp  # noqa: PLC0415, loaded by now
    import httpx2  # noqa: PLC0415, loaded by now
    from openai import OpenAIError  # noqa: PLC0415, loaded by now

    foreign = (OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, aiohttp.ClientError, OSError)
    try:
        yield
    except foreign as error:
        raise fault(kind_of(error)) from None


def _kind_of_opening(error: BaseException) -> Kind:
    """What kept the headers from coming, by the causes of `error`."""
    import aiohttp  # noqa: PLC0415, loaded by now

    reasons: tuple[tuple[type[BaseException], Kind], ...] = (
        (socket.gaierror, Kind.NO_SUCH_HOST),
        (ssl.SSLError, Kind.TLS),
        (ConnectionRefusedError, Kind.REFUSED),
        (aiohttp.ServerDisconnectedError, Kind.CUT),
        (ConnectionResetError, Kind.CUT),
        (aiohttp.ClientResponseError, Kind.MALFORMED),
    )
    causes = list(_causes(error))
    found = (kind for reason, kind in reasons if any(isinstance(one, reason) for one in causes))
    return next(found, Kind.UNREACHABLE)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
