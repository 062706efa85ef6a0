"""What a model writes before its question: labels, greetings, marks around the whole.

Law: only what stands before the question goes; the words of the question stay as
written. Nothing is put in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.language import endings

_QUESTION = "question|frage|pregunta|domanda|pergunta|vraag|pytanie|fråga|spørgsmål|spørsmål"
_SPEAKER = (
    r"interviewer(?:in)?|intervieweur|intervieweuse|entrevistadora?|intervistatore|"
    r"recruiter|recruteu[rs]e?|hiring manager|assistant|personaler(?:in)?|viva"
)
_SURE = (
    r"sure|certainly|of course|okay|ok|absolutely|alright|all right|understood|got it|"
    r"gerne|natürlich|klar|selbstverständlich|verstanden|alles klar|"
    r"bien sûr|d['’]accord|entendu|très bien|claro|por supuesto|de acuerdo|muy bien|certo"
)
_FINE = (
    r"great|good|excellent|impressive|fantastic|wonderful|amazing|nice|interesting|helpful|"
    r"solid|strong|insightful|perfect|brilliant|awesome"
)
_FINE_ELSEWHERE = r"gut|schön|super|toll|spannend|interessant|prima|perfekt|parfait|excelente"
_THANKS = r"thank you|thanks|danke|vielen dank|merci|gracias|grazie|obrigad[oa]"

_PRAISES = (
    r"i (?:really |truly |do )?(?:appreciate|like|love|admire)(?= (?:how|that|the|your|you))|"
    r"you (?:\w+ly )?(?:did|have done|showed|show|demonstrated|have) (?:an? )?(?:\w+ly )?"
    rf"(?:{_FINE}|clear|deep)"
)
_IT_IS = r"(?:that|this|it)(?:['’]s| is| was| sounds)(?: such)?(?: an?)?"
_NUMERAL = (
    r"\d{1,2}|(?:one|two|three|four|five|six|seven|eight|"
    r"eins|zwei|drei|vier|fünf|sechs|sieben|acht)\b"
)
_NUMBER = rf"(?:(?:nr\.?|no\.?|n°|#)?\s*(?:{_NUMERAL})(?:\s*(?:of|/|von|sur|de)\s*\d)?)"
# The words that announce a question. "Last question:" is spoken to the candidate and stays.
_AROUND_WORDS = (
    rf"{_SURE}|{_FINE}|here|comes|hier|ist|kommt|voici|aquí|está|tiene|ecco|my|the|your|our|a|"
    r"another|die|der|meine|ihre|deine|eine|la|le|ma|votre|une|mi|su|una|next|new|first|second|"
    r"interview|practice|main|opening|follow|up|now|so|and|let|us|me|s|is|move|go|on|to|with|for|"
    r"you|nächste|erste|weitere|lautet|für|sie|dich|suivante|prochaine|première|est|pour|vous|"
    r"siguiente|próxima|primera|es|para|usted"
)
_AROUND = rf"(?:(?:{_AROUND_WORDS})\b[\s,.!'’–—-]*)"
_ANNOUNCED = rf"{_AROUND}{{0,4}}[*_]*\s*:[*_]*\s*"

_BEFORE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\s+",
        r"(?:#{1,6}|>|[-+*•–—])\s+",
        r"[*_]*\(?\d{1,2}\s*[.):][*_]*\s+",
        r"[*_]*[QF]\s?\d{0,2}\s*[*_]*[.:)][*_]*\s+",
        rf"[*_]*[(\[](?:{_QUESTION})\s*{_NUMBER}\s*[)\]][*_]*\s*:?\s+",
        rf"[#*_]*{_AROUND}{{0,10}}(?:{_QUESTION})\b[\"']?\s*{_NUMBER}?\s*{_ANNOUNCED}",
        rf"[#*_\s]*(?:\w+ )?(?:{_QUESTION})\s*{_NUMBER}\s*[*_]*(?:[.)–—-]\s|\n)\s*",
        rf"[#*_\s]*(?:(?:the|your|next|die|nächste)\s+){{0,2}}(?:{_QUESTION})[*_]*\n\s*",
        rf"[*_]*(?:ai\s+)?(?:{_SPEAKER})(?:\s*\([^)\n]{{0,40}}\))?\s*[*_]*:[*_]*\s*",
        rf"(?:{_SURE})(?:[!.:]+\s+|\n\s*)",
        r"(?:here(?:['’]s| is)|hier ist|voici|aquí (?:está|tiene)|ecco)\b[^?:.\n]{0,60}:\s*",
        rf"(?:{_THANKS})\b[^?.!:\n]{{0,80}}[.!]\s+",
        rf"{_IT_IS}(?: very| really| truly| quite)?\s+(?:{_FINE})\b[^?.!:\n]{{0,60}}[.!]\s+",
        rf"(?:{_FINE})(?: (?:answer|example|point|job|work|start|question|stuff))?[.!]+\s+",
        (
            rf"(?:{_FINE}) (?:answer|example|point|job|work|start|result|story)\b"
            r"[^?.!:\n]{0,60}[.!]\s+"
        ),
        rf"(?:{_PRAISES})\b[^?.!:\n]{{0,80}}[.!]\s+",
        rf"(?:das (?:ist|klingt|war) )?(?:sehr )?(?:{_FINE_ELSEWHERE})[.!]+\s+",
    )
)
_MAY_BE_BEFORE = re.compile(
    rf"[*_#>(\[\s-]*(?:{_SURE}|{_FINE}|{_THANKS}|{_SPEAKER}|here|hier|voici|aquí|ecco|"
    rf"(?:(?:the|my|your|our|now the|and the|die|meine|la|ma|mi)\s+)?"
    rf"(?:next|final|last|first|nächste|letzte|prochaine|dernière|siguiente|próxima)\b|"
    rf"(?:{_QUESTION})|let['’]?s (?:move|go|continue)|moving on|"
    rf"(?:that|this|it)(?:['’]s| is| was| sounds)\b|"
    rf"i (?:really |truly |do )?(?:appreciate|like|love|admire)\b|"
    rf"you (?:\w+ly )?(?:did|have done|showed|show|demonstrated|have) (?:an? )?(?:\w+ly )?"
    rf"(?:{_FINE}|clear|deep)\b)",
    re.IGNORECASE,
)
LONGEST_BEFORE = 12
"""Words that are held while a greeting could still turn out to be one."""

# Words of what stands before a question that are not listed above one by one.
_PARTS = (
    r"ai|all|right|alles|bien|sûr|d|accord|très|por|supuesto|de|acuerdo|muy|course|got|it|of|thank|"
    r"vielen|hiring|manager|moving|continue|final|last|letzte|dernière|última|q|f|nr|no|n|von|sur|"
    r"das|klingt|war|sehr|that|this|was|sounds|such|very|quite|an|i|really|truly|do|did|done|have|"
    r"showed|show|demonstrated|clear|deep|appreciate|like|love|admire|answer|example|point|job|work|"
    r"start|stuff|result|story|\w+ly"
)
_NAMES_A_QUESTION = re.compile(rf"(?:{_QUESTION})", re.IGNORECASE)
_ANNOUNCES = re.compile(
    rf"(?:{_AROUND_WORDS}|{_QUESTION}|{_SPEAKER}|{_FINE_ELSEWHERE}|{_THANKS}|{_NUMERAL}|{_PARTS})",
    re.IGNORECASE,
)

_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])")
_PAIRS = {
    '"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "'": "'",
    "‹": "›", "「": "」", "『": "』", "`": "`",
}  # fmt: skip
_CLOSES = r"(?=[\s.,;:!?)]|$)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Where the question begins, and the characters that close what was around it."""

    start: int
    closers: str


