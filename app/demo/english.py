"""The demo interviewer's English: how each move is said.

Law: a sentence here credits the candidate with nothing that neither CV nor answers
say, praises nothing and hints at nothing. {c} is the company, {p} the job's own
phrase, {b} a thing the candidate named and {d} the same named again, {t} the topic
of the question before, {v} empty words of the last answer.
"""

from __future__ import annotations

from app.demo.english_forms import Shape

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
ASKS_ABOUT_BUILDING = (
    "What was the hardest decision on the way, and how did you make it?",
    "What did you find when you started, and what did you do first?",
    "Which part nearly went wrong, and what did you do then?",
    "Who had to be convinced, and what convinced them?",
    "What did you leave until last, and why?",
)
ASKS_ABOUT_FIGURE = (
    "What did you change first, and how did you know that it helped?",
    "Who had to go along with it, and what convinced them?",
    "What had others tried before you, and what did you do that they had not?",
    "Which step on the way made most of the difference, and how did you come upon it?",
)
ASKS_ABOUT_DOING = (
    "What did a hard day of that look like, and how did you get through it?",
    "Which day of it do you remember best, and what did you do?",
    "What did you have to learn first, and how did you learn it?",
    "What went wrong at the beginning, and what did you do about it?",
)
ASKS_ABOUT_TERM = (
    "How did that come about, and what was your own part in it?",
    "What does a demanding day there look like, and what do you do about it?",
    "Which moment of it has stayed with you, and why?",
)
OPENINGS_FROM_JOB = (
    "What in your own work would you like to show first?",
    "Which piece of your own work led you here?",
    "Where would you like to begin: what have you done that comes nearest?",
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
    Shape.WHO: ("{c} wants someone who {p}.", "The posting asks for someone who {p}."),
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
    "I will keep {d} in mind; {lead}",
    "I would like to go on from {d}: {lead}",
    "After {d}, something else: {lead}",
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
    "When has that been up to you, and how did it turn out?",
    "Which situation of yours would show it best?",
    "How have you gone about that until now?",
    "Can you take me through one occasion, from start to finish?",
    "Who has relied on you for that, and what for?",
    "What is the nearest you have come to it, and what did you learn?",
)

