"""What to ask about a requirement of a certain kind, in German.

Law: as in English, every question is open to "noch nicht".
"""

from __future__ import annotations

from app.demo.english_facets import Facet, best_of
from app.language.lexicon import phrases

FACETS = (
    Facet(
        name="paper",
        known_by=phrases(
            r"""
\w*ausbildung | (?:schul|berufs|studien|hochschul|bildungs)?abschluss | studium
examen | zertifikat\w* | \w*lizenz | [\w-]*schein
approbation
qualifikation
examiniert\w* | weiterbildung | fortbildung\w* | meister(?:brief)? | geselle\w* | führerschein
"""
        ),
        asks=(
            "Wo stehen Sie damit, und was davon hat Ihre Arbeit am meisten verändert?",
            "Was davon brauchen Sie an einem gewöhnlichen Arbeitstag, an einem Beispiel?",
            "Was haben Sie auf dem Weg dorthin gelernt, das in keinem Lehrbuch steht?",
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
            "Wer ist Ihnen dabei, ohne Namen, in Erinnerung geblieben, und was haben Sie getan?",
            "Wann ist Ihnen dabei etwas aufgefallen, das andere übersehen hatten?",
            "Was prüfen Sie dabei zweimal, und wann kam es einmal darauf an?",
            "Wann haben Sie etwas anders gemacht als im Plan, und warum?",
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
            "Wer musste sich darauf verlassen, und woran haben Sie gemerkt, dass es stimmt?",
            "Wann hat Ihnen ein Eintrag geholfen, oder einer gefehlt?",
            "Was haben Sie daran einfacher gemacht, und für wen?",
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
            "Wer war, ohne Namen, am schwersten zu erreichen, und wie haben Sie es versucht?",
            "Wann hat Zuhören geändert, was Sie danach getan haben?",
            "Ist schon einmal jemand verärgert gegangen, und was haben Sie danach getan?",
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
            "An welches Nein erinnern Sie sich, und was haben Sie daraus gemacht?",
            "Wie sind Sie an jemanden herangekommen, der nicht reden wollte?",
            "Wo haben Sie nachgegeben, und wo sind Sie hart geblieben?",
            (
                "Wann lagen Sie hinter der Zahl, die man von Ihnen erwartet hat, und was haben Sie "
                "gelassen?"
            ),
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
            "Wem haben Sie geholfen, in etwas besser zu werden, und woran war das zu sehen?",
            "Hat sich schon einmal jemand geweigert, und wie sind Sie damit umgegangen?",
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
            "Wann wurde es einmal ernst, und was haben Sie in den ersten Minuten getan?",
            "An welche Stunde dieser Art erinnern Sie sich, und was haben Sie da entschieden?",
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
            "Wann mussten Sie deswegen etwas anhalten, und wer war dagegen?",
            "Stand eine Regel der Arbeit schon einmal im Weg, und was haben Sie getan?",
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
            "War eine Zahl schon einmal falsch, und wie haben Sie es herausgefunden?",
            "Wann hat eine Zahl alle überrascht, und was steckte dahinter?",
            "Wem mussten Sie so etwas erklären, und was haben Sie dabei weggelassen?",
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
            "Hat ein Fehler Sie schon einmal tagelang beschäftigt, und wo lag er am Ende?",
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
            "Wann ließ sich nicht alles schaffen, und was haben Sie liegen gelassen?",
            "Welcher Plan ist an der Wirklichkeit gescheitert, und was haben Sie geändert?",
            "Was mussten Sie in letzter Minute verschieben, und wer musste es wissen?",
        ),
    ),
)

TOOL = (
    "Was haben Sie damit aufgebaut oder in Ordnung gebracht?",
    "Wo kam es an seine Grenzen, und was haben Sie dann getan?",
    "Was war bisher das Schwierigste, wofür Sie das gebraucht haben?",
)


def facet_of(text: str) -> Facet | None:
    """The kind of requirement `text` is."""
    return best_of(FACETS, text)
