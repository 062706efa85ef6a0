"""The demo interviewer's English: how each move is said.

Law: a sentence here credits the candidate with nothing that neither CV nor answers
say, praises nothing and hints at nothing. `{c}` is the company.
"""

from __future__ import annotations

import re

from app.llm.demo_english_forms import Shape

NOTICE = "I can ask only in English or German, so let us continue in English."

OPENINGS = (
    "Let us begin with your CV: you {told}.",
    "Your CV says that you {told}.",
    "One line of your CV I would like to start with: you {told}.",
    "I read in your CV that you {told}.",
)
OPENINGS_WITH_TERM = (
    "Let us begin with {term}, from your CV.",
    "Your CV mentions {term}.",
    "One thing in your CV I would like to start with is {term}.",
)
OPENINGS_QUOTED = ("Let us begin with a line of your CV: “{line}”.", "Your CV says: “{line}”.")
ASKS_ABOUT_TOLD = (
    "What was the hardest decision on the way, and how did you make it?",
    "What did you find when you started, and what did you do first?",
    "Which part nearly went wrong, and what did you do then?",
    "What would you want to know today before you did it again?",
    "Who had to be convinced, and what convinced them?",
    "What did you leave until last, and why?",
)
ASKS_ABOUT_TERM = (
    "How did that come about, and what was your own part in it?",
    "What does a demanding day there look like, and what do you do about it?",
    "Which moment of it has stayed with you, and why?",
)
OPENINGS_FROM_JOB = (
    "What in your own work so far would you like to show first?",
    "Which piece of your own work led you here?",
    "Where would you like to begin: what have you done that comes nearest?",
)

LEADS: dict[Shape, tuple[str, ...]] = {
    Shape.THING: (
        "{c} asks for {p}.",
        "{c} is looking for {p}.",
        "the role calls for {p}.",
        "this job needs {p}.",
        "the posting names {p}.",
        "{c} wants {p}.",
    ),
    Shape.DO: (
        "{c} needs someone to {p}.",
        "here you would {p}.",
        "part of the job is to {p}.",
        "{c} wants someone who can {p}.",
        "in this role you would {p}.",
        "whoever gets this post will {p}.",
    ),
    Shape.DOING: (
        "the role includes {p}.",
        "{c} speaks of {p}.",
        "part of the job is {p}.",
        "the work at {c} means {p}.",
    ),
    Shape.BEING: (
        "{c} wants someone {p}.",
        "for this you would need to be {p}.",
        "the posting asks for someone {p}.",
    ),
    Shape.WHO: ("{c} wants someone who {p}.", "the posting asks for someone who {p}."),
    Shape.QUOTE: (
        "the posting says: “{p}”.",
        "{c} writes: “{p}”.",
        "one line of the posting reads: “{p}”.",
    ),
}

BRIDGES = (
    "You mentioned {b}, and {lead}",
    "Apart from {b}, {lead}",
    "From {b} to another point: {lead}",
    "You spoke of {b}; {lead}",
    "Leaving {b} for a moment: {lead}",
    "Beside {b}, {lead}",
    "You brought up {b}; {lead}",
)

ASKS_SOFT = (
    "What in your own work comes closest to that?",
    "Where have you met that so far, and what made it difficult?",
    "When has that been up to you, and how did it turn out?",
    "Which situation of yours would show it best?",
    "How have you gone about that until now?",
    "Can you take me through one occasion, from start to finish?",
    "Who has relied on you for that, and what for?",
    "What is the nearest you have come to it, and what did you learn?",
    "What have you tried in that direction, and what came of it?",
    "What would you point to if you had to prove it with one story?",
)

PROBES: dict[str, tuple[str, ...]] = {
    "own role": (
        "You mentioned {b}. Which part of that was yours alone?",
        "Take {b}: what did you do with your own hands, and what did others do?",
        "Who did what when it came to {b}, and where did you come in?",
    ),
    "decision": (
        "You mentioned {b}. What did you have to decide there, and which option did you turn down?",
        "Coming back to {b}: what choice did you face, and why did you choose as you did?",
        "With {b}, what made you do it this way and not another?",
    ),
    "measure": (
        "You mentioned {b}. Can you put that into figures: how many, how long, how often?",
        "Staying with {b}: what did you count or measure, and what did it show?",
        "How large was that, in numbers, when you speak of {b}?",
    ),
    "result": (
        "You mentioned {b}. What was different afterwards?",
        "Staying with {b}: how did it end, and who noticed?",
        "What came out of {b}, and how could you tell?",
    ),
    "what was hard": (
        "You mentioned {b}. What was the hardest moment in it?",
        "Coming back to {b}: what stood in your way, and how did you get past it?",
        "Where did {b} give you trouble, and what did you do about it?",
    ),
}
PROBES_BARE: dict[str, tuple[str, ...]] = {
    "own role": (
        "Staying with {t}: on one particular day, what did you do yourself?",
        "If you pick one real case of {t}, which part was yours?",
    ),
    "decision": (
        "Staying with {t}: which single decision was yours, and why did you take it?",
        "Think of one case of {t}: what did you have to choose between?",
    ),
    "measure": (
        "Staying with {t}: what figures can you give me, even rough ones?",
        "Think of one case of {t}: how many, how long, how much?",
    ),
    "result": (
        "Staying with {t}: in one particular case, how did it end?",
        "Think of one case of {t}: what had changed by the end of it?",
    ),
    "what was hard": (
        "Staying with {t}: in one particular case, what made it hard?",
        "Think of one case of {t}: where did it get stuck?",
    ),
}

REPHRASINGS = (
    "Let me ask for something smaller: where have you come across {t}, even in training or from the side?",
    "A small example is enough: which task of yours had to do with {t}?",
    "Put differently: what have you seen others do about {t} that you would do the same way, or not?",
    "Let me come at {t} from another side: which ordinary working day of yours had something of it?",
)

DEEPER = (
    "You mentioned {b}. What would you do differently there if you started again tomorrow?",
    "Back to {b} for a moment: what did it teach you that you have used since?",
    "You brought up {b}. Who disagreed with you about it, and what became of the disagreement?",
    "When you think of {b}, what would a newcomer most likely get wrong?",
    "About {b}: what did you notice that nobody had told you to look for?",
)

CLOSINGS_TWO = (
    "Last question: of {a} and {b}, which says more about how you would work at {c}, and why?",
    "We have spoken of {a} and of {b}. What should {c} still hear from you before it decides?",
    "To bring it together: what do {a} and {b} have in common that {c} could count on?",
)
CLOSINGS_ONE = (
    "Last question: starting from {b}, what else should {c} know about the way you work?",
    "We have spoken of {b}. Which piece of your work have I not asked about, and should have?",
    "To finish: what does {b} say about you that a CV cannot?",
)
CLOSINGS_BARE = (
    "Last question: {c} asks for {t}; what would you still like to show, there or anywhere else?",
    "To finish: which piece of your work have I not asked about that would matter for {t}?",
)
CLOSING_AT_ALL = "Last question: what would you still like {c} to know about your work as {title}?"


FACETS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = ()
