"""What is said of one answer, in English: words, no logic.

Law: every sentence is plain and true of any answer that it is chosen for; what
stands in braces is quoted from the candidate.
"""

from __future__ import annotations

from app.language.lexicon import lines

EARNED: dict[str, tuple[str, ...]] = {
    "reason and measure": lines("""
You give both the reason, “{reason}”, and the outcome, “{measure}”.
The decision is explained (“{reason}”) and the outcome can be counted: “{measure}”.
One hears why you did it, “{reason}”, and what it brought: “{measure}”.
"""),
    "choice and measure": lines("""
You name the way you did not take, “{choice}”, and an outcome that can be counted: “{measure}”.
One sees that there was a choice, “{choice}”, and what yours brought: “{measure}”.
“{measure}” is an outcome to hold on to, and “{choice}” shows that you weighed something.
"""),
    "measure": lines("""
You say what you did yourself, and “{measure}” shows how far it went.
The steps are your own and the outcome can be checked: “{measure}”.
This is a real case told to its end, with a figure to hold on to: “{measure}”.
“{measure}” makes this answer: a listener can picture the size of it.
"""),
    "reason": lines("""
A real case told to its end, and you say why you went that way: “{reason}”.
You do not only say what you did but why, “{reason}”, and how it turned out.
The decision is yours and you give its reason: “{reason}”.
"""),
    "choice": lines("""
A real case told to its end, and one sees what you decided against: “{choice}”.
There was another way, “{choice}”, and you say that you did not take it and how it ended.
The decision shows: “{choice}”. One also learns how it ended.
"""),
    "end": lines("""
A real case, and you tell it to its end.
You take the listener from the problem to the outcome, and the steps are yours.
This happened, you did it, and one learns how it ended.
"""),
    "action": lines("""
There is a real case here, and the step was yours: “{action}”.
You did not stay general: “{action}” is something that happened.
“{action}” is concrete, and it was you who did it.
This rests on something you did, “{action}”, and not on opinion.
"""),
    "case": lines("""
There is a real case in this answer, and you had a hand in it.
You picked one case instead of talking in general.
This answer rests on something that happened.
"""),
    "team": lines("""
The case is real and its facts are clear, but every step in it belongs to “we”.
A real case; what it does not show is which part of it was you.
"""),
    "habit": lines("""
You describe how you usually go about it, not one time you did.
This is your way of working in general; it would convince with one case behind it.
What you say here holds for every week, so no single one of them comes to mind.
"""),
    "claim": lines("""
“{claim}” may well be so, but a listener has only your word for it.
“{claim}” is a claim, not yet an example.
After “{claim}” one waits for the case that shows it, and it does not come.
Much is named here and nothing is told, starting with “{claim}”.
“{claim}” could be said by anyone who applies; what only you can tell is missing.
"""),
    "scene": lines("""
You set a scene and stop before your own part in it.
One learns what went on around you, and not yet what you did.
"""),
    "in passing": lines("""
You point at something you did, but too briefly for a listener to see it.
There is the beginning of a case here, and then it stays general.
You name work you have done, without one day of it on which something happened.
"""),
    "short": lines("""
“{claim}” is too short to judge.
“{claim}” answers the question in form only; nothing is told.
With “{claim}” the answer ends before it has begun.
"""),
    "don't know": lines("""
You said plainly that you had no answer, which is better than making one up.
You left this one open, honestly.
You had nothing to tell here and said so.
An honest pass.
"""),
    "off topic": lines("""
What you tell here has nothing to do with the question or with the work.
The answer goes somewhere else than the question.
This leaves the question standing and speaks of something else.
"""),
    "empty": lines("""
There is nothing here that can be read as an answer.
No answer can be made out in this.
This cannot be read as words about anything.
"""),
    "copied question": lines("""
This gives the question back instead of an answer.
These are the words of the question.
"""),
    "copied": lines("""
This repeats the CV or the job description word for word, which the interviewer has read.
These words stand in the CV or the job description already; nothing is added to them.
"""),
    "hostile": lines("""
This speaks to the interviewer and not to the question, so it shows nothing of your work.
Nothing in this answer is about your work.
The question is left unanswered here.
"""),
    "not read": lines("""
What you did here was not read by the demo, which knows only English and German.
The demo does not read this language, so it could only count figures and names.
"""),
    "repeated": lines("""
This is your answer to question {turn} again, so it shows nothing that was not said there.
"""),
}

