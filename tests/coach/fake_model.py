"""A model that replies what a test says."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence

from app.domain.errors import ModelFailed
from app.prompts.prompt import Prompt


class FakeModel:
    """Fits `ports.Model`; fails with `fault` after the last piece, if there is one."""

    name = "fake-model"
    fallback_name: str | None = None
    is_local = False

    def __init__(self, *pieces: str, fault: ModelFailed | None = None) -> None:
        self.pieces: Sequence[str] = pieces
        self.fault = fault
        self.prompts: list[Prompt] = []
        self.given = 0

    async def stream(
        self, prompt: Prompt, tries: int, is_shown: Callable[[], bool] | None = None
    ) -> AsyncGenerator[str, None]:
        self.prompts.append(prompt)
        for piece in self.pieces:
            self.given += 1
            yield piece
        if self.fault is not None:
            raise self.fault

    async def close(self) -> None: ...


def in_pieces(text: str, size: int = 7) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]
