"""The demo interviewer's German: how each move is said.

Law: as in English. What is taken from the texts stands after a colon or in quotation
marks, so that its case and gender stay right.
"""

from __future__ import annotations

OPENINGS = (
    "Fangen wir mit Ihrem Lebenslauf an, dort steht: „{line}“.",
    "In Ihrem Lebenslauf lese ich: „{line}“.",
    "Eine Zeile aus Ihrem Lebenslauf hat mich neugierig gemacht: „{line}“.",
)
ASKS_ABOUT_LINE = (
    "Was war daran am schwierigsten, und wie sind Sie damit umgegangen?",
    "Was haben Sie dort vorgefunden, und was haben Sie als Erstes getan?",
    "Welche Entscheidung ist Ihnen dabei schwergefallen, und warum?",
    "Was davon würden Sie heute anders angehen?",
)
OPENINGS_FROM_JOB = (
    "Womit aus Ihrer eigenen Arbeit möchten Sie beginnen?",
    "Was in Ihrem bisherigen Berufsleben kommt dem am nächsten?",
)
LEADS = (
    "{c} sucht jemanden für Folgendes: „{p}“.",
    "In der Stellenbeschreibung steht: „{p}“.",
    "Für diese Stelle zählt auch: „{p}“.",
    "{c} nennt einen weiteren Punkt: „{p}“.",
    "Zu dieser Stelle gehört: „{p}“.",
    "Die Ausschreibung verlangt: „{p}“.",
    "Auf der Liste von {c} steht: „{p}“.",
)
BRIDGES = (
    "Sie haben „{b}“ erwähnt; {lead}",
    "Neben dem Stichwort „{b}“ gibt es noch etwas: {lead}",
    "Vom Stichwort „{b}“ zu einem anderen Punkt: {lead}",
    "Das Stichwort „{b}“ lasse ich kurz stehen; {lead}",
    "„{b}“ war Ihr Stichwort; {lead}",
    "Von „{b}“ haben Sie schon gesprochen; {lead}",
)
ASKS_SOFT = (
    "Was aus Ihrer eigenen Arbeit kommt dem am nächsten?",
    "Wo ist Ihnen das bisher begegnet, und was hat es schwierig gemacht?",
    "Wann lag das in Ihrer Hand, und wie ging es aus?",
    "Welche Situation zeigt am besten, wie Sie damit umgehen?",
    "Wie sind Sie das bislang angegangen?",
    "Können Sie mir einen Fall von Anfang bis Ende schildern?",
    "Wer hat sich darin schon auf Sie verlassen, und wobei?",
    "Was haben Sie in dieser Richtung versucht, und was kam heraus?",
    "Mit welcher Geschichte würden Sie das belegen?",
)
PROBES: dict[str, tuple[str, ...]] = {
    "own role": (
        "Sie haben „{b}“ erwähnt. Was davon haben Sie selbst getan?",
        "Noch einmal zum Stichwort „{b}“: Wer hat dort was gemacht, und was war Ihr Anteil?",
    ),
    "decision": (
        "Sie haben „{b}“ erwähnt. Was mussten Sie da entscheiden, und wogegen haben Sie sich entschieden?",
        "Noch einmal zum Stichwort „{b}“: Warum haben Sie es so und nicht anders gemacht?",
    ),
    "measure": (
        "Sie haben „{b}“ erwähnt. Können Sie das in Zahlen fassen: wie viele, wie lange, wie oft?",
        "Noch einmal zum Stichwort „{b}“: Woran haben Sie gemessen, wo Sie stehen?",
    ),
    "result": (
        "Sie haben „{b}“ erwähnt. Was war danach anders?",
        "Noch einmal zum Stichwort „{b}“: Wie ging es aus, und wer hat es bemerkt?",
    ),
    "what was hard": (
        "Sie haben „{b}“ erwähnt. Was war der schwierigste Moment dabei?",
        "Noch einmal zum Stichwort „{b}“: Was stand im Weg, und wie sind Sie daran vorbeigekommen?",
    ),
}
PROBES_BARE: dict[str, tuple[str, ...]] = {
    "own role": (
        "Bleiben wir beim Stichwort „{t}“: Was haben Sie an einem bestimmten Tag selbst getan?",
        "Wenn Sie zum Stichwort „{t}“ einen einzigen Fall herausgreifen: Was war Ihr Teil?",
    ),
    "decision": (
        "Bleiben wir beim Stichwort „{t}“: Welche Entscheidung lag bei Ihnen, und wie fiel sie aus?",
        "Ein einzelner Fall zum Stichwort „{t}“ genügt: Was stand zur Wahl?",
    ),
    "measure": (
        "Bleiben wir beim Stichwort „{t}“: Welche Zahlen können Sie nennen, auch ungefähre?",
        "Ein einzelner Fall zum Stichwort „{t}“ genügt: Wie viele, wie lange, wie oft?",
    ),
    "result": (
        "Bleiben wir beim Stichwort „{t}“: Wie ging ein bestimmter Fall aus?",
        "Ein einzelner Fall zum Stichwort „{t}“ genügt: Was hatte sich am Ende geändert?",
    ),
    "what was hard": (
        "Bleiben wir beim Stichwort „{t}“: Was war in einem bestimmten Fall schwierig?",
        "Ein einzelner Fall zum Stichwort „{t}“ genügt: Woran hakte es?",
    ),
}
REPHRASINGS = (
    "Ich frage kleiner: Wo sind Sie dem Thema „{t}“ schon begegnet, und sei es in der Ausbildung?",
    "Ein kleines Beispiel reicht: Welche Ihrer Aufgaben hatte mit „{t}“ zu tun?",
    "Anders gefragt: Was haben Sie bei anderen zum Thema „{t}“ gesehen, das Sie übernehmen würden oder gerade nicht?",
)
DEEPER = (
    "Sie haben „{b}“ erwähnt. Was würden Sie dort anders machen, wenn Sie morgen neu anfingen?",
    "Noch kurz zum Stichwort „{b}“: Was haben Sie daraus mitgenommen und später gebraucht?",
    "Beim Stichwort „{b}“: Wer war anderer Meinung als Sie, und was wurde daraus?",
    "Was würde ein Neuling beim Stichwort „{b}“ am ehesten falsch machen?",
)
CLOSINGS_TWO = (
    "Letzte Frage: Was sagt mehr darüber, wie Sie bei {c} arbeiten würden, „{a}“ oder „{b}“, und warum?",
    "Wir haben von „{a}“ und „{b}“ gesprochen. Was sollte {c} noch von Ihnen wissen?",
)
CLOSINGS_ONE = (
    "Letzte Frage, ausgehend vom Stichwort „{b}“: Was sollte {c} noch über Ihre Arbeitsweise wissen?",
    "Zum Schluss: Was sagt „{b}“ über Sie, das in keinem Lebenslauf steht?",
)
CLOSINGS_BARE = (
    "Letzte Frage: {c} wünscht sich „{t}“; was möchten Sie dazu oder zu etwas anderem noch zeigen?",
    "Zum Schluss: Wonach habe ich nicht gefragt, das beim Thema „{t}“ zählen würde?",
)
CLOSING_AT_ALL = "Letzte Frage: Was möchten Sie {c} noch über Ihre Arbeit als {title} zeigen?"
