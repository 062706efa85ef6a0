"""Lines and words that no question may build on, because they tell of the person, not the work.

Law: CRAFT's list of what is never asked, seen from the side of the sources.
"""

from __future__ import annotations

import re

from app.language.lexicon import phrases
from app.language.revealing import revealed, without_work

_LABELS = re.compile(
    r"^\W*(?:date of birth|d\.?o\.?b\.?|born|age|sex|gender|pronouns|marital status|nationality|"
    r"citizenship|religion|place of birth|birthplace|address|phone|tel(?:ephone)?|mobile|e-?mail|"
    r"linkedin|github|website|hobbies|interests|memberships?|references?|visa|height|weight|photo|"
    r"children|family|driving licen[cs]e|salary|geburtsdatum|geboren|geburtsort|familienstand|"
    r"staatsangehörigkeit|nationalität|konfession|religion|anschrift|adresse|telefon|handy|mobil|"
    r"hobbys?|interessen|mitgliedschaften|kinder|führerschein|alter|geschlecht|gehalt\w*)\b\s*[:|"
    r"–—-]",
    re.IGNORECASE,
)
_WORDS = phrases(
    r"""
born (?:in|on|\d+) | date of birth | years old | aged \d+ | retire\w*
pension\w*(?! (?:schemes?|funds?|products?|accounts?|payroll)) | maiden name
married | divorced | widow\w* | single (?:mother|father|parent|mum|mom|dad) | engaged to | spouse
(?:my )?(?:husband|wife|partner's|fiancée?|boyfriend|girlfriend)
my (?:kids?|children|son|daughter|
  baby|family|parents|brother|sister|mother|father|mum|mom|dad|grandm\w+)
pregnan\w* | maternity | paternity
parental leave | childcare | children of my own
i (?:have|'ve) (?:\w+ ){0,3}(?:children|kids|sons?|daughters?|twins|toddlers?)
(?:grown-up|adult|small|young) children | i (?:am|'m) \d\d | i smoke
(?:bad|artificial|weak) (?:knee|back|hip|eyesight|heart) | hearing aids?
baptist\w* | methodist\w* | lutheran\w* | anglican\w*
mormon\w* | pastor | preacher
church | mosque | synagogue | temple | christian\w* | catholic\w* | protestant\w* | muslim\w*
islam\w* | jewish | jew | hindu\w* | buddhis\w* | sikh\w* | pray(?:s|ed|ing|ers?)?
ramadan | eid | yom kippur
bible | quran | religio\w* | faith | ethnic\w* | ancestry | native (?:speaker|language|tongue)
mother tongue | nationality | citizen(?:ship)? | immigra\w* | refugee\w* | asylum | visa
work permit | gay | lesbian | bisexual | trans(?:gender)? | queer | lgbt\w* | pronouns | non-binary
disab\w+ | wheelchair | chronic(?:ally)? (?:ill\w*|disease) | my (?:illness|condition|diagnosis|
  cancer|depression|surgery|health) | diabet\w+ | epilep\w+ | adhd | autis\w+ | dyslexi\w+
sick leave | burn-?out | my height | body weight | arrest\w* | convict\w* | criminal record | prison
bankrupt\w* | my (?:debts?|mortgage|car|house|flat) | trade union\w* | union (?:rep\w*|member\w*|
  steward\w*|work) | works council | shop steward | political party | labour party
conservative party
republican\w* | democrat\w* | green party | councillor | rotary | freemason\w* | (?:member|chair) of
membership of | salary (?:history|expectation\w*) | previous salary | hobb(?:y|ies) | class of \d{4}
graduated in \d{4} | geboren | verheiratet | ledig | geschieden | verwitwet | schwanger\w*
mutterschutz | alleinerziehend\w* | single parent | \w*vereine?[ns]? | choir | clubs? | elternzeit
meine (?:kinder|tochter|frau|familie|eltern|mutter) | mein (?:sohn|mann|
  vater|kind|ehemann) | staatsangehörig\w* | staatsbürger\w* | muttersprach\w* | kirch\w+
katholisch
evangelisch | konfession | moschee | jüdisch | muslim\w* | behinder\w* | schwerbehinder\w*
gewerkschaft\w* | betriebsrat\w* | partei | ver\.di | ig metall | hobb(?:y|ys) | familienstand
mariée?s? | célibataire | divorcée?s? | pacsée?s? | \w+ enfants? | nationalité
née? (?:le|en) | permis [ab]
casad[oa] | solter[oa] | nacionalidad | \w+ hijos
vorstrafen | vereinsmitglied\w* | rente | ruhestand | gehaltsvorstellung\w*
"""
)
_CONTACT = re.compile(
    r"\S+@\S+\.\w|https?://|www\.|linkedin\.|github\.com|\+?\d[\d ()/-]{7,}\d|"
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|"
    r"\b\d{1,4}[a-z]?,? (?:[A-Z][\w'’]+ ){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Close|"
    r"Court|Way|Terrace|Crescent|Place|Square|Gardens)\b|"
    r"\b[A-ZÄÖÜ][\wäöüß.-]*(?:straße|strasse|str\.|weg|gasse|allee|platz) \d{1,4}[a-z]?\b"
)

_SELF = re.compile(r"\b(?:i|my|me|we|our|ich|mein\w*|mir|mich|wir|unser\w*)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[,;:.!?](?=\s|$)\s*|\n+|\s+(?=(?:when|while|although|because|während|obwohl|weil|"
    r"(?:and|but|so|und|aber) (?:i|we|he|she|they|it|you|ich|wir|er|sie|es))\s)",
    re.IGNORECASE,
)


def is_personal(text: str) -> bool:
    """Whether `text` touches on what is never asked, or is a way to reach someone."""
    if _LABELS.search(text) or _CONTACT.search(text) or revealed(text):
        return True
    return _WORDS.search(without_work(text)) is not None


def personal_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where in `text` the clauses stand that tell something personal of the speaker."""
    return tuple(span for span in _clauses(text) if _is_of_speaker(text[slice(*span)]))


def _is_of_speaker(clause: str) -> bool:
    return revealed(clause) is not None or bool(_SELF.search(clause) and is_personal(clause))


def fair_pieces(sentence: str) -> tuple[str, ...]:
    """`sentence` itself, or the clauses of it that are not personal: exact pieces of it."""
    if not is_personal(sentence):
        return (sentence,)
    pieces = (sentence[start:end].strip() for start, end in _clauses(sentence))
    return tuple(piece for piece in pieces if piece and not is_personal(piece))


def fair_quote(sentence: str | None) -> str | None:
    """The longest such piece, to be quoted; None when there is none."""
    return max(fair_pieces(sentence or ""), key=len, default="") or None


def _clauses(text: str) -> list[tuple[int, int]]:
    ends = [(m.start(), m.end()) for m in _CLAUSE_END.finditer(text)]
    starts = [0, *(after for _, after in ends)]
    return list(zip(starts, [*(before for before, _ in ends), len(text)], strict=True))