PROBES: dict[str, tuple[str, ...]] = {
    "own role": (
        "You mentioned {b}. Which part of that was yours alone?",
        "Let us stay with {d}: what did you do yourself, and what did others do?",
        "Who did what when it came to {d}, and where did you come in?",
    ),
    "decision": (
        "You mentioned {b}. What did you have to decide there, and what did you turn down?",
        "Coming back to {d}: what could you have done instead, and why did you not?",
        "Was there a choice to be made about {d}, and how did you make it?",
    ),
    "measure": (
        "You mentioned {b}. Can you put that into figures: how many, how long, how often?",
        "Let us stay with {d}: what did you count or measure, and what did it show?",
        "How large was that, in numbers, when you speak of {d}?",
    ),
    "result": (
        "You mentioned {b}. What was different afterwards?",
        "Let us stay with {d}: how did it end, and who noticed?",
        "What came of {d}, and how could you tell?",
    ),
    "what was hard": (
        "You mentioned {b}. What was the hardest moment there?",
        "Coming back to {d}: what stood in your way, and how did you get past it?",
        "Where did {d} give you trouble, and what did you do about it?",
    ),
}
PROBES_OF_WORDS: dict[str, tuple[str, ...]] = {
    "own role": (
        "“{v}”: can you show me that on one particular day with {t}, by what you did yourself?",
        "You say “{v}”. Thinking of {t}, what did you do yourself on one particular day?",
        "You say “{v}”. If somebody had watched you with {t}, what would they have seen?",
        "When you say “{v}”, which part of {t} was in your own hands?",
    ),
    "decision": (
        "“{v}”: which choice about {t} lay behind that, and who made it?",
        "You say “{v}”. As for {t}, what did you have to decide yourself?",
        "“{v}”, you say: what was the last choice you had to make about {t}?",
        "You say “{v}”. Who wanted {t} done another way, and what did you settle on?",
    ),
    "measure": (
        "“{v}”: how many, how long or how often, when it comes to {t}?",
        "You say “{v}”. As for {t}, which figure would prove that to an outsider?",
        "When you say “{v}”, can you put a number to it, even a rough guess, in one month of {t}?",
    ),
    "result": (
        "“{v}”: who noticed, and what was different then about {t}?",
        "You say “{v}”. As for {t}, what was different in the end?",
        "When you say “{v}”, who noticed it with {t}, and how?",
    ),
    "what was hard": (
        "“{v}”: where was {t} at its worst before that, and what did you do?",
        "You say “{v}”. What could have gone wrong with {t}?",
        "Before you could say “{v}”, what stood in the way with {t}?",
    ),
}
PROBES_BARE: dict[str, tuple[str, ...]] = {
    "own role": (
        "Let us stay with {t}: on one particular day, what was yours to do?",
        "Still on {t}: can you pick one case and tell me only what you did yourself?",
        "Can we make {t} concrete: who asked you for what, and what did you do?",
    ),
    "decision": (
        "Let us stay with {t}: when did you have a choice, and which way did you go?",
        "Still on {t}: what was the last thing you had to decide there, and why that way?",
        "One step further into {t}: where did somebody want it done differently?",
    ),
    "measure": (
        "Let us stay with {t}: which figures come to mind, even rough ones?",
        "Still on {t}: how many, how long, how often?",
        "One step further into {t}: what could be counted, and what was the count?",
    ),
    "result": (
        "Let us stay with {t}: in one case that you remember, how did it end?",
        "Still on {t}: what had changed by the end, and who noticed?",
        "One step further into {t}: what came out of it, for whom?",
    ),
    "what was hard": (
        "Let us stay with {t}: in one case that you remember, what made it hard?",
        "Still on {t}: what got in the way, and what did you do about it?",
        "One step further into {t}: when did it not go as you wanted?",
    ),
}

REPHRASINGS = (
    "Let me ask for something smaller: where have you come across {t}, even in training?",
    "A small example is enough: which task of yours has had to do with {t}?",
    "Put differently: what have you seen others do about {t} that you would do too, or not?",
    "From another side: if a new colleague asked you about {t}, what would you tell them first?",
)
REPHRASINGS_OF_CV = (
    "Let me ask for something smaller: what was the very first thing you had to do for {t}?",
    "A small piece is enough: what do you still remember about {t}?",
    "From another side: who wanted {t}, and what was it good for?",
)

DEEPER = (
    "You mentioned {b}. What would you do differently there if you started again tomorrow?",
    "Back to {d} for a moment: what did it teach you that you have used since?",
    "You brought up {b}. Who disagreed with you about it, and what became of that?",
    "When you think of {d}, what would a newcomer most likely get wrong?",
    "You spoke of {b}. What did you notice there that nobody had told you to look for?",
)

DEEPER_OF_JOB = (
    "Once more about {t}: what would be new to you here, and how would you go about it?",
    "Suppose {t} went wrong in your first week at {c}: what would you try, and whom would you ask?",
    "What do you think people underestimate about {t}, and what makes you think so?",
    "What would you want to see or ask at {c} before you said anything about {t}?",
)

CLOSINGS_OF_WORDS = (
    "Last question: you say “{v}”. Where would one see that first at {c}, perhaps in {t}?",
    "To finish: you say “{v}”. Which single day of work would show that, perhaps with {t}?",
    "Last question: “{v}” was one of your words. What would it mean for {t} at {c}?",
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
    "One question is left: what would you want to learn first about {t}, and from whom?",
    "Last question: {c} asks for {t}; what would you still like to show, there or elsewhere?",
    "To finish: which piece of your work have I not asked about that would matter for {t}?",
    "We are nearly done. If {c} gave you a month to learn about {t}, where would you begin?",
)
CLOSING_AT_ALL = "Last question: what would you still like {c} to know about your work as {title}?"
