"""What is said of one answer, in German: words, no logic.

Law: every sentence is plain and true of any answer that it is chosen for; what
stands in braces is quoted from the candidate.
"""

from __future__ import annotations

from app.language.lexicon import lines

EARNED: dict[str, tuple[str, ...]] = {
    "reason and measure": lines("""
Sie nennen den Grund, „{reason}“, und das Ergebnis, „{measure}“.
Die Entscheidung ist begründet („{reason}“), und was sie brachte, lässt sich zählen: „{measure}“.
Man hört, warum Sie es so gemacht haben, „{reason}“, und was es brachte: „{measure}“.
"""),
    "choice and measure": lines("""
Sie nennen, wogegen Sie sich entschieden, „{choice}“, und ein zählbares Ergebnis: „{measure}“.
Man sieht, dass es eine Wahl gab, „{choice}“, und was Ihre brachte: „{measure}“.
„{measure}“ ist ein Ergebnis, das bleibt, und „{choice}“ zeigt, dass Sie abgewogen haben.
"""),
    "measure": lines("""
Sie sagen, was Sie selbst getan haben, und „{measure}“ zeigt, wie weit es trug.
Die Schritte sind Ihre eigenen, und das Ergebnis lässt sich prüfen: „{measure}“.
Ein echter Fall bis zum Ende, mit einer Zahl, die bleibt: „{measure}“.
„{measure}“ macht diese Antwort aus: Man kann sich die Größe vorstellen.
"""),
    "reason": lines("""
Ein echter Fall bis zum Ende, und Sie sagen, warum Sie so vorgingen: „{reason}“.
Sie sagen nicht nur, was Sie taten, sondern warum, „{reason}“, und wie es ausging.
Die Entscheidung war Ihre, und Sie nennen den Grund: „{reason}“.
"""),
    "choice": lines("""
Ein echter Fall bis zum Ende, und man sieht, wogegen Sie sich entschieden haben: „{choice}“.
Es gab einen anderen Weg, „{choice}“; Sie sagen, dass Sie ihn nicht gingen und wie es ausging.
Die Entscheidung wird sichtbar: „{choice}“. Auch den Ausgang erfährt man.
"""),
    "end": lines("""
Ein echter Fall, und Sie erzählen ihn bis zum Ende.
Sie führen vom Problem zum Ergebnis, und die Schritte sind Ihre eigenen.
Das ist geschehen, Sie haben es getan, und man erfährt, wie es ausging.
"""),
    "action": lines("""
Hier steckt ein echter Fall, und der Schritt war Ihrer: „{action}“.
Sie sind nicht im Allgemeinen geblieben: „{action}“ ist wirklich geschehen.
„{action}“ ist konkret, und Sie waren es, der handelte.
Die Antwort stützt sich auf etwas, das Sie getan haben („{action}“), nicht auf Meinung.
"""),
    "case": lines("""
In dieser Antwort steckt ein echter Fall, und Sie hatten Anteil daran.
Sie haben einen Fall gewählt, statt allgemein zu sprechen.
Diese Antwort beruht auf etwas, das geschehen ist.
"""),
    "team": lines("""
Der Fall ist echt und klar erzählt, aber jeder Schritt darin gehört dem „Wir“.
Ein echter Fall; offen bleibt, welcher Teil davon Ihrer war.
"""),
    "habit": lines("""
Sie beschreiben, wie Sie sonst vorgehen, nicht ein Mal, als Sie es taten.
Das ist Ihre Arbeitsweise im Allgemeinen; mit einem Fall dahinter würde sie überzeugen.
Was Sie hier sagen, gilt für jede Woche, darum bleibt keine einzelne im Kopf.
"""),
    "claim": lines("""
„{claim}“ mag stimmen, aber man hat dafür nur Ihr Wort.
„{claim}“ ist eine Behauptung, noch kein Beispiel.
Nach „{claim}“ wartet man auf den Fall, der es zeigt, und er kommt nicht.
Vieles wird genannt und nichts erzählt, angefangen mit „{claim}“.
„{claim}“ könnte jeder sagen, der sich bewirbt; was nur Sie erzählen können, fehlt.
"""),
    "scene": lines("""
Sie schildern die Lage und hören vor Ihrem eigenen Teil auf.
Man erfährt, was um Sie herum geschah, und noch nicht, was Sie getan haben.
"""),
    "in passing": lines("""
Sie deuten auf etwas, das Sie getan haben, aber zu kurz, um es vor sich zu sehen.
Hier beginnt ein Fall, dann bleibt es allgemein.
Sie nennen Arbeit, die Sie gemacht haben, aber keinen Tag, an dem etwas geschah.
"""),
    "short": lines("""
„{claim}“ ist zu kurz, um etwas zu zeigen.
„{claim}“ antwortet nur der Form nach; erzählt wird nichts.
Mit „{claim}“ endet die Antwort, bevor sie begonnen hat.
"""),
    "don't know": lines("""
Sie haben offen gesagt, dass Sie keine Antwort haben; das ist besser, als eine zu erfinden.
Diese Frage haben Sie offen gelassen, ehrlicherweise.
Sie hatten hierzu nichts zu erzählen und haben es gesagt.
Ehrlich gepasst.
"""),
    "off topic": lines("""
Was Sie hier erzählen, hat weder mit der Frage noch mit der Arbeit zu tun.
Die Antwort geht woandershin als die Frage.
Die Frage bleibt stehen, und es geht um etwas anderes.
"""),
    "empty": lines("""
Hier steht nichts, was sich als Antwort lesen lässt.
Eine Antwort ist hierin nicht zu erkennen.
Das lässt sich nicht als Aussage lesen.
"""),
    "copied question": lines("""
Das gibt die Frage zurück, statt sie zu beantworten.
Das sind die Worte der Frage.
"""),
    "copied": lines("""
Das wiederholt Wort für Wort den Lebenslauf oder die Stellenbeschreibung; beides ist bekannt.
Diese Worte stehen schon im Lebenslauf oder in der Stellenbeschreibung; es kommt nichts hinzu.
"""),
    "hostile": lines("""
Das richtet sich an den Interviewer und nicht auf die Frage; von Ihrer Arbeit zeigt es nichts.
Von Ihrer Arbeit ist in dieser Antwort nicht die Rede.
Die Frage bleibt hier unbeantwortet.
"""),
    "not read": lines("""
Was Sie hier getan haben, hat die Demo nicht gelesen; sie versteht nur Deutsch und Englisch.
Die Demo liest diese Sprache nicht und konnte nur Zahlen und Namen zählen.
"""),
    "repeated": lines("""
Das ist noch einmal Ihre Antwort auf Frage {turn}; Neues zeigt sie nicht.
"""),
}

