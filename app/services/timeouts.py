"""How long anything is waited for, in seconds."""

from __future__ import annotations

from msgspec import Struct


class Timeouts(Struct, frozen=True, kw_only=True):
    """The limits of the contract, each a little inside it.

    `first_text`: from the ask to the first visible text or *failed*, all tries
    included. `gap`: between two visible texts. `whole`: from the ask to the end.
    `sample_life`, `sample_text`: in a sample interview, until a sign of life and
    until the first visible text of the model; then the planned question stands in.
    `line`: for the line after a question that stands. `reading`: for the papers to
    be read. `whole_answer`: what a POST without live typing waits.
    `beat`: between two heartbeats of a writer. `lost`: without a heartbeat
    until another process takes over. `sweep`: between two looks for lost ones.
    `silence`: what a subscriber waits before it re-reads the row.
    `feedback`: from the ask of a report to its end; `report_tries`: the share of each
    call of a model in it; what is left over is the rule's. `feedback_answer`: what a
    JSON reader waits for a report. `practice`: for the model to judge an answer given
    once more; then the rule does. `grace`: what writers get to finish at shutdown,
    after the server's own ten seconds for readers; together they stay below twenty.
    `persist`: how long a whole text waits for a storage that is away.
    """

    first_text: float = 24.0
    gap: float = 9.5
    whole: float = 88.0
    sample_life: float = 4.0
    sample_text: float = 8.0
    line: float = 2.0
    reading: float = 60.0
    whole_answer: float = 24.5
    beat: float = 2.0
    lost: float = 10.0
    sweep: float = 2.0
    silence: float = 2.0
    feedback: float = 230.0
    report_tries: tuple[float, ...] = (100.0, 70.0, 50.0)
    feedback_answer: float = 60.0
    practice: float = 55.0
    grace: float = 6.0
    persist: float = 30.0
