"""The demo interviewer's English: how each move is said.

Law: a sentence here credits the candidate with nothing that neither CV nor answers
say, praises nothing and hints at nothing. {c} is the company, {p} the job's own
phrase, {b} a thing the candidate named and {d} the same named again, {t} the topic
of the question before, {v} empty words of the last answer.
"""

from __future__ import annotations

from app.demo.english_phrases import Shape

NOTICE = "I can ask only in English or German, so let us go on in English."

OPENINGS = (
    "Let us begin with your CV: you {told}.",
    "Your CV says that you {told}.",
    "One line of your CV I would like to start with: you {told}.",
    "I read in your CV that you {told}.",
)
OPENINGS_WITH_TERM = (
    "Let us begin with something from your CV: {term}.",
    "Your CV mentions {term}.",
    "One thing in your CV I would like to start with is {term}.",
)
OPENINGS_QUOTED = (
    "Let us begin with a line of your CV: “{line}”.",
    "One line of your CV reads: “{line}”.",
)
LATER = (
    "Back to your CV for a moment: you {told}.",
    "There is one more line of your CV: you {told}.",
    "Your CV also says that you {told}.",
)
LATER_WITH_TERM = (
    "Back to your CV for a moment, where I read of {term}.",
    "Your CV also mentions {term}.",
)
LATER_QUOTED = (
    "Back to your CV for a moment: “{line}”.",
    "Another line of your CV reads: “{line}”.",
)
ASKS_ABOUT_BUILDING = (
    "What was the hardest decision on the way?",
    "What did you find when you started?",
    "Which part of it nearly went wrong?",
    "How did you convince those who were against it?",
    "Why did you do it that way and not another?",
)
ASKS_ABOUT_FIGURE = (
    "What did you change first to get there?",
    "How did you win over those who had to go along with it?",
    "What did you do that others had not tried before you?",
    "Which step on the way made most of the difference?",
)
ASKS_ABOUT_DOING = (
    "What did a hard day of that look like?",
    "What did you change about the way it was done?",
    "What did you have to learn first?",
    "What went wrong at the beginning?",
)
ASKS_ABOUT_TERM = (
    "What was your own part in that?",
    "Which problem in that work took you longest to solve?",
    "Which decision of yours mattered most in that work?",
    "What did you do in that work that was not expected of you?",
    "What was different by the time you were done?",
)
OPENINGS_FROM_JOB = (
    "Which piece of your own work would you put on the table first?",
    "Which stage of your working life led you towards it?",
    "What have you done, paid or unpaid, that comes nearest to it?",
)

LEADS: dict[Shape, tuple[str, ...]] = {
    Shape.THING: (
        "{c} asks for {p}.",
        "{c} is looking for {p}.",
        "The role calls for {p}.",
        "This job needs {p}.",
        "The posting asks for {p}.",
        "{c} wants {p}.",
    ),
    Shape.DO: (
        "{c} needs someone to {p}.",
        "Here you would {p}.",
        "Part of the job is to {p}.",
        "{c} wants someone who can {p}.",
        "In this role you would {p}.",
        "The person in this post will {p}.",
    ),
    Shape.DOING: (
        "The role includes {p}.",
        "Part of the job is {p}.",
        "The work at {c} means {p}.",
        "The posting speaks of {p}.",
    ),
    Shape.BEING: (
        "{c} wants someone {p}.",
        "For this you would need to be {p}.",
        "The posting asks for someone {p}.",
    ),
    Shape.WHO: (
        "{c} wants someone who {p}.",
        "The posting asks for someone who {p}.",
        "This job is for someone who {p}.",
        "The role is meant for someone who {p}.",
    ),
    Shape.QUOTE: (
        "The posting says: “{p}”.",
        "{c} writes: “{p}”.",
        "One line of the posting reads: “{p}”.",
    ),
}

BRIDGES = (
    "You mentioned {b}, and {lead}",
    "You spoke of {b}; {lead}",
    "You brought up {b}; {lead}",
    "You told me about {b}; {lead}",
    "Your answer named {b}; {lead}",
)
BRIDGES_OF_WORDS = (
    "You say “{v}”, and {lead}",
    "“{v}”, you say; {lead}",
    "You said “{v}”; {lead}",
)
BRIDGES_TO_TOPIC = (
    "Let us go from {d} to {t}, which {c} asks for.",
    "From {d} I would like to come to {t}, which the posting asks for.",
    "I would like to move from {d} to {t}.",
)
CLAIMED = (
    "{lead}, and your CV mentions {term}.",
    "{lead}, and {term} can be found in your CV.",
)

ASKS = (
    "What in your own work comes closest to that?",
    "Which situation from your own experience would show that best?",
    "How have you gone about that until now?",
    "Can you take me through one occasion of that, from the first minute to the last?",
    "Who has relied on you for that?",
    "What is the nearest you have come to that?",
)

ASKS_ABOUT_THING = (
    "What in your own work comes closest to that?",
    "Which situation from your own experience would show that best?",
    "What is the nearest you have come to that?",
    "Where in your work has that counted most?",
    "When has that made a difference to the outcome?",
    "What would somebody who worked beside you say about that?",
)
"""For what somebody has, knows or is, and does not do."""

