"""The five ratings of an answer and what each stands for."""

from __future__ import annotations

NOT_EVIDENCED, GENERAL, INSTANCE, TOLD_TO_THE_END, MEASURED = range(1, 6)

ANCHORS: dict[int, str] = {
    NOT_EVIDENCED: "Not evidenced: no answer, beside the point, or copied.",
    GENERAL: "General claims without one instance of them.",
    INSTANCE: "A real instance with something the candidate did.",
    TOLD_TO_THE_END: "A real instance with own role and decision, and how it ended.",
    MEASURED: "Specific: own role, what was done and why, and a measured result.",
}
