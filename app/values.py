"""Values with another field: `replace` of msgspec's structs, its fields and types checked.

The values of this program are structs: defining a hundred of them takes 2 ms where
dataclasses take 60, at every start of a process. msgspec types the changes of its own
`replace` as anything; the name of the standard library's has mypy check them. mypy cannot
tell one kind from the other: this `replace` raises `TypeError` for a dataclass, and
that of `dataclasses`, which is banned, for a struct.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace  # noqa: TID251 - for its types
else:
    from msgspec.structs import replace

__all__ = ["replace"]
