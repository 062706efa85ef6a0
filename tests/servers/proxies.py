"""nginx and Caddy with the recipes of `docs/deploy.md`, in front of the program."""

from __future__ import annotations

import asyncio
import os
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from app.application import Parts
from tests.serving import parts, served

ROOT = Path(__file__).parents[2]
NAMES = ("nginx", "caddy")
PATHS = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"


def recipe(kind: str, program: int) -> str:
    page = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    found = re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)
    assert found
    return found[1].replace("127.0.0.1:8000", f"127.0.0.1:{program}")


def nginx(folder: Path, port: int, program: int) -> list[str]:
    """The command of an nginx with the recipe, which stays in the foreground."""
    text = re.sub(r"    ssl_certificate.*\n", "", recipe("nginx", program))
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    text = text.replace("client_header_timeout 10s", "client_header_timeout 1s")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{text}}}"
    )
    return ["nginx", *("-e", f"{folder}/log", "-p", str(folder), "-c", f"{folder}/nginx.conf")]


def caddy(folder: Path, port: int, program: int) -> list[str]:
    """The command of a Caddy with the recipe."""
    text = recipe("caddyfile", program).replace("viva.example {", f"http://127.0.0.1:{port} {{")
    text = text.replace("read_header 10s", "read_header 1s")
    text = text.replace("{\n", f"{{\n    admin off\n    storage file_system {folder}\n", 1)
    (folder / "Caddyfile").write_text(text)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]


@asynccontextmanager
async def behind(proxy: str, folder: Path, program: Parts | None = None) -> AsyncIterator[int]:
    """The port of a proxy in front of the program, with a fake model unless one is given."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = program or parts(folder, trusted_proxies=("127.0.0.1",))
    async with served(program) as viva:
        command = {"nginx": nginx, "caddy": caddy}[proxy](folder, port, viva.port)
        with (folder / "said").open("wb") as said:
            running = await asyncio.create_subprocess_exec(
                *command, env={"PATH": PATHS, "HOME": str(folder)}, stdout=said, stderr=said
            )
        try:
            await _listening(port)
            yield port
        finally:
            running.terminate()
            await running.wait()


async def _listening(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
