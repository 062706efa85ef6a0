"""The advice over a whole interview, in German: words, no logic.

Law: every sentence is true wherever it is chosen; what stands in braces is quoted or
counted, and nothing is praised that was not there.
"""

from __future__ import annotations

from app.language.lexicon import entries

NUMBERS = ("keiner", "einer", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht")
AND = " und "
ONE_QUESTION = "eine Frage"
MANY_QUESTIONS = "{n} Fragen"
TO = " bis "
QUESTION = "Frage"
QUESTIONS = "Fragen"
ANSWERS = "{of} von Ihren {all} Antworten"
ALL_ANSWERS = "allen Ihren Antworten"
ONLY_ANSWER = "Ihrer einen Antwort"

STRENGTHS = entries("""
measure: Sie haben einen Fall bis zum Ende erzählt und ihn beziffert, „{fragment}“ ({where}). Das
  ist der Teil, den man sich notiert.
reason: Sie sagen, warum Sie es so gemacht haben, „{fragment}“ ({where}); man hört Urteil und
  nicht nur Fleiß.
end: Einen Fall haben Sie vom Problem bis zum Ausgang erzählt ({where}); diese Form lohnt sich
  auch für die anderen.
requirement: „{requirement}“ verlangt die Stelle, und Sie haben es an einem Fall gezeigt ({where}).
requirement too: Dasselbe gilt für „{requirement}“ ({where}): an einem Fall gezeigt, nicht nur
  behauptet.
own: In {answers} hört man, was Sie selbst getan haben ({where}); Ihr Anteil ist klar.
difficulty: Sie lassen nicht aus, was schwierig war ({where}), und das macht den Rest glaubwürdig.
case: Ein echter Fall ist dabei, „{fragment}“ ({where}), und in ihm steckt mehr, als Sie erzählt
  haben.
honest: Wo Sie keine Antwort hatten, haben Sie es gesagt ({where}) und nichts erfunden.
cv requirement: Auf dem Papier, nicht aus einer Antwort: Ihr Lebenslauf hat vorzuweisen,
  was die Stelle verlangt: Zu „{requirement}“ passt „{line}“.
cv requirement too: Auch „{requirement}“ ist auf dem Papier belegt: „{line}“.
cv figure: Auf dem Papier, nicht aus einer Antwort: Ihr Lebenslauf nennt eine Zahl, wo
  viele ein Eigenschaftswort setzen: „{line}“.
cv line: Aus dem Lebenslauf, nicht aus einer Antwort: „{line}“ hat mit dem zu tun, was die Stelle
  verlangt.
cv more: Auch das steht nur im Lebenslauf: „{line}“ liegt nahe an dieser Stelle; halten Sie die
  Geschichte dazu bereit.
cv other: Nur aus dem Lebenslauf: „{line}“ ist Arbeit, nach der man Sie fragen kann.
rehearsed: Sie haben nun {count} gehört, aus dieser Stellenbeschreibung und Ihrem Lebenslauf, und
  zwar vor dem Gespräch und nicht erst darin.
goal: Sie wissen, worauf Sie sich vorbereiten: {title} bei {company}, nicht irgendeine Stelle.
documents: Sie haben die Stellenbeschreibung vor der Bewerbung neben Ihren Lebenslauf gelegt;
  damit beginnt der größte Teil der Vorbereitung.
""")

WEAKNESSES = entries("""
not read: Was Sie in einer anderen Sprache erzählt haben, hat die Demo nicht gelesen ({where}); nur
  Zahlen und Namen darin wurden gezählt.
hostile: Was Sie schrieben, richtete sich an den Interviewer ({where}); über Ihre Arbeit war dort
  nichts zu erfahren.
empty: Hier ließ sich nichts als Antwort lesen: {where}.
copied: Frage, Lebenslauf oder Stellenbeschreibung kamen wörtlich zurück ({where}); gefragt ist,
  was nicht auf dem Papier steht.
off topic: Sie sind von der Frage auf etwas anderes gekommen ({where}).
don't know: Sie hatten nichts zu erzählen, wo die Stelle wieder fragen wird ({where}); halten Sie
  das Nächstliegende bereit, und sagen Sie, worin es anders war.
repeated: Dieselbe Antwort kam mehr als einmal ({where}); die Wiederholung zeigt nichts Neues.
general: In {answers} beschreiben Sie, wie Sie sind oder sonst arbeiten, und keine einzelne
  Gelegenheit kommt vor ({where}).
own role: Es bleibt unklar, welcher Teil Ihrer war ({where}): Die Schritte gehören dem „Wir“ oder
  niemandem.
result: Die Geschichte endet vor dem Ausgang ({where}); man erfährt nicht, ob es gewirkt hat.
decision: Man hört wenig davon, warum Sie es so gemacht haben ({where}); ohne ein „weil“ sieht man
  Fleiß, aber kein Urteil.
measure: Es fehlt eine Zahl, die bleibt ({where}): weder wie viel noch wie viele noch wie lange.
what was hard: Man hört wenig davon, was daran schwer war ({where}); so klingt es leichter, als es
  gewesen sein kann.
requirement: Die Stelle verlangt „{requirement}“, und keine Ihrer Antworten hat es gezeigt.
requirement too: Auch „{requirement}“, ein weiteres Muss dieser Stelle, kam in keiner Antwort vor.
early: Sie haben nach Frage {number} aufgehört; vieles, was diese Stelle verlangt, kam nie zur
  Sprache.
short: Etwa {words} Wörter je Antwort sind wenig; ein Fall mit seinem Ausgang braucht eher hundert.
long: Für eine Antwort haben Sie {words} Wörter gebraucht ({where}); sagen Sie zuerst, was
  herauskam, dann wie.
company: {company} selbst kam nie vor: Keine Antwort sagt, warum Sie dort arbeiten wollen.
lessons: Sie sagen nirgends, was Sie heute anders machen würden, und danach wird fast immer
  gefragt.
proof: Keine Antwort sagt, wie ein Ergebnis geprüft wurde; man muss Ihrem Eindruck glauben.
nothing usable: Keine Ihrer Antworten ließe sich im echten Gespräch so geben, wie sie dasteht.
second case: Wer an einem Fall zweifelt, fragt nach einem zweiten zum selben Punkt; hier kam keiner.
least: Am wenigsten ausgeführt ist die Antwort auf {where}; nehmen Sie sich diese zuerst vor.
""")

CV_IMPROVEMENTS = entries("""
said not written: „{requirement}“ haben Sie im Gespräch gezeigt ({where}), aber keine Zeile Ihres
  Lebenslaufs sagt es. Ergänzen Sie eine.
figure said: Sie haben eine Zahl genannt, „{fragment}“ ({where}), die im Lebenslauf fehlt. Setzen
  Sie sie neben die Arbeit, zu der sie gehört.
case said: Was Sie hier erzählt haben, „{fragment}“ ({where}), ist stärker als die meisten Zeilen
  Ihres Lebenslaufs. Machen Sie eine daraus.
unseen must: Die Stelle verlangt „{requirement}“, und Ihr Lebenslauf erwähnt es nicht. Haben Sie es
  getan, sagen Sie wo; wenn nicht, nennen Sie das Nächstliegende.
unseen must too: Ebenso „{requirement}“: ein Muss für diese Stelle und keine Zeile dazu in Ihrem
  Lebenslauf.
unseen paper: Die Stelle verlangt „{requirement}“; prüfen Sie, ob Ihr Lebenslauf [den Abschluss
  oder die Zulassung, mit Stufe und Jahr] so nennt, wie man es dort kennt.
near: Die Stelle verlangt „{requirement}“; am nächsten kommt dem in Ihrem Lebenslauf „{line}“. Ist
  es dasselbe, sagen Sie es mit den Worten der Stelle.
unseen: „{requirement}“ ist nicht Bedingung, würde aber helfen, und Ihr Lebenslauf schweigt dazu.
  Haben Sie damit zu tun gehabt, genügt eine ehrliche Zeile.
no figure: „{line}“ sagt, was Sie getan haben, aber nicht, wie groß es war. Ergänzen Sie [wie
  viele, wie oft oder wie lange].
no figure for must: „{line}“ ist Ihr Beleg für „{requirement}“ und hat keine Zahl. Ergänzen Sie
  [die Zahl vorher] und [die Zahl nachher] oder wenigstens die Größe.
move up: Setzen Sie für diese Stelle „{line}“ in ihrem Abschnitt nach oben: Das kommt dem am
  nächsten, was zuerst verlangt wird.
title: Nennen Sie die Stelle, auf die Sie sich bewerben, {title}, in den ersten Zeilen, mit den
  ein, zwei Tatsachen, die am besten passen.
own words of the job: Verwenden Sie das Wort des Arbeitgebers, wo es auf Sie zutrifft: In der
  Stellenbeschreibung steht „{term}“, im Lebenslauf nicht.
shorten: „{line}“ ist lang für eine Zeile. Kürzen Sie auf das, was Sie taten und was daraus wurde.
no figures: In Ihrem Lebenslauf steht keine einzige Zahl. Suchen Sie drei: die Größe eines Teams,
  eines Budgets, einer Veränderung.
few lines: Ihr Lebenslauf erzählt wenig davon, was Sie in Ihren Stellen getan haben. Geben Sie
  jeder zwei Zeilen: [was Sie taten], [was daraus wurde].
first third: Zuerst gelesen wird das erste Drittel der ersten Seite: Dorthin gehört, was zu {title}
  passt, der Rest darunter.
strike: Machen Sie eine Fassung nur für {company} und streichen Sie, was diese Stelle nicht braucht.
result: Fragen Sie bei jeder Zeile, was daraus wurde. Wo Sie können, schließen Sie mit dem
  Ausgang, [was danach anders war].
""")
