"""What evidence sounds like in German: words and patterns, no logic."""

from __future__ import annotations

from app.language.lexicon import words

SEPARABLE = r"""
ab | an | auf | aus | bei | ein | mit | nach | um | vor | zu | zurück | weg | fest | durch | hin
her | zusammen | weiter | über | unter | hoch | runter | raus | rein | los | nieder | bereit
frei | still | hinzu | heraus | herunter | voran | vorbei | dazu | neu | klar | statt | teil
"""

INSEPARABLE = r"""
be | ver | ent | er | zer | über | unter | wieder | miss | hinter | um | vorbe | abver | anver
"""

PRETERITE = r"""
ging | nahm | sprach | rief | schrieb | baute | fand | gab | brachte | ließ | sah | kam | hielt
stand | schnitt | entschied | zog | traf | verlor | gewann | begann | bat | saß | trug | fuhr
lud | riet | stieß | band | warf | schloss | übernahm | verstand | bekam | erhielt | blieb
maß | half | dachte | wusste | kannte | schob | griff | \w{3,}te
"""

WEAK = words("""
zusammengearbeitet mitgeholfen
gearbeitet geholfen gemacht getan gelernt gesammelt unterstützt mitgewirkt mitgearbeitet beteiligt
beigetragen versucht verbessert gesteigert optimiert erreicht erlebt bewiesen gesehen gehabt
genommen gedacht gewusst gekannt betreut erhöht reduziert beschäftigt gefunden geschafft
""")
"""Participles that say nothing by themselves: they are claimed of anything."""

NOT_PAST = words("""
arbeiten bearbeiten begeistert bekannt bekannten belastbar beliebt beraten bereit bereits
bestimmt bestimmten bleiben durfte durften dürfte engagiert erfahren erforderlichen erledigen
erreichen verkaufen geben geeignet gefallen gefreut gegen gehen geht gehört gekonnt gemeinsamen
gemusst genug gesamt gesamten gestalten gewesen gewohnt gewollt geworden gewährleisten
hatte hatten hätte interessiert konnte konnten könnte mochte motiviert musste mussten möchte
müsste organisiert orientiert qualifiziert sollte sollten strukturiert umgehen umsetzen unten
unterschiedlichen unterstützen verantworten verbessern verschiedenen verstehen wollte wollten
würde überzeugen überzeugt heute leute beste letzte erste nächste ganze gute viele meiste
einigermaßen unternehmen betrieben beiden bitten unterricht unterlagen umsatzzahlen erfahrungen
entscheidungen veränderungen vergangenen vergangen ersten überstunden beschwerden
""")
"""Words that look like an own past action and are none."""

TURN = r"""
hat | haben | ist | sind | war | waren | wurde | wurden | gab | lief | liefen | blieb | kam
kamen
ging | gingen | konnte | konnten | bekam | stand | fand | \w{3,}te | \w{3,}ten
"""

TENS = "zwanzig | dreißig | vierzig | fünfzig | sechzig | siebzig | achtzig | neunzig"

NO_UNIT = r"""
(?:be|ge|ver)\w+(?:t|en)
und | oder | aber | von | vom | zu | zum | für | in | im | an | am | auf | mit | aus | bei
als | dass | die
nur | noch | binnen | uhr
der | das | den | wir | ich | es | ist | war | waren | sind | so | weil | pro | nach | vor
bis | statt
"""
"""Words after a number that do not say what is counted."""

AGAINST = "statt | anstatt | anstelle von | gegenüber | gegen"

FEW = "einen? | einer | eins | keine[nr]? | null"

LASTING = r"""
nach | seit | vor | alle | jede[nrs]? | die letzten | den letzten | in den ersten | lang
"""
"""Before a number: how long, not how much."""

SWEEPING = r"""
viele[nr]? | verschiedene[nr]? | unterschiedliche[nr]? | diverse[nr]? | mehrere[nr]?
zahlreiche[nr]?
allerlei | dinge | sachen
"""
"""Words that make a deed one of many."""

NO_AMOUNT = r"""
(?:stufe|klasse|version|phase|schritt|nr\.?) \d+
jahre?n?(?: \w+){0,3} (?:erfahrung|berufserfahrung) | erfahrung [^.]{0,20}jahre?n?
(?:1[0-9]0|hundert) ?(?:%|prozent)(?: \w+)? (?:zuverlässig\w*|sicher|motiviert|engagiert)
"""

NUMBERS = words("""
acht achtzehn achtzig doppelt drei dreimal dreizehn dreißig drittel dutzend elf fünf fünfzehn
fünfzig halb halbe hundert hälfte million millionen neun neunzehn neunzig null sechs sechzehn
sechzig sieben siebzehn siebzig tausend vier viertel vierzehn vierzig zehn zwanzig zwei zweimal
zwölf
""")

