"""The key that signs cookies, made and kept where the operator gives none."""

from __future__ import annotations

import secrets
from pathlib import Path

KEY_BYTES = 32


def kept_secret(folder: Path) -> str:
    """The key kept in `folder`, made by whichever process comes first."""
    path = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f".secret_key.{secrets.token_hex(8)}"
    made.touch(mode=0o600)
    made.write_text(secrets.token_urlsafe(KEY_BYTES))
    try:
        path.hardlink_to(made)
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return path.read_text().strip()
