"""The environment that the peers of a benchmark run in, made by pip under `tmp/`."""

from __future__ import annotations

import subprocess
import venv
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tmp" / "peers"
SAME_AS_OURS = ("openai", "uvicorn", "uvloop", "httptools")


def peer_python() -> Path:
    """Its Python; installed once, and anew when one of our own libraries changed."""
    python, stamp = FOLDER / "bin" / "python", FOLDER / "installed.txt"
    wanted = ["fastapi", *(f"{name}=={version(name)}" for name in SAME_AS_OURS)]
    if not stamp.exists() or stamp.read_text("utf-8").split() != wanted:
        print("Installing the peers under tmp/ ...", flush=True)
        venv.create(FOLDER, with_pip=True, clear=True)
        quietly = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*quietly, *wanted], check=True)
        stamp.write_text("\n".join(wanted), "utf-8")
    return python
