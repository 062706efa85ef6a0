"""How long anything is waited for, in seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """The limits of the contract, each a little inside it.

    `first_text`: from the ask to the first visible text or *failed*, all tries
    included. `hold`: for words that come slowly to be held back, where six of them
    are waited for. `gap`: between two visible texts. `whole`: from the ask to the end.
    `demo_first_text`: in a session made by the demo button, until the planned
    question stands in. `whole_answer`: what a POST without live typing waits.
    `beat`: between two signs of life of a writer. `lost`: without a sign of life
    until another process takes over. `sweep`: between two looks for lost ones.
    `silence`: what a follower waits before it re-reads the row.
    `feedback`: from the ask of a report to its end. `feedback_answer`: what a
    JSON reader waits for one. `grace`: what writers get to finish at shutdown, after
    the server's own ten seconds for readers; together they stay below twenty.
    """

    first_text: float = 24.0
    hold: float = 2.0
    gap: float = 9.5
    whole: float = 88.0
    demo_first_text: float = 4.0
    whole_answer: float = 24.5
    beat: float = 2.0
    lost: float = 10.0
    sweep: float = 2.0
    silence: float = 2.0
    feedback: float = 240.0
    feedback_answer: float = 60.0
    grace: float = 6.0
    persist: float = 30.0
