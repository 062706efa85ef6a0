"""Phrases by which an answer that is none is known, in English, German and a few more."""

from __future__ import annotations

from app.language.lexicon import words

LOREM = words("""
adipiscing amet consectetur do dolor eiusmod elit ipsum lorem sed sit tempor
""")

FILLERS = words("""
bar baz bla blah blub foo haha hehe hm hmm k lol mhm ok okay test testing uh um äh ähm
""")

COMMON_PAIRS = words("""
ab ac ad af ag ai ak al am an ap ar as at au av aw ay ba be bi bl bo br bs bu by ca cc ce ch ci
ck cl co cr ct cu da dd de di do dr ds dt du dy ea eb ec ed ee ef eg ei el em en eo ep eq er es
et eu ev ew ex ey fa fe ff fi fl fo fr ft fu fü ga ge gh gi gl gn go gr gs gu ha he hi ho hr ht
hu hy ia ib ic id ie if ig ik il im in io ip ir is it iv iz je jo ju ka ke ki kl kn ko ks kt kö
la ld le lf li ll lo ls lt lu ly lz ma mb me mi mm mo mp ms mu my na nc nd ne nf ng ni nk nl nn
no ns nt nu nv ny nz oa ob oc od of og oi ok ol om on oo op or os ot ou ov ow pa pe ph pi pl pm
po pp pr ps pt pu qu ra rc rd re rg ri rk rl rm rn ro rr rs rt ru rv ry rz rü sa sc se sh si sl
sm so sp ss st su sy sz ta te th ti tl to tr ts tt tu tw ty tz ua ub uc ud ue uf ug ui ul um un
up ur us ut va ve vi vo wa we wh wi wn wo wu xp xt ye yo ys za ze zi zu zw ät äu ön üb ür
""")

ORDERS = r"""
(?:ignore|disregard|forget) (?:\w+ ){0,3}(?:above|previous|prior|earlier|instructions?|rules|
  prompt)
(?:give|grant|award|rate|score|mark) (?:\w+ ){0,4}(?:score|rating|10|ten|5|five|full marks|100|
  top marks|points)
(?:set|put|make) (?:\w+ ){0,2}\w*(?:score|rating) (?:to|at|=) | </?(?:answer|question)>
as (?:the|an|your) (?:evaluator|assessor|interviewer|examiner|ai|model),? you
(?:end|stop|terminate|finish) (?:this|the) (?:\w+ )?interview
(?:print|show|reveal|repeat|output|tell me|display) (?:\w+ ){0,3}(?:prompt|instructions|
  system message)
you are (?:now|no longer) | act as | pretend (?:to be|you)
(?:^|\n)\s*(?:system|assistant|developer)\s*: | new instructions? | jailbreak | developer mode
mark me as
ignorier\w* (?:\w+ ){0,3}(?:anweisung\w*|obige\w*|oben|bisherige\w*|vorherige\w*|regeln)
vergiss (?:\w+ ){0,3}(?:anweisung\w*|alles)
(?:gib|geben sie|vergib) (?:mir )?(?:\w+ ){0,4}(?:punkte|punktzahl|10|zehn|note|bewertung)
bewerte mich | beende (?:das|dieses) (?:interview|gespräch)
(?:zeig|zeige|nenn|nenne|druck|drucke) (?:\w+ ){0,3}(?:prompt|anweisungen)
du bist (?:jetzt|nun)
"""

REPORTED = r"""
(?:asked|told|instructed|ordered|wanted|advised|expected|allowed) (?:me|us|him|her|them|not|
  the \w+)(?: not)? to
(?:decided|refused|had|tried|used|wanted|agreed|needed) (?:not )?to | bat(?:en)? mich | sollte ich
i (?:have |had )?(?:stopped|ended|finished|repeated|showed|printed)
"""
"""What somebody was asked to do, told as something that happened."""

