"""Viva, a live mock interviewer for the web."""

from __future__ import annotations


def create_app() -> object:
    """The application, where the `litestar` command looks for one first."""
    from app.main import create_app  # noqa: PLC0415 - whoever needs one room imports no other

    return create_app()
