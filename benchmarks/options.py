"""The options of a benchmark, told by the value that holds its defaults."""

from __future__ import annotations

import argparse
from dataclasses import fields, replace  # noqa: TID251 - of dataclasses
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import DataclassInstance

W = TypeVar("W", bound="DataclassInstance")


def asked_for(known: W, description: str | None, said: Sequence[str] | None = None) -> W:
    """`known` with what the command line says otherwise.

    Its first field stands there bare, each other one of a plain type under its name.
    `said` None is this process's own command line.
    """
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    first, *others = (field.name for field in fields(known))
    parser.add_argument(first, nargs="?", type=int, default=getattr(known, first))
    for name in others:
        default, option = getattr(known, name), f"--{name.replace('_', '-')}"
        if isinstance(default, bool):
            parser.add_argument(option, action="store_true")
        elif isinstance(default, str | int | float):
            parser.add_argument(option, type=type(default), default=default)
    return replace(known, **vars(parser.parse_args(said)))