TIME = r"""
gestern
letzte[nsrm]? (?:jahr|monat|woche|winter|sommer|frühjahr|herbst|saison|weihnachten|nacht|\w+tag)
vor (?:\w+ )?(?:jahren|monaten|wochen|tagen|jahr)
im (?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|letzten|
  vergangenen|ersten|zweiten|dritten|frühjahr|sommer|winter|herbst)
eines (?:tages|abends|nachts|morgens)
am (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|nächsten|selben|ersten|
  wochenende)
an einem \w+
in (?:meiner|einer|der) (?:letzten|ersten|früheren|schicht|nachtschicht|spätschicht|frühschicht|
  ausbildung)
bei meine[mr] (?:letzten|früheren|ersten|alten|vorigen) | als ich | damals | einmal | kurz vor
um \d+ uhr | in diesem (?:jahr|frühjahr|sommer|winter|fall) | in der (?:nacht|vorweihnachtszeit)
"""

ONE = r"""
eine?[rnms]? | diese[rnms]? | meine?[rnms]?
"""

PERSON_OR_THING = r"""
sohn | tochter | frau | mann | meister(?:in)? | mitarbeiter(?:in)? | gruppe | stelle | tisch
gerät
patient(?:in)? | patienten | kund(?:e|en|in) | gast | schüler(?:in)? | kind | junge | mädchen
bewohner(?:in|s)? | mutter | vater | kolleg(?:e|en|in) | lieferant(?:en)? | lehrling | azubi
auszubildende[rn]? | mieter(?:in)? | ärztin | arzt | bauherr | bauleiter | chef(?:in)? | rechnung
bestellung | auftrag | maschine | server | anlage | prüfung | baustelle | station | klasse
familie | küche | lieferung | vertrag | angehörige[rn]? | verteiler | abschluss | bericht
tabelle | anrufer(?:in)? | fahrgast | mitglied
"""
"""After `ONE`: one person or thing, not people or things as such."""

DECISION = r"""
weil | stattdessen | statt | anstatt | entschied\w* | entschieden | entscheidung | beschlossen
beschloss | bewusst | deshalb | deswegen | darum | daher | lieber | aus diesem grund | damit
um zu | um \w+ zu | vorgeschlagen | mein vorschlag | meine idee | abgewogen | abgelehnt | denn
also habe ich | also hab ich | gewählt | wählte | da (?:die|der|das|wir|ich|es|sie)
"""

RESULT = r"""
dadurch | seitdem | seither | am ende | schließlich | infolge\w* | ergebnis | resultat | sodass
so dass | führte | gesunken | sank\w* | gestiegen | stieg\w* | gesenkt | erhöht | gesteigert
geschlossen | verheilt | abgeheilt | beseitigt | auf null | kam auf \d+
verbessert | halbiert | verdoppelt | reduziert | eingespart | gespart | verkürzt
zurückgegangen | zurück | bestanden | abgenommen | geschafft | rechtzeitig | pünktlich | danach
geklappt | funktioniert | läuft | unterschrieben | gewonnen | verlängert | nicht mehr | weniger
keine? \w* ?mehr | keine (?:beschwerden?|fehler|unfälle|stürze|ausfälle)
kein(?:e|en)? einzig\w* | anschließend | fertig | inzwischen | nur noch | übernommen wurde
wurde \w+ übernommen | gelöst | behoben | zufrieden
erleichtert | dankbar | überlebt | bedankt | erreicht | null
ohne (?:ausfall|fehler|beanstandung|verlust|verzögerung)\w*
"""

DIFFICULTY = r"""
schwer | schwierig\w* | schwierigkeit\w* | problem\w* | heikel | konflikt\w* | streit
gescheitert | fehler | kaputt | ausgefallen | ausfall | verweigert\w* | weigerte | beschwer\w*
wütend | verärgert | sauer | unter druck | unterbesetzt | krank | spät | verspätet\w*
herausforderung\w* | fehlte\w* | falsch | angst | risiko | notfall | leck | stress\w*
dagegen | widerstände? | gegen den widerstand | knapp | undicht\w* | passte nicht | stimmte nicht
nicht einverstanden
"""

ROLE = r"""
meine (?:aufgabe|rolle|idee|entscheidung|verantwortung) | mein (?:teil|job|vorschlag)
ich war (?:allein\w*|verantwortlich|zuständig|dafür) | ich allein | selbst | alleine
eigenverantwortlich | ich leitete | habe ich geleitet | unter meiner leitung
"""

TASK = r"""
meine (?:aufgabe|rolle|verantwortung) | mein (?:ziel|auftrag)
ich war (?:verantwortlich|zuständig) | (?:ich|wir) (?:musste|mussten|sollte|sollten)
(?:musste|sollte) ich | das ziel war | der auftrag | aufgabe war | wurde ich gebeten | bat mich
sollte
"""

SITUATION = r"""
als | während | bei | wir hatten | es gab | es war | damals | einmal | früher
vor (?:\w+ )?(?:jahren|monaten|wochen) | letzte\w* | hatten wir | in meine[rm]
unser\w* \w+ (?:war|hatte) | (?:der|die|das) \w+ (?:war|hatte)
"""

HABIT = r"""
immer | normalerweise | meistens | grundsätzlich | generell | ich würde | ich versuche | ich mag
ich glaube | ich denke | ich finde | ich kann | man | jeder
"""
