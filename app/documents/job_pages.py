"""What job boards print around a posting, and what postings call their parts."""

from __future__ import annotations

import re


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for line in text.splitlines() for phrase in line.split("|"))


STARTS = _phrases(
    """about the job|about this job|full job description|details zum jobangebot
    über den job|info zum job|à propos de l’offre d’emploi|à propos de l'offre d'emploi
    acerca del empleo|sobre a vaga|over de vacature|informazioni sull’offerta di lavoro"""
)
"""The line after which the posting begins."""

ENDS = _phrases(
    """show more|show less|see more|see less|… more|…more|...more|set alert for similar jobs
    similar jobs|people also viewed|more jobs|seniority level|report this job|report job
    apply for this job|job search faster with premium|about the company|company photos
    interested in working with us in the future?|mehr anzeigen|weniger anzeigen|ähnliche jobs
    voir plus|voir moins|mostrar más|mostrar menos|meer weergeven|mostra altro"""
)
"""The line at which it has ended."""

FURNITURE = _phrases(
    """skip to main content|skip to search|keyboard shortcuts|close jump menu|home|my network
    jobs|messaging|notifications|me|for business|linkedin|join now|sign in|apply|apply now
    easy apply|save|saved|share|show more options|show all|follow|show match details|set alert
    tailor my resume|help me stand out|people you can reach out to|am i a good fit?|view job
    how your profile and resume fit this job|direct message the job poster|meet the hiring team
    bewerben|jetzt bewerben|einfach bewerben|speichern|teilen|postuler|enregistrer|partager
    solicitar|guardar|compartir|solliciteren|opslaan|candidati|salva|candidatar-se|salvar"""
)
"""Lines that stand anywhere on such a page."""

TRACES = re.compile(
    r"(?:.* · )?(?:over )?\d[\d,.]* (?:applicants|followers|people clicked apply)(?: · .*)?|"
    r"(?:reposted )?\d+ (?:minutes?|hours?|days?|weeks?|months?) ago(?:\W.*)?|"
    r"promoted(?: by hirer)?(?: · .*)?|actively (?:hiring|recruiting|reviewing applicants)|"
    r"responses managed off linkedin|try premium for .{1,20}|\d+ notifications(?: total)?|"
    r"see (?:who .{1,80} has hired for this role|how you compare to .{1,60})|"
    r"get (?:ai-powered advice on this job|notified about new .{1,80} jobs).{0,120}|"
    r"referrals increase your chances .{0,100}|.{1,60} logo|©.{0,40}linkedin.{0,20}|"
    r"save .{1,80} at .{1,60}",
    re.IGNORECASE,
)
"""Such lines with names and numbers in them."""

PARTS = re.compile(
    r"(?:(?:key |minimum |preferred |basic |your |main |job )?"
    r"(?:requirements|responsibilities|qualifications|tasks|duties|profile|skills)|"
    r"(?:what|who) (?:we|you)(?:['’](?:ll|re)| will)? "
    r"(?:are(?: looking for)?|bring|do|get|have|looking for|need|offer)|"
    r"must[- ]haves?|nice[- ]to[- ]haves?|"
    r"benefits|perks|about (?:you|us|the (?:role|job|team|company))|we offer|the role|"
    r"(?:ihre|deine) aufgaben|(?:ihr|dein) profil|anforderungen|aufgaben|(?:was )?wir bieten|"
    r"(?:das )?(?:bringen sie|bringst du) mit|profil recherché|(?:vos )?missions|nous offrons|"
    r"requisitos|funciones|responsabilidades|(?:qué )?ofrecemos|requisiti|offriamo)",
    re.IGNORECASE,
)
"""How postings head their parts, in the commonest words."""
