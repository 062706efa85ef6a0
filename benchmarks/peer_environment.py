"""The environments that the peers of a benchmark run in, made by pip under `tmp/`."""

from __future__ import annotations

import subprocess
import venv
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAME_AS_OURS = ("openai", "uvicorn", "uvloop", "httptools")
RELAYS = (
    *("fastapi", "aiohttp", "litestar", "websockets"),
    *("sqlalchemy", "jinja2", "django", "gunicorn"),
)
CHATS = ("chainlit", "gradio")


def peer_python() -> Path:
    """The Python of the relays and pages."""
    return _environment("peers", RELAYS)


def chat_python() -> Path:
    """The Python of Chainlit and Gradio, apart: they bring 150 packages."""
    return _environment("chat-peers", CHATS)


def _environment(name: str, packages: Sequence[str]) -> Path:
    """Installed once, and anew when one of our own libraries changed."""
    folder = ROOT / "tmp" / name
    python, stamp = folder / "bin" / "python", folder / "installed.txt"
    wanted = [*packages, *(f"{name}=={version(name)}" for name in SAME_AS_OURS)]
    if not stamp.exists() or stamp.read_text("utf-8").split() != wanted:
        print(f"Installing {', '.join(packages)} under tmp/ ...", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        quietly = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*quietly, *wanted], check=True)
        stamp.write_text("\n".join(wanted), "utf-8")
    return python
