"""The key that signs cookies, made and kept where the operator gives none."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_BYTES = 32
FEWEST_CHARACTERS = 8
"""As many as the operator's own must have."""


def kept_secret(folder: Path) -> str:
    """The key kept in `folder`, made by whichever process comes first.

    Raises `ValueError` for a file that holds none: whoever guesses such a key owns
    every session.
    """
    path = folder / "secret_key"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = folder / f".secret_key.{secrets.token_hex(8)}"
    _write(made, secrets.token_urlsafe(KEY_BYTES))
    try:
        path.hardlink_to(made)
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return _read(path)


def _write(path: Path, key: str) -> None:
    """Write the key down to the disk, so that no crash leaves an empty one."""
    path.touch(mode=0o600)
    with path.open("w", encoding="ascii") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> str:
    key = path.read_text("ascii", errors="replace").strip()
    if len(key) < FEWEST_CHARACTERS or not key.isascii():
        raise ValueError(f"{path} cannot be used. Delete it, and a new key is made.")
    return key
