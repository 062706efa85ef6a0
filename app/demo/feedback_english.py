"""The advice over a whole interview, in English: words, no logic.

Law: every sentence is true wherever it is chosen; what stands in braces is quoted or
counted, and nothing is praised that was not there.
"""

from __future__ import annotations

from app.language.lexicon import entries

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
AND = " and "
ONE_QUESTION = "one question"
MANY_QUESTIONS = "{n} questions"
TO = " to "
QUESTION = "question"
QUESTIONS = "questions"
ANSWERS = "{of} of your {all} answers"
ALL_ANSWERS = "all your answers"
ONLY_ANSWER = "your one answer"

STRENGTHS = entries("""
measure: You told a case to its end and put a figure on it, “{fragment}” ({where}). That is the
  part a panel writes down.
reason: You say why you chose your way, “{fragment}” ({where}), so one hears judgement and not
  only diligence.
end: You told one case from the problem to the outcome ({where}); that is the shape to keep for
  the others.
requirement: “{requirement}” is something the job asks for, and you showed it with a case
  ({where}).
requirement too: The same holds for “{requirement}” ({where}): shown with a case, not only claimed.
own: In {answers} one hears what you did yourself ({where}), so your part is clear.
difficulty: You do not leave out what was difficult ({where}), and that makes the rest believable.
case: There is a real case in your interview, “{fragment}” ({where}), with more in it than you
  told.
honest: Where you had no answer you said so ({where}) and did not make one up.
cv requirement: On paper, not from an answer: your CV has work to show for what the job
  asks: “{line}” speaks to “{requirement}”.
cv requirement too: “{requirement}” is covered on paper as well: “{line}”.
cv figure: On paper, not from an answer: your CV gives a figure where many give an
  adjective: “{line}”.
cv line: From your CV, not from an answer: “{line}” has to do with what this job asks.
cv more: Also from the CV alone: “{line}” is near to this job, so have the story behind it ready.
cv other: From your CV only: “{line}” is work you can be asked about.
rehearsed: You have now heard {count} made from this job description and your CV, before the real
  interview and not in it.
goal: You know what you are preparing for: {title} at {company}, and not any post anywhere.
documents: You put the job description next to your CV before applying; most of the work of
  preparing starts there.
""")

WEAKNESSES = entries("""
not read: What you told in another language was not read by the demo ({where}); only its figures
  and names were counted.
hostile: What you wrote was addressed to the interviewer ({where}), so nothing could be learned
  about your work there.
empty: Nothing could be read as an answer here: {where}.
copied: The question, the CV or the job description was given back word for word ({where}); an
  interviewer wants what is not on paper.
off topic: You left the question for something else ({where}).
don't know: You had nothing to tell where the job will ask again ({where}); have the nearest
  experience ready, and say where it differs.
repeated: The same answer came more than once ({where}); the repeat shows nothing new.
general: In {answers} you describe how you are or how you usually work, and no single occasion
  comes up ({where}).
own role: It stays unclear which part was yours ({where}): the steps belong to “we”, or to nobody.
result: The story stops before the outcome ({where}), so one does not learn whether it worked.
decision: One hears little of why you did it that way ({where}); without a “because” there is
  diligence, and no judgement to see.
measure: There is no figure to hold on to ({where}): not how much, how many or how long.
what was hard: One hears little of what was hard about it ({where}), so it sounds easier than it
  can have been.
requirement: The job asks for “{requirement}”, and none of your answers showed it.
requirement too: Nor did an answer show “{requirement}”, another must for this job.
early: You stopped after question {number}, so much of what this job asks for never came up.
short: About {words} words an answer is short; a case with its outcome needs nearer a hundred.
long: You took {words} words over one answer ({where}); say the outcome first, then how you got
  there.
company: {company} itself never came up: no answer says why you want to work there.
lessons: You never say what you would do differently today, and that is asked in most interviews.
proof: No answer says how a result was checked, so a listener has to trust your impression.
nothing usable: None of your answers could be given in the real interview as it stands.
second case: A panel that doubts a case asks for a second one on the same point, and none was told
  here.
least: Your least developed answer is the one to {where}; work on that one first.
""")

CV_IMPROVEMENTS = entries("""
said not written: You showed “{requirement}” in the interview ({where}), but no line of your CV says
  so. Add one.
figure said: You named a figure, “{fragment}” ({where}), that your CV lacks. Put it beside the
  work it belongs to.
case said: What you told here, “{fragment}” ({where}), is stronger than most lines of your CV.
  Make it one of them.
unseen must: The job asks for “{requirement}” and your CV does not mention it. If you have done it,
  say where; if not, name what comes nearest.
unseen must too: The same with “{requirement}”: a must for this job, and no line about it in your
  CV.
unseen paper: The job asks for “{requirement}”; check that your CV names [the certificate or
  registration you hold, with its level and year] in words the employer knows.
near: The job asks for “{requirement}”; the nearest your CV has is “{line}”. If it is the same
  thing, say so in their words.
unseen: “{requirement}” is not required but would help, and your CV is silent on it. If you have
  touched it, one honest line is enough.
no figure: “{line}” says what you did but not how large it was. Add [how many, how often or how
  long].
no figure for must: “{line}” is your proof for “{requirement}”, and it has no figure. Add [the
  number before] and [the number after], or at least the size.
move up: For this job, move “{line}” to the top of its section: it is nearest to what they ask for
  first.
title: Name the post you are applying for, {title}, in the first lines, with the one or two facts
  that fit it best.
own words of the job: Use the employer's word where it is true of you: the job description says
  “{term}”, your CV does not.
shorten: “{line}” is long for a CV line. Cut it to what you did and what came of it.
no figures: There is no figure anywhere in your CV. Find three: the size of a team, of a budget,
  of a change.
few lines: Your CV tells little of what you did in your posts. Give each of them two lines: [what
  you did], [what came of it].
first third: What is read first is the first third of the first page: put there what fits {title},
  and the rest below.
strike: Make a version for {company} alone and strike what that post does not need.
result: Read each line and ask what came of it. Where you can, end the line with the outcome,
  [what was different afterwards].
""")