def opening(text: str, *, is_whole: bool = False) -> Opening:
    """Skip what stands before the question in `text`, which may be all there `is_whole`."""
    start, closers = 0, ""
    text += "\n" if is_whole else ""
    while step := _skip(text[start:]):
        start += step[0]
        closers += step[1]
    return Opening(start=start, closers=closers)


def may_go_on(text: str) -> bool:
    """Whether `text`, its opening skipped, could still turn out to be a greeting or label."""
    return endings.words(text) < LONGEST_BEFORE and _MAY_BE_BEFORE.match(text) is not None


def names_a_question(word: str) -> bool:
    """Whether `word` is what a label calls the question."""
    return _NAMES_A_QUESTION.fullmatch(word) is not None


def announces(word: str) -> bool:
    """Whether `word` is one that stands before a question too."""
    return _ANNOUNCES.fullmatch(word) is not None


def unwrap(text: str, closers: str) -> str:
    """`text` without emphasis and without what closes the marks around it."""
    plain = _BOLD.sub("", text)
    for closer in closers:
        plain = _without(plain, closer) if closer in '"”“»«' else plain
    return plain.rstrip(closers) if closers else plain


# Two asterisks that open or close a word; "2**3" and " ** " are something else.
_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?![\w*])")


def _skip(text: str) -> tuple[int, str] | None:
    for pattern in _BEFORE:
        found = pattern.match(text)
        if found and found.end():
            return found.end(), ""
    emphasis = _EMPHASIS.match(text)
    if emphasis:
        return _skip_emphasis(text, emphasis.group())
    return _skip_quote(text)


def _skip_emphasis(text: str, mark: str) -> tuple[int, str] | None:
    inside = text[len(mark) :]
    closing = re.search(rf"(?<=\S){re.escape(mark)}{_CLOSES}", inside)
    if closing and _goes_on_after(inside, closing.start(), closing.end()):
        return None
    return len(mark), mark[0]


def _skip_quote(text: str) -> tuple[int, str] | None:
    opener, inside = text[:1], text[1:]
    closers = _PAIRS.get(opener)
    if closers is None or not inside:
        return None
    closing = _closing(inside, opener, closers)
    if closing is not None and _goes_on_after(inside, closing, closing + 1):
        return None  # a quoted phrase, not a quoted question
    return 1, closers


def _closing(text: str, opener: str, closers: str) -> int | None:
    """Where what `opener` opened before `text` is closed; what is opened inside closes first."""
    depth = 1
    for mark in re.finditer(rf"[{re.escape(opener + closers)}]", text):
        if mark.group() == opener and opener not in closers:
            depth += 1
        elif re.match(_CLOSES, text[mark.end() :]):
            depth -= 1
        if depth == 0:
            return mark.start()
    return None


def _goes_on_after(text: str, start: int, end: int) -> bool:
    is_end = text[:start].endswith(("?", "？", "؟", ".", "!"))
    return not is_end and end < len(text.rstrip())


def _without(text: str, closer: str) -> str:
    """`text` without the first `closer` that closes nothing opened in it."""
    is_open = False
    opener = {"”": "“", "“": "„", "»": "«", "«": "»"}.get(closer)
    for index, character in enumerate(text):
        before = text[index - 1 : index] or " "
        if character == opener or (
            character == closer == '"' and before in " \n([" and not is_open
        ):
            is_open = True
        elif character == closer and is_open:
            is_open = False
        elif character == closer:
            return text[:index] + text[index + 1 :]
    return text
