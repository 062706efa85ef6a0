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
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING, cast

from app.llm.failures import Kind, fault
from app.llm.network import Network
from app.llm.rejections import Rejected, complaint_in, retry_after
from app.log_context import asker

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

    from app.llm.provider import Provider

PLACEHOLDER_KEY = "no-key"
"""For servers that ask for none: without it the SDK would take another provider's."""

_LONGEST_COMPLAINT = 16 * 1024
_LONGEST_LIST = 1024 * 1024
_COMPLAINT_TIMEOUT = 2.0

# A compressed stream is held back until its compressor has enough.
_HEADERS = {"Accept": "text/event-stream, application/json", "Accept-Encoding": "identity"}


class Client:
    """Asks one provider. Closed once, when nothing is asked any more."""

    def __init__(
        self, provider: Provider, connect_timeout: float, network: Network | None = None
    ) -> None:
        self._provider = provider
        self._connect_timeout = connect_timeout
        self._network = network or Network()
        self._sdk: AsyncOpenAI | None = None
        self._making = threading.Lock()

    def warm(self) -> AsyncOpenAI:
        """Load the SDK, which takes half a second, and make its client; from any thread."""
        with self._making:
            if self._sdk is None:
                self._sdk = _sdk(self._provider, self._connect_timeout, self._network)
            return self._sdk

    async def ready(self) -> AsyncOpenAI:
        """The SDK's client; only the first caller may have to wait for it to load."""
        if self._sdk is None:
            return await asyncio.to_thread(self.warm)
        return self._sdk

    @asynccontextmanager
    async def answer(
        self, body: Mapping[str, object], *, with_version: bool = False
    ) -> AsyncGenerator[AsyncGenerator[bytes, None], None]:
        """Send one request; the bytes of the answer's body, once its headers are there.

        `with_version` asks at the address with the usual version at its end. Raises
        `Rejected` for another status than 200, `ModelFailed` when nobody answers; a
        body that breaks off raises `ModelFailed`.
        """
        sdk = await self._sdk_at(with_version=with_version)
        async with _opened(sdk.post, "/chat/completions", body=body) as chunks:
            yield chunks

    async def models(self, *, with_version: bool = False) -> bytes:
        """The body of the provider's list of models; raises as `answer`."""
        sdk = await self._sdk_at(with_version=with_version)
        body = bytearray()
        async with _opened(sdk.get, "/models") as chunks:
            async for chunk in chunks:
                body += chunk
                if len(body) > _LONGEST_LIST:
                    raise fault(Kind.TOO_MUCH, "a list without end")
        return bytes(body)

    async def close(self) -> None:
        if self._sdk is not None:
            await self._sdk.close()

    async def _sdk_at(self, *, with_version: bool) -> AsyncOpenAI:
        sdk = await self.ready()
        address = self._provider.address_with_version if with_version else None
        return sdk.copy(base_url=address) if address else sdk


@asynccontextmanager
async def _opened(
    asking: Callable[..., Awaitable[object]], path: str, **body: object
) -> AsyncGenerator[AsyncGenerator[bytes, None], None]:
    """The bytes of an answer's body.

    `asking` is the SDK's `get` or `post`; its methods for each endpoint would copy the
    prompt by types, which takes longer than all the rest.
    """
    import httpx2  # noqa: PLC0415, loaded by now

    with _translated(lambda _: Kind.CUT):
        with _translated(_kind_of_opening):
            options = {"headers": _headers()}
            try:
                answer = await asking(
                    path, cast_to=httpx2.Response, stream=True, options=options, **body
                )
            except ValueError:
                raise fault(Kind.DENIED, "no request can carry this key or address") from None
            response = cast("httpx2.Response", answer)
        try:
            async with aclosing(_bytes_of(response)) as chunks:
                yield chunks
        finally:
            await response.aclose()


def _headers() -> dict[str, str]:
    """With the id of the request that asked, as providers take it to find a call again."""
    request = asker().request
    return {**_HEADERS, "X-Client-Request-Id": request} if request else dict(_HEADERS)


def _sdk(provider: Provider, connect_timeout: float, network: Network) -> AsyncOpenAI:
    import httpx2  # noqa: PLC0415, loaded where it is used, in the background
    from openai import AsyncOpenAI, DefaultAioHttpClient  # noqa: PLC0415, see above

    verify: ssl.SSLContext | bool = True
    if network.ca_file or network.ca_folder:
        verify = ssl.create_default_context(cafile=network.ca_file, capath=network.ca_folder)
    elif not f"{provider.address} {network.proxy}".count("https://"):
        verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # nobody to be verified, none loaded
    return AsyncOpenAI(
        api_key=provider.api_key or PLACEHOLDER_KEY,
        base_url=provider.address,
        default_headers=provider.headers,
        default_query=provider.query,
        max_retries=0,
        http_client=DefaultAioHttpClient(
            follow_redirects=False,  # should the hook below ever let one through
            trust_env=False,  # `network` was read from there
            proxy=network.proxy,
            verify=verify,
            # Silence is watched by the caller, around real text.
            timeout=httpx2.Timeout(None, connect=connect_timeout, pool=connect_timeout),
            event_hooks={"response": [_refuse_other_than_success]},
        ),
    )


async def _bytes_of(response: httpx2.Response) -> AsyncGenerator[bytes, None]:
    """The body as it comes, straight from the connection where nothing is packed."""
    raw = cast("AsyncIterable[bytes]", response.stream)
    body = response.aiter_bytes() if "content-encoding" in response.headers else aiter(raw)
    with _translated(lambda _: Kind.CUT):
        async with aclosing(cast("AsyncGenerator[bytes, None]", body)) as chunks:
            async for chunk in chunks:
                yield chunk


async def _refuse_other_than_success(response: httpx2.Response) -> None:
    """Before the SDK sees it, which would read an error body to its end, if it has one."""
    if response.is_success:
        return
    complaint = complaint_in(await _beginning(response))
    raise Rejected(response.status_code, complaint, retry_after(response.headers))


async def _beginning(response: httpx2.Response) -> bytes:
    """The beginning of an error body, as much as comes soon."""
    import httpx2  # noqa: PLC0415, loaded by now

    body = bytearray()
    with suppress(httpx2.HTTPError, TimeoutError):
        async with asyncio.timeout(_COMPLAINT_TIMEOUT):
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) >= _LONGEST_COMPLAINT:
                    break
    return bytes(body[:_LONGEST_COMPLAINT])


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