LIFT: dict[str, tuple[str, ...]] = {
    "own role": lines("""
Sagen Sie, welcher Teil Ihrer war: zwei Sätze, die mit „Ich habe“ beginnen.
Was fehlt, sind Sie: Was haben Sie getan, das sonst niemand tat?
Erzählen Sie den Teil, den es ohne Sie nicht gegeben hätte.
"""),
    "own role, not ours": lines("""
Lassen Sie das „Wir“ zwei Sätze lang weg und sagen Sie, was Sie selbst getan haben.
Behalten Sie die Geschichte und sagen Sie bei jedem Schritt, wer ihn tat; waren Sie es, dann
  „ich“.
"""),
    "decision": lines("""
Nennen Sie die Wahl, die Sie hatten: Was wäre noch gegangen, und warum haben Sie es gelassen?
Sagen Sie, warum Sie es so gemacht haben und nicht auf die naheliegende Weise.
Ein Satz mit „weil“ würde Ihr Urteil zeigen, nicht nur Ihren Fleiß.
"""),
    "measure": lines("""
Eine Zahl würde sie heben: wie viele, wie lange oder wie viel, vorher und nachher.
Sagen Sie, wie groß das war; auch ein ungefährer Wert, so genannt, ist besser als keiner.
Fragen Sie sich, woran Sie gemerkt haben, dass es wirkte, und nennen Sie diesen Wert.
"""),
    "result": lines("""
Sie hört vor dem Ende auf: Was war danach anders, und woran haben Sie es gemerkt?
Erzählen Sie, wie es ausging, auch wenn es nur halb gut ausging.
Der Ausgang fehlt: Wie sah die Woche danach aus?
"""),
    "what was hard": lines("""
Ergänzen Sie den Augenblick, in dem es hätte schiefgehen können; danach wird als Nächstes gefragt.
Sagen Sie, was daran schwer war: So klingt es leichter, als es gewesen sein kann.
Bleibt eine halbe Minute, dann erzählen Sie, was Sie beinahe aufgehalten hätte.
"""),
    "nothing": lines("""
Bleiben Sie bei dieser Länge und halten Sie bereit, wie Sie zu der Zahl gekommen sind.
Viel fehlt nicht; rechnen Sie mit der Frage, was Sie heute anders machen würden.
Erzählen Sie es genau so, und rechnen Sie mit der Frage, was Sie daraus gelernt haben.
"""),
    "one case": lines("""
Wählen Sie einen Fall, sagen Sie, wann und wo es war, und beginnen Sie mit Ihrem ersten Schritt.
Nehmen Sie einen Tag, an dem es darauf ankam, und erzählen Sie der Reihe nach: was nicht stimmte,
  was Sie taten, wie es ausging.
Erzählen Sie stattdessen eine Gelegenheit; den Schluss zieht man dann selbst.
Nennen Sie einen Menschen, einen Ort oder ein Stück Arbeit, dann folgt der Rest von allein.
Fragen Sie sich, wann Sie das zuletzt getan haben, und erzählen Sie dieses eine Mal.
"""),
    "nearest": lines("""
Nennen Sie beim nächsten Mal das Nächstliegende, das Sie getan haben, und worin es anders war.
Sagen Sie, was Sie zuerst versuchen und wen Sie fragen würden; das zeigt, wie Sie an Neues
  herangehen.
Eine benachbarte Erfahrung, als solche benannt, ist mehr wert als keine.
Bitten Sie um einen Augenblick zum Nachdenken oder um andere Worte; beides ist erlaubt.
"""),
    "answer it": lines("""
Ein Fall aus Ihrer Arbeit, in vier Sätzen erzählt, würde genügen.
Beginnen Sie damit, wo Sie waren und was zu tun war; der Rest ergibt sich.
Eine kurze wahre Antwort würde mehr zählen als das.
"""),
    "own words": lines("""
Nehmen Sie eine Zeile daraus und erzählen Sie, was dahintersteht: was Sie taten und was daraus
  wurde.
Erzählen Sie die Geschichte zu einem dieser Punkte mit Ihren eigenen Worten.
"""),
    "not read": lines("""
Erzählen Sie es in der Sprache der Stelle, wenn Sie können; wer Ihre liest, findet vielleicht mehr.
"""),
    "another case": lines("""
Jede Frage ist eine Gelegenheit, eine andere Seite zu zeigen: Bringen Sie hier einen zweiten Fall.
"""),
}

