"""The kept key: made once, for its owner alone, and never guessable."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.secret import kept_secret


def test_a_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    key = kept_secret(folder)

    assert len(key) > 40
    assert kept_secret(folder) == key
    assert [path.name for path in folder.iterdir()] == ["secret_key"]
    assert (folder / "secret_key").stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kept", [b"", b" \n", b"short", b"\xff\xfe" * 20])
def test_a_key_that_was_cut_short_signs_nothing(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(kept)

    with pytest.raises(ValueError, match="secret_key cannot be used"):
        kept_secret(tmp_path)
