"""What to ask about a requirement of a certain kind, in German.

Law: as in English, every question is open to "noch nicht".
"""

from __future__ import annotations

from app.demo.facets import PAPER, Facet, best_of
from app.language.lexicon import phrases

FACETS = (
    Facet(
        name=PAPER,
        known_by=phrases(
            r"""
\w*ausbildung | (?:schul|berufs|studien|hochschul|bildungs)?abschluss | studium
\w*examen | zertifikat\w* | \w*lizenz | [\w-]*schein
approbation
qualifikation
examiniert\w* | weiterbildung | fortbildung\w* | meister(?:brief)? | geselle\w* | führerschein
"""
        ),
        asks=(
            "Was davon hat Ihre Arbeit am meisten verändert, oder würde es?",
            "Was davon brauchen Sie an einem gewöhnlichen Arbeitstag, an einem Beispiel?",
            "Was haben Sie auf dem Weg dorthin gelernt, das in keinem Lehrbuch steht?",
        ),
    ),
    Facet(
        name="language",
        known_by=phrases(r"(?:deutsch|englisch|fremdsprachen|sprach)\w*kenntnisse | fließend\w*"),
        asks=(
            "Wo haben Sie das bei der Arbeit gebraucht?",
            "Wann hat das bei der Arbeit einen Unterschied gemacht?",
        ),
    ),
    Facet(
        name="care",
        known_by=phrases(
            r"""
\w*pflege | \w*medikament\w* | demenz\w* | wund\w+ | bewohner\w* | patient\w* | \w*betreuung\w*
begleitung
grund- | behandlungspflege | angehörige\w* | senior\w*
"""
        ),
        asks=(
            "Wer ist Ihnen dabei, ohne Namen, in Erinnerung geblieben?",
            "Wann ist Ihnen dabei etwas aufgefallen, das andere übersehen hatten?",
            "Was prüfen Sie dabei zweimal?",
            "Wann haben Sie etwas anders gemacht als im Plan?",
        ),
    ),
    Facet(
        name="writing",
        known_by=phrases(
            r"""
\w*dokumentation | \w*planung | berichte?\w* | protokoll\w* | schriftverkehr | \w*bericht
aktenführung | pflegeplanung
kalkulation | statistik\w* | auswertung\w*
"""
        ),
        asks=(
            "Woran haben Sie gemerkt, dass es stimmt?",
            "Wann hat Ihnen ein Eintrag geholfen, oder einer gefehlt?",
            "Was haben Sie daran einfacher gemacht?",
        ),
    ),
    Facet(
        name="customers",
        known_by=phrases(
            r"""
\w*kunden\w* | \w*kundinnen | beratung\w* | gäste\w* | mandant\w* | klient\w* | reklamation\w*
beschwerde\w* | service
gespräche?\w* | \w*gespräch\w*
"""
        ),
        asks=(
            "Wer war, ohne Namen, am schwersten zu erreichen?",
            "Wann hat Zuhören geändert, was Sie danach getan haben?",
            "Was haben Sie getan, nachdem jemand verärgert gegangen war?",
        ),
    ),
    Facet(
        name="selling",
        known_by=phrases(
            r"""
\w*verkauf\w* | vertrieb\w* | neukunden\w* | akquise | kaltakquise | außendienst\w* | \w*umsatz\w*
verhandl\w* | preise?
angebote?\w* | abschlüsse | fachhandel
"""
        ),
        asks=(
            "Aus welchem Nein haben Sie am meisten gelernt?",
            "Wie sind Sie an jemanden herangekommen, der nicht reden wollte?",
            "Wo sind Sie in einer Verhandlung hart geblieben?",
            "Wann lagen Sie hinter der Zahl, die man von Ihnen erwartet hat?",
        ),
    ),
    Facet(
        name="leading",
        known_by=phrases(
            r"""
\w*führung | \w*leitung | anleitung | praxisanleitung | auszubildende\w* | azubis?
mitarbeiter\w* | mitarbeitende\w* | team\w*
einarbeit\w* | personal\w* | schulung\w* | kolleg\w*
"""
        ),
        asks=(
            "Wem haben Sie geholfen, in etwas besser zu werden?",
            "Wie sind Sie damit umgegangen, wenn sich jemand geweigert hat?",
            "Was haben Sie abgegeben, obwohl Sie es lieber selbst gemacht hätten?",
        ),
    ),
    Facet(
        name="serious",
        known_by=phrases(
            r"""
ruhe | belastbar\w* | stress\w* | notfall\w* | notfälle | schwierige\w* situationen | druck
krise\w* | störung\w* | rufbereitschaft
schicht\w* | nachtdienst\w* | wochenend\w*
"""
        ),
        asks=(
            "Wann wurde es so ernst, dass die ersten Minuten zählten?",
            "An welche Stunde dieser Art erinnern Sie sich?",
            "Gab es einen Moment, in dem Sie handeln mussten, bevor jemand raten konnte?",
        ),
    ),
    Facet(
        name="rules",
        known_by=phrases(
            r"""
hygiene\w* | \w*sicherheit\w* | \w*vorschrift\w* | norm\w* | datenschutz | qualität\w*
\w*standards? | arbeitsschutz | HACCP | VDE
prüfung\w* | unfallverhütung
"""
        ),
        asks=(
            "Wann mussten Sie deswegen etwas anhalten?",
            "Wann stand eine Regel der Arbeit im Weg?",
            "Wo haben Sie etwas noch rechtzeitig bemerkt?",
        ),
    ),
    Facet(
        name="figures",
        known_by=phrases(
            r"""
buchhaltung | buchführung | jahresabschluss\w* | monatsabschluss\w* | \w*rechnung\w* | steuer\w*
budget\w* | controlling | kosten\w*
kasse\w* | datev | konten\w* | abstimmung
"""
        ),
        asks=(
            "Wie haben Sie herausgefunden, dass eine Zahl falsch war?",
            "Wann hat eine Zahl alle überrascht?",
            "Wem mussten Sie so etwas erklären?",
        ),
    ),
    Facet(
        name="faults",
        known_by=phrases(
            r"""
wartung | instandhaltung | reparatur\w* | fehler\w* | störungssuche | montage | installation\w*
anlagen? | maschinen? | elektro\w*
entwicklung | programmier\w* | software\w* | test\w*
"""
        ),
        asks=(
            "Welcher Fehler hat Sie am längsten beschäftigt?",
            "Was haben Sie gefunden, woran andere vorbeigegangen waren?",
            "Wie haben Sie dafür gesorgt, dass etwas behoben blieb?",
        ),
    ),
    Facet(
        name="organising",
        known_by=phrases(
            r"""
organis\w* | koordin\w* | termin\w* | lager\w* | logistik | bestell\w* | disposition | projekt\w*
selbstständig\w* | selbständig\w*
prioritä\w* | tourenplanung | dienstplan\w*
"""
        ),
        asks=(
            "Was haben Sie liegen gelassen, wenn sich nicht alles schaffen ließ?",
            "Welcher Plan ist an der Wirklichkeit gescheitert?",
            "Was mussten Sie in letzter Minute verschieben?",
        ),
    ),
)

TOOL = (
    "Was haben Sie damit aufgebaut oder in Ordnung gebracht?",
    "Wo kam es an seine Grenzen?",
    "Was war bisher das Schwierigste, wofür Sie das gebraucht haben?",
)


def facet_of(text: str) -> Facet | None:
    """The kind of requirement `text` is."""
    return best_of(FACETS, text)