OUTLINE: dict[str, tuple[str, ...]] = {
    "situation": lines("""
Beginnen Sie damit, wo und wann es war: {situation}
Die Lage schildern Sie schon: {situation}
"""),
    "situation gap": lines("""
Beginnen Sie mit [wo das war und wann].
Schildern Sie die Lage in einem Satz: [der Ort, der Monat, wer dabei war].
Beginnen Sie mit dem, was nicht stimmte: [was nicht ging und für wen].
"""),
    "task": lines("""
Dann, was von Ihnen verlangt war: {task}
Sagen Sie, worum es für Sie ging: {task}
"""),
    "task gap": lines("""
Dann [was Sie erreichen sollten und bis wann].
Sagen Sie, was Ihre Sache war: [Ihre Aufgabe und bis wann].
"""),
    "action": lines("""
Behalten Sie Ihren eigenen Schritt: {action}
Ihr eigener Schritt ist schon da: {action}
Bauen Sie auf das, was Sie getan haben: {action}
"""),
    "action gap": lines("""
Dann Ihr erster eigener Schritt: Ich habe [was Sie selbst getan haben].
Sagen Sie der Reihe nach, was Sie taten: Zuerst habe ich [Ihr erster Schritt], dann [der zweite].
Erzählen Sie, was Sie versucht haben: [das Erste], und als es nicht reichte, [das Nächste].
"""),
    "decision gap": lines("""
Sagen Sie, warum: weil [was gegen den anderen Weg sprach].
Nennen Sie die Wahl: Ich hätte auch [der andere Weg], aber [Ihr Grund].
Sagen Sie, was Sie abgewogen haben: [das eine] gegen [das andere].
"""),
    "difficulty gap": lines("""
Sagen Sie, was schwer war: [was Sie beinahe aufgehalten hätte].
Ergänzen Sie den Augenblick, in dem es hätte scheitern können: [was dann geschah].
"""),
    "result": lines("""
Enden Sie wie jetzt: {result}
Das Ende kann bleiben: {result}
"""),
    "result with measure gap": lines("""
Enden Sie wie jetzt, {result}, und stellen Sie [die Zahl vorher] und [die Zahl nachher] daneben.
Behalten Sie das Ende, {result}, und sagen Sie, wie viel das war: [die Zahl].
"""),
    "result gap": lines("""
Enden Sie mit dem, was sich änderte: von [die Zahl vorher] auf [die Zahl nachher].
Schließen Sie mit dem, was danach anders war: [was, und woran Sie es merkten].
Sagen Sie, wie es ausging: [der Ausgang], und woher Sie es wissen.
"""),
    "from cv": lines("""
In Ihrem Lebenslauf steht eine Zeile, auf die Sie bauen können: {line}
Am nächsten kommt dem in Ihrem Lebenslauf {line}
Sie könnten von Ihrem Lebenslauf ausgehen, {line}
"""),
    "no line": lines("""
Ihr Lebenslauf sagt dazu nichts; nehmen Sie das Nächstliegende: [welche Arbeit, für wen].
Da der Lebenslauf hierzu schweigt, wählen Sie etwas in der Nähe: [was, wo, wann].
"""),
    "figure": lines("""
Enden Sie auf der Zahl, die dort steht.
Die Zahl in dieser Zeile ist Ihr Schluss; sagen Sie, was sie bedeutet hat.
"""),
}
