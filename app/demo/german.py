"""The demo interviewer's German: how each move is said.

Law: as in English. What is taken from the texts stands after a colon, in quotation
marks or with the article its own text shows, so that its case and gender stay right.
"""

from __future__ import annotations

OPENINGS = (
    "Fangen wir mit Ihrem Lebenslauf an, dort steht: „{line}“.",
    "In Ihrem Lebenslauf lese ich: „{line}“.",
    "Eine Zeile aus Ihrem Lebenslauf hat mich neugierig gemacht: „{line}“.",
)
OPENINGS_TOLD = (
    "Laut Ihrem Lebenslauf haben Sie {told}.",
    "Beginnen wir mit etwas aus Ihrem Lebenslauf: Sie haben {told}.",
)
ASKS_ABOUT_LINE = (
    "Was war daran am schwierigsten?",
    "Was haben Sie dort als Erstes geändert?",
    "Welche Entscheidung ist Ihnen dabei schwergefallen?",
    "Was davon würden Sie heute anders angehen?",
    "Wie haben Sie andere dafür gewonnen?",
)
OPENINGS_FROM_JOB = (
    "Womit aus Ihrer eigenen Arbeit möchten Sie beginnen?",
    "Was in Ihrem bisherigen Berufsleben kommt dem am nächsten?",
)
LEADS = (
    "In der Stellenbeschreibung steht: „{p}“.",
    "Für diese Stelle zählt auch: „{p}“.",
    "{c} nennt einen weiteren Punkt: „{p}“.",
    "Zu dieser Stelle gehört: „{p}“.",
    "Die Ausschreibung verlangt: „{p}“.",
    "{c} schreibt außerdem: „{p}“.",
)
LEADS_AFTER_ECHO = (
    "In der Stellenbeschreibung steht „{p}“",
    "{c} nennt außerdem „{p}“",
    "Zu dieser Stelle gehört auch „{p}“",
)
BRIDGES = (
    "Sie haben {b} erwähnt; {lead}",
    "Eben ging es um {b}; {lead}",
    "Sie nannten {b}; {lead}",
    "Ich habe {b} notiert; {lead}",
)
BRIDGES_TO_TOPIC = (
    "Eben ging es um {b}; nun zu einer Zeile der Stellenbeschreibung: „{p}“.",
    "Sie haben {b} genannt; kommen wir zu einem anderen Punkt der Ausschreibung: „{p}“.",
)
ASKS_SOFT = (
    "Was aus Ihrer eigenen Arbeit kommt dem am nächsten?",
    "Was hat das schwierig gemacht, wo es Ihnen bisher begegnet ist?",
    "Welche Situation zeigt am besten, wie Sie damit umgehen?",
    "Wie sind Sie das bislang angegangen?",
    "Können Sie mir einen Fall von Anfang bis Ende schildern?",
    "Wer hat sich darin schon auf Sie verlassen?",
    "Was haben Sie in dieser Richtung schon versucht?",
    "Mit welcher Geschichte würden Sie das belegen?",
)
PROBES: dict[str, tuple[str, ...]] = {
    "own role": (
        "Sie haben {b} erwähnt. Was davon haben Sie selbst getan?",
        "Ich komme noch einmal auf {b} zurück: Was genau war Ihr eigener Anteil?",
    ),
    "decision": (
        "Sie haben {b} erwähnt. Was mussten Sie da entscheiden?",
        "Ich komme noch einmal auf {b} zurück: Warum haben Sie es so und nicht anders gemacht?",
    ),
    "measure": (
        "Sie haben {b} erwähnt. Können Sie das in Zahlen fassen: wie viele, wie lange, wie oft?",
        "Ich komme noch einmal auf {b} zurück: Woran haben Sie gemessen, wo Sie stehen?",
    ),
    "result": (
        "Sie haben {b} erwähnt. Was war danach anders?",
        "Ich komme noch einmal auf {b} zurück: Wie ging es aus?",
    ),
    "what was hard": (
        "Sie haben {b} erwähnt. Was war der schwierigste Moment dabei?",
        "Ich komme noch einmal auf {b} zurück: Was stand dabei im Weg?",
    ),
}
PROBES_OF_WORDS: dict[str, tuple[str, ...]] = {
    "own role": (
        "Sie sagen „{v}“. Was haben Sie bei „{t}“ an einem bestimmten Tag selbst getan?",
        "„{v}“, sagen Sie: Was davon lag in Ihrer Hand, wenn es um „{t}“ geht?",
    ),
    "decision": (
        "Sie sagen „{v}“. Was mussten Sie selbst entscheiden, als es um „{t}“ ging?",
        "„{v}“, sagen Sie: Wer wollte es bei „{t}“ anders haben?",
    ),
    "measure": (
        "Sie sagen „{v}“. Woran ließ sich das bei „{t}“ ablesen, und sei es ungefähr?",
        "„{v}“, sagen Sie: Wie viele, wie lange, wie oft, wenn es um „{t}“ geht?",
    ),
    "result": (
        "Sie sagen „{v}“. Was war bei „{t}“ am Ende anders?",
        "„{v}“, sagen Sie: Woran hat es jemand gemerkt, wenn es um „{t}“ geht?",
    ),
    "what was hard": (
        "Sie sagen „{v}“. Was hätte bei „{t}“ schiefgehen können?",
        "„{v}“, sagen Sie: Woran hakte es vorher, wenn es um „{t}“ geht?",
    ),
}
PROBES_BARE: dict[str, tuple[str, ...]] = {
    "own role": (
        "Bleiben wir bei „{t}“: Was haben Sie an einem bestimmten Tag selbst getan?",
        "Greifen Sie bei „{t}“ einen einzigen Fall heraus: Was war Ihr eigener Anteil?",
    ),
    "decision": (
        "Bleiben wir bei „{t}“: Welche Entscheidung lag bei Ihnen?",
        "Ein einzelner Fall genügt: Was gab bei „{t}“ den Ausschlag?",
    ),
    "measure": (
        "Bleiben wir bei „{t}“: Welche Zahlen können Sie nennen, auch ungefähre?",
        "Ein einzelner Fall genügt: Wie viele, wie lange, wie oft ging es um „{t}“?",
    ),
    "result": (
        "Bleiben wir bei „{t}“: Wie ging ein bestimmter Fall aus?",
        "Ein einzelner Fall genügt: Was hatte sich bei „{t}“ am Ende geändert?",
    ),
    "what was hard": (
        "Bleiben wir bei „{t}“: Was war in einem bestimmten Fall schwierig?",
        "Ein einzelner Fall genügt: Woran hakte es bei „{t}“?",
    ),
}
REPHRASINGS = (
    "Ich frage kleiner: Wo sind Sie dem Thema „{t}“ schon begegnet, und sei es in der Ausbildung?",
    "Ein kleines Beispiel reicht: Welche Ihrer Aufgaben hatte mit „{t}“ zu tun?",
    (
        "Anders gefragt: Was haben Sie bei anderen zum Thema „{t}“ gesehen, das Sie übernehmen "
        "würden oder gerade nicht?"
    ),
)
REPHRASINGS_BARE = (
    "Ich frage kleiner: Wo ist Ihnen so etwas schon begegnet, und sei es in der Ausbildung?",
    "Ein kleines Beispiel reicht: Welche Ihrer Aufgaben kam dem schon einmal nahe?",
)
"""Where every name for the matter would make the question the one before again."""

