"""German words that look like terms and are none: lists, no logic."""

from __future__ import annotations

from app.language.lexicon import words

SMALL = words("""
aber alle allem allen aller alles als also am an ander andere anderen anderer anderes auch auf aus
bei beim bin bis bist da dabei dadurch dafür damit danach dann daran darauf daraus darf darin
darüber darum das dass dein deine deinem deinen deiner dem den denen denn der deren des deshalb
dessen desto die dies diese diesem diesen dieser dieses doch dort du durch dürfen eigentlich ein
eine einem einen einer eines einfach einige er erst es etwa etwas euch euer eure fast für gab ganz
gar gegen gerade gerne ging habe haben hat hatte hatten hätte hier hin hinter ich ihm ihn ihnen
ihr ihre ihrem ihren ihrer ihres im immer in indem ins irgendwie ist ja je jede jedem jeden jeder
jedes jedoch jetzt kann kannst kein keine keinem keinen keiner können könnte konnte konnten leider
machen mal man manchmal mehr mein meine meinem meinen meiner meines mich mir mit möchte muss
müssen musste mussten nach natürlich neben nein nicht nichts nie noch nun nur ob obwohl oder oft
ohne schon sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so sogar solche soll
sollen sollte sondern sonst sowie statt trotz über um und uns unser unsere unserem unseren unserer
unter viel viele vielen vom von vor während wann war waren warum was weder wegen weil weiter
welche welchem welchen welcher welches wenig wenn wer werde werden wie wieder will wir wird
wirklich wo wollen wollte worden wurde wurden würde würden zu zum zur zwar zwischen gut gute guten
guter gutes ca bzw etc inkl ggf sowohl mindestens idealerweise sicher sicheren sichere sicherer
""")

GENERIC = words("""
ahnung anfang arbeit arbeiten art aufgabe aufgaben beispiel bereich bereiche beruf chef dinge ding
ende erfahrung erfahrungen fall fälle fähigkeit fähigkeiten firma frage fragen ergebnis ergebnisse
grund gründe idee interesse job jahr jahre jahren kenntnisse kollege kollegen kollegin kolleginnen
lage leben leute leuten menge mensch menschen minute minuten möglichkeit moment monat monate
monaten morgen nacht ort person personen position problem probleme projekt projekte punkt ruhe
sache sachen situation situationen stelle stellen stress stunde stunden seite spaß stärke stärken
tag tage tagen team teams teil teile thema themen umgang unternehmen weg weise welt woche wochen
zeit zeiten ziel ziele zusammenarbeit verantwortung motivation engagement freude bereitschaft
kenntnis wissen uhr montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar
märz april mai juni juli august september oktober november dezember frühjahr sommer herbst winter
weihnachten ostern mann frau herr damen herren anfrage prozent euro schluss teamplayer teamarbeit
kommunikation abläufe abläufen ablauf prozess prozesse prozessen atmosphäre flexibilität
organisation qualität tätigkeit tätigkeiten herausforderung herausforderungen danke
bitte sie ihnen ihr ihre ihren scheiße mist quatsch unsinn idiot anforderungen profil vorteil
lösung lösungen entscheidung erfolg beginn mitte druck gefühl rolle weile mal vordergrund
""")