ABUSE = r"""
fuck | f\*+k | shut up | screw (?:you|this) | piss off | go to hell | kiss my | bullshit
bite me | suck my
you(?:'re|’re|r| are)? (?:\w+ ){0,4}(?:stupid|idiot\w*|moron\w*|dumb\w*|useless|pathetic|
  worthless|garbage|trash|joke|clown|shit)
(?:stupid|dumb|idiotic|pathetic|useless|shitty|crap|rubbish) (?:\w+ ){0,2}(?:bot|machine|question|
  interview\w*|computer|robot|program|tool|ai)
(?:your|this|the) (?:\w+ ){0,3}question(?:s)? (?:is|are) (?:\w+ ){0,2}(?:stupid|dumb|idiotic|
  garbage|shit|crap|pathetic)
i hate (?:you|this) | waste of (?:my )?time | none of your (?:\w+ )?business | moron\w*
dumbass
(?:this|such|your) (?:\w+ )?(?:garbage|rubbish|crap|nonsense)
(?:refuse to|won[’']t|will not) (?:answer|talk|play|take part|explain)
(?:this|that|you)(?: one)? (?:is|are) (?:\w+ )?(?:pathetic|ridiculous|garbage|rubbish) | get lost
you (?:\w+ )?have no (?:clue|idea) | (?<=[,:] )(?:you )?(?:idiot|moron|loser|clown)(?=\W*$)
dummkopf | trottel
geht (?:sie|dich) (?:\w+ )?nichts an | lächerlich
(?:so ein\w*|dieser|diesen) (?:müll|mist|quatsch)
voll ?idiot\w* | halt(?:'s| die| dein)? (?:maul|klappe|fresse)
fick | verpiss | leck mich | arschloch | scheiß | scheiss
du (?:\w+ ){0,3}(?:idiot|depp|trottel|dumm\w*|blöd\w*)
(?:dumme|blöde|bescheuerte) (?:\w+ )?(?:frage|maschine|fragen|kiste) | zeitverschwendung
"""

DONT_KNOW = r"""
(?:i )?(?:really |honestly |just |simply )?(?:do ?n[o'’]?t|do not|wouldn[’']?t|have no)
  (?: really| honestly| actually)? (?:know|remember|recall|idea|clue|have (?:any|an|much)|
  experience|example)
dunno | idk | no (?:idea|clue|experience|comment|answer|example)
(?:i'?m |i am )?not (?:so |too )?(?:sure|certain)
i(?:'ve|’ve| have)? (?:really |honestly )?never (?:really |actually )?(?:done|did|had|used|
  worked|tried|heard|seen|come across)
i haven[’']?t | i have not | i can[’']?t (?:really )?(?:think|remember|say|recall|answer)
i cannot (?:think|remember|say|answer) | nothing (?:comes|special|to say)(?: to mind)?
can[’']?t think of (?:anything|any|one)
(?:not|never) (?:done|used|worked with|heard of) (?:that|this|it|any)
ich habe?(?: \w+){0,3} (?:noch )?nie(?: \w+){0,2}
das habe? ich (?:noch )?(?:nie|nicht)(?: gemacht)?
wei(?:ß|ss) (?:ich |es |das )?(?:leider |gerade |jetzt )?nicht | noch nie gemacht
keine? (?:ahnung|idee|plan|erfahrung|beispiel|antwort) | next question | nächste frage
weiter bitte
fällt mir (?:\w+ ){0,3}(?:nichts|nicht|kein\w*) ein
what do you mean | (?:can|could) you (?:please )?(?:repeat|rephrase|explain)
do ?n[o'’]?t (?:understand|get) (?:the|your|that) question | was meinen sie | wie meinen sie
verstehe (?:die|ihre) frage nicht | können sie (?:die|das) (?:\w+ )?(?:wiederholen|erklären)
je ne sais pas | aucune idée | no (?:lo )?sé | ni idea | non (?:lo )?so | nessuna idea | geen idee
weet (?:ik )?(?:het )?niet | nie wiem | não sei | bilmiyorum | не знаю
知りません | わかりません | 不知道
모르겠
"""