PROBES: dict[str, tuple[str, ...]] = {
    "own role": (
        "You mentioned {b}. Which of the steps there did you take with your own hands?",
        "Let us stay with {d}: what exactly did you do yourself?",
        "Where did you come in yourself when it came to {d}?",
    ),
    "decision": (
        "You mentioned {b}. What did you have to decide there?",
        "Coming back to {d}: what could you have done instead?",
        "Let us stay with {d}: how did you come to decide as you did?",
    ),
    "measure": (
        "You mentioned {b}. Can you put that into figures: how many, how long, how often?",
        "Let us stay with {d}: what could you count or measure?",
        "How large was that, in numbers, when you speak of {d}?",
    ),
    "result": (
        "You mentioned {b}. What was different afterwards?",
        "Let us stay with {d}: how did it end?",
        "What came of {d} in the end?",
    ),
    "what was hard": (
        "You mentioned {b}. What was the hardest moment there?",
        "Coming back to {d}: how did you get past what stood in your way?",
        "What did you do when {d} gave you trouble?",
    ),
}
PROBES_OF_WORDS: dict[str, tuple[str, ...]] = {
    "own role": (
        "You say “{v}”. Thinking of {t}, what did you do yourself on one particular day?",
        "“{v}”, you say: on one particular day, what would somebody have seen you do about {t}?",
        "When you say “{v}”, which part was in your own hands, if you think of {t}?",
    ),
    "decision": (
        "You say “{v}”. Thinking of {t}, when was it you who had to decide?",
        "“{v}”, you say: which choice about {t} was yours to make?",
        "When you say “{v}”, did anyone disagree with you about {t}?",
    ),
    "measure": (
        "You say “{v}”. Can you put a rough figure to that, perhaps for {t}?",
        "“{v}”, you say: how many, how long or how often, when it comes to {t}?",
        "When you say “{v}”, which rough number comes to mind about {t}?",
    ),
    "result": (
        "You say “{v}”. Thinking of {t}, what was different in the end?",
        "“{v}”, you say: what changed about {t}?",
        "When you say “{v}”, what came of it in the end, thinking of {t}?",
    ),
    "what was hard": (
        "You say “{v}”. Thinking of {t}, what could have gone wrong?",
        "“{v}”, you say: what stood in the way before that, thinking of {t}?",
        "When you say “{v}”, where did {t} give you trouble first?",
    ),
}
PROBES_BARE: dict[str, tuple[str, ...]] = {
    "own role": (
        "Let us stay with {t}: on one particular day, what was on your own list and nobody else's?",
        "Still on {t}: can you pick a single case and tell me only what you did yourself?",
        "Can we make {t} concrete: which step of the work was yours?",
    ),
    "decision": (
        "Let us stay with {t}: when did you have a free choice?",
        "Still on {t}: what was the last thing you had to decide there?",
        "One step further into {t}: where did somebody want it done differently?",
    ),
    "measure": (
        "Let us stay with {t}: which figures come to mind, even rough ones?",
        "Still on {t}: how many, how long, how often, as near as you can say?",
        "One step further into {t}: what could be counted?",
    ),
    "result": (
        "Let us stay with {t}: in a single case that you remember, how did it end?",
        "Still on {t}: what had changed by the end?",
        "One step further into {t}: for whom did things improve?",
    ),
    "what was hard": (
        "Let us stay with {t}: in a single case that you remember, what made it hard?",
        "Still on {t}: what got in the way?",
        "One step further into {t}: when did it not go as you wanted?",
    ),
}

REPHRASINGS = (
    "Let me ask for something smaller: where have you come across {t}, even in training?",
    "A small example is enough: which everyday task of yours has come anywhere near {t}?",
    "Put differently: what would you copy from somebody who deals well with {t}?",
    "From another side: if a newcomer asked you about {t}, which advice would you give first?",
)
REPHRASINGS_OF_CV = (
    "It need not be a big story: which small moment to do with {t} has stayed in your memory?",
    "Let me ask for less: which habit that serves you until this day goes back to {t}?",
    "From another side: what would a visitor who watched quietly have noticed about {t} and you?",
    "One detail is enough: which tool, list or person was always close at hand for {t}?",
)

DEEPER = (
    "You mentioned {b}. What would you do differently there if you started again tomorrow?",
    "Back to {d} for a moment: what did it teach you that you have used since?",
    "You brought up {b}. Who disagreed with you about it?",
    "When you think of {d}, what would a newcomer most likely get wrong?",
    "You spoke of {b}. What did you notice there that nobody had told you to look for?",
)

DEEPER_OF_JOB = (
    "Once more about {t}: what would be new to you here?",
    "Suppose {t} went wrong in your first week at {c}: what would you try first?",
    "What do you think people underestimate about {t}?",
    "What would you want to see or ask at {c} before you said anything about {t}?",
)

CLOSINGS_OF_WORDS = (
    "Last question: you say “{v}”. Where would one see that first at {c}, perhaps in {t}?",
    "To finish: you say “{v}”. Which single day of work would show that, perhaps with {t}?",
    "Last question: “{v}” was one of your answers. What would it mean for {t} at {c}?",
)
CLOSINGS_TWO = (
    "Last question: beside {a} and {b}, which part of your work have we not touched?",
    "We have spoken of {a} and of {b}. What should {c} still hear from you before it decides?",
    "Last question: beside {a} and {b}, what should {c} remember about you?",
    "To bring it together: what do {a} and {b} say about how you would work at {c}?",
)
CLOSINGS_ONE = (
    "Last question: beside {b}, what should {c} remember about you?",
    "We are nearly done. Which piece of your work have I not asked about that belongs beside {b}?",
    "To finish: in your first month at {c}, what would you want to bring along from {b}?",
)
CLOSINGS_BARE = (
    "One question is left: what would you want to learn first about {t}?",
    "Last question: {c} asks for {t}; what would you still like to show, there or elsewhere?",
    "To finish: which piece of your work have I not asked about that would matter for {t}?",
    "We are nearly done. If {c} gave you a month to learn about {t}, where would you begin?",
)
CLOSINGS_AT_ALL = (
    "Last question: what would you still like {c} to know about your work as {title}?",
    "Last question: what should be known of you before anyone decides on the post of {title}?",
)