LIFT: dict[str, tuple[str, ...]] = {
    "own role": lines("""
Say which part was yours: two sentences that begin with “I” and a verb.
What is missing is you: what did you do that nobody else did?
Tell the part that would not have happened without you.
"""),
    "own role, not ours": lines("""
Leave “we” aside for two sentences and say what you did yourself.
Keep the story, and say at each step who did it; where it was you, say “I”.
"""),
    "decision": lines("""
Add the choice you had: what else could you have done, and why did you not?
Say why you did it this way and not the more obvious one.
One sentence with “because” would show your judgement, not only your diligence.
"""),
    "measure": lines("""
One number would lift it: how many, how long or how much, before and after.
Say how large it was; even a rough figure, named as rough, is better than none.
Ask yourself how you knew that it had worked, and say that figure.
"""),
    "result": lines("""
It stops before the end: say what was different afterwards, and how you noticed.
Tell how it ended, even if it ended only half well.
The outcome is missing: what did the next week look like?
"""),
    "what was hard": lines("""
Add the moment at which it could have gone wrong; that is what people ask about next.
Say what was hard about it: as it stands it sounds easier than it can have been.
If you have half a minute more, tell what nearly stopped you.
"""),
    "nothing": lines("""
Keep it at this length, and have ready how you arrived at the figure.
There is little to add; be ready to say what you would do differently today.
Tell it just so, and expect to be asked what you learned from it.
"""),
    "one case": lines("""
Pick one case, say when and where it was, and start with the first thing you did.
Take one day on which this mattered and tell it in order: what was wrong, what you did, how it
  ended.
Tell one occasion instead; the listener will draw the conclusion alone.
Name one person, one place or one piece of work, and the rest of the story will follow.
Ask yourself when you last did this, and tell that time, with its outcome.
"""),
    "nearest": lines("""
Next time name the nearest thing you have done and say where it differs.
Say what you would try first and whom you would ask; that shows how you go about new things.
A neighbouring experience, named as such, is worth more than none.
Ask for a moment to think, or for the question in other words; both are allowed.
"""),
    "answer it": lines("""
One case from your own work, told in four sentences, would be enough.
Begin with where you were and what had to be done; the rest follows from there.
A short true answer would count for more than this.
"""),
    "own words": lines("""
Take one line of it and tell what stands behind it: what you did, and what came of it.
Tell the story of one of these points in your own words.
"""),
    "not read": lines("""
Tell it in the language of the job if you can; a person who reads yours may find more in it.
"""),
    "another case": lines("""
Each question is a chance to show another side: bring a second case here.
"""),
}

OUTLINE: dict[str, tuple[str, ...]] = {
    "situation": lines("""
Start with where and when: {situation}
Set the scene as you did: {situation}
"""),
    "situation gap": lines("""
Start with [where this was, and when].
Set the scene in one sentence: [the place, the month, who was there].
Begin with what was wrong: [what did not work, and for whom].
"""),
    "task": lines("""
Then what was asked of you: {task}
Say what it was about for you: {task}
"""),
    "task gap": lines("""
Then [what you had to achieve, and by when].
Say what was yours to do: [your task, and until when].
"""),
    "action": lines("""
Keep your own step: {action}
Your own step is there already: {action}
Build on what you did: {action}
"""),
    "action gap": lines("""
Then your own first step: I [what you did yourself].
Say what you did, step by step: first I [your first step], then I [your second].
Tell what you tried: I [what you tried first], and when that was not enough, [what you did then].
"""),
    "decision gap": lines("""
Add why: because [what spoke against the other way].
Name the choice: I could have [the other way], but [your reason].
Say what you weighed: [one way] against [the other].
"""),
    "difficulty gap": lines("""
Say what was hard: [what nearly stopped you].
Add the moment it might have failed: [what happened then].
"""),
    "result": lines("""
End as you do now: {result}
The end can stay: {result}
"""),
    "result with measure gap": lines("""
End as you do now, {result}, and put [the number before] and [the number after] beside it.
Keep your ending, {result}, and say how much that was: [the number].
"""),
    "result gap": lines("""
End with what changed: from [the number before] to [the number after].
Close with what was different afterwards: [what, and how you noticed].
Say how it ended: [the outcome], and how you know.
"""),
    "from cv": lines("""
Your CV has a line to build on: {line}
The nearest line in your CV is {line}
You could start from your CV, {line}
"""),
    "no line": lines("""
Your CV has no line on this, so take the nearest thing you have done: [which work, for whom].
As your CV is silent on this, choose something near it: [what, where, when].
"""),
    "figure": lines("""
End on the figure that stands there.
The figure in that line is your ending; say what it meant.
"""),
}