REFUSAL = r"""
(?:i(?:'ll|’ll| will)? )?(?:pass|skip)(?: on)?(?: this| that| it)?(?: one| question)?(?: please)?
(?:please )?(?:skip|next)(?: question)?(?: please)? | no | nope | nein | nö | none | nothing
never
nie | nichts | n/?a | not really | nicht wirklich | nee | weiter
"""
"""A pass when nothing else is said."""

PRIVATE = r"""
cinnamon | porridge | kittens? | tomatoes | whistle | anthem | ferry
rained | soup | suppe | geregnet | pineapple | ananas | weather | sunny | raining | rain
swim(?:ming)? | beach | dogs? | cats? | pets? | pizza
spaghetti | pasta
ice cream | burgers? | favou?rite (?:food|colou?r|film|movie|song|team|game|animal|band)
films? | movies?
netflix | tv | football | soccer | basketball | tennis | world cup | video ?games?
playstation | xbox
minecraft | music | songs? | guitar | holidays? | vacation | girlfriend | boyfriend | birthday
christmas
hobb(?:y|ies) | moon | dinosaurs? | sharks? | unicorns? | bananas? | joke | lol | poems?
recipe | cake
wetter | sonnig | regen | schwimmen | strand | hund | katze | haustier | eis | lieblings\w+
am liebsten
filme? | kino | fernsehen | fußball | bayern | bundesliga | tennis | zocken | musik
lied(?:er)? | gitarre
urlaub | freundin | geburtstag | weihnachten | hobb(?:y|ys) | mond | haie? | banane\w* | witz
gedicht
rezept | kuchen
"""
"""What people talk of when they do not talk of work."""

ANYBODY = r"""
i | i['’]\w+ | my | me | mine | we | our | us | you | your | one | they
it depends | situation\w* | kommt auf | normalerweise | klappt
ich | mein\w* | mir | mich | wir | uns | unser\w* | man | sie | ihr\w* | du | dein\w*
"""
"""Somebody who could be at work."""

WORK = r"""
work\w* | jobs? | teams? | colleagues? | customers? | clients? | patients? | guests? | pupils?
students?
compan(?:y|ies) | firms? | boss | managers? | projects? | tasks? | experience\w* | skills?
lead\w*
responsib\w+ | deadlines? | problems? | solutions? | solv\w+ | process\w* | decisions?
careers? | roles?
positions? | office | shop | store | ward | shifts? | kitchen | restaurant | school
class(?:room)? | site
machines? | tools? | software | data | systems? | reports? | budgets? | costs? | sales | sold
orders?
deliver\w* | quality | safety | train\w* | stud(?:y|ied|ies) | degree | interviews? | hir(?:e|ed|
  ing)
stress\w* | conflicts? | communicat\w* | challeng\w* | goals? | results? | manag\w*
organi[sz]\w*
learn\w* | motivat\w* | reliab\w* | calm | people | meetings? | support\w* | improv\w*
develop\w*
arbeit\w* | \w*team\w* | kolleg\w* | kund\w* | patient\w* | gäste?n? | schüler\w* | firma
betrieb\w* | chef\w*
unternehmen\w* | projekt\w* | aufgabe\w* | erfahrung\w* | verantwort\w* | \w*termin\w*
probleme?n? | lösung\w*
prozess\w* | entscheid\w* | beruf\w* | stelle | büro | laden | filiale | station | schicht\w*
küche | schule
baustelle | maschine\w* | werkzeug\w* | daten | systeme? | bericht\w* | budget | kosten
verkauf\w* | auftr\w+
qualität | sicherheit | ausbildung | studi\w+ | bewerb\w* | konflikt\w* | kommunikation\w*
ziele?n? | ergebnis\w*
exams? | taught | teach\w*
lernen | gelernt | motiviert | zuverlässig\w* | ruhe | ruhig | menschen | leute | abläufe?n?
druck
"""