DEEPER = (
    "Sie haben {b} erwähnt. Was würden Sie dort anders machen, wenn Sie morgen neu anfingen?",
    "Ich komme kurz auf {b} zurück: Was haben Sie daraus mitgenommen und später gebraucht?",
    "Eben ging es um {b}: Wer war da anderer Meinung als Sie?",
    "Wenn Sie an {b} denken: Was würde ein Neuling am ehesten falsch machen?",
)
REPHRASINGS_OF_CV = (
    "Ich frage kleiner: Was mussten Sie für „{t}“ als Allererstes tun?",
    "Ein kleines Stück genügt: Wer hat Ihnen bei „{t}“ am Anfang geholfen?",
    "Von einer anderen Seite: Wem lag an „{t}“ am meisten?",
)
DEEPER_OF_JOB = (
    "Noch einmal zum Punkt „{t}“: Was wäre hier neu für Sie?",
    (
        "Angenommen, beim Punkt „{t}“ geht in Ihrer ersten Woche etwas schief: Was versuchen "
        "Sie zuerst?"
    ),
    "Was wird beim Thema „{t}“ Ihrer Ansicht nach unterschätzt?",
    "Was würden Sie bei {c} zuerst sehen wollen, bevor Sie etwas zum Thema „{t}“ sagen?",
)

CLOSINGS_OF_WORDS = (
    (
        "Letzte Frage: Sie sagen „{v}“. Woran würde man das bei {c} zuerst merken, etwa beim Thema "
        "„{t}“?"
    ),
    (
        "Zum Schluss: Welcher Arbeitstag würde „{v}“ am besten zeigen, vielleicht einer, an dem "
        "es um „{t}“ geht?"
    ),
    "Wir sind fast am Ende. Was hieße „{v}“ für den Punkt „{t}“ bei {c}?",
)
CLOSINGS_TWO = (
    "Letzte Frage: Welcher Teil Ihrer Arbeit ist neben „{a}“ und „{b}“ noch nicht vorgekommen?",
    "Letzte Frage: Was sollte bei {c} außer „{a}“ und „{b}“ von Ihnen in Erinnerung bleiben?",
    "Zum Abschluss: Was sagen „{a}“ und „{b}“ darüber, wie Sie bei {c} arbeiten würden?",
    "Wir haben von „{a}“ und „{b}“ gesprochen. Was sollte {c} noch von Ihnen wissen?",
)
CLOSINGS_ONE = (
    ("Letzte Frage, noch einmal von „{b}“ aus: Was sollte {c} über Ihre Arbeitsweise noch wissen?"),
    "Zum Schluss: Was sagt „{b}“ über Sie, das in keinem Lebenslauf steht?",
)
CLOSINGS_BARE = (
    "Eine Frage bleibt: Was würden Sie beim Thema „{t}“ zuerst lernen wollen?",
    "Letzte Frage: {c} wünscht sich „{t}“; was möchten Sie dazu oder zu etwas anderem noch zeigen?",
    "Zum Schluss: Wonach habe ich nicht gefragt, das beim Thema „{t}“ zählen würde?",
    (
        "Wir sind fast am Ende. Wenn {c} Ihnen für „{t}“ einen Monat zum Lernen gäbe, womit fingen "
        "Sie an?"
    ),
)
CLOSING_AT_ALL = "Letzte Frage: Was möchten Sie {c} noch über Ihre Arbeit als {title} zeigen?"
