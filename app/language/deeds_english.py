"""What evidence sounds like in English: words and patterns, no logic."""

from __future__ import annotations

from app.language.lexicon import words

IRREGULAR = words("""
ate become began begun bent bought bound broke broken brought built called came cast caught
chaired chose cut dealt did done drawn drew driven drove dug fed flew fought found frozen gave
given got grew grown held hid hit hung kept knew known laid led left lent let lit lost made met
overcame oversaw overtook paid proved put ran rang read rebuilt redid redrew reread reset resold
retook rewound rewrote rode rose run rung said sang sank sat saw seen sent set sewed shone shook
shot shown shrank shut slept slid sold sought sped spent split spoke spoken spread spun stepped
stole stood struck stuck sung swapped swept swore sworn swung taken taught thought threw thrown
told took tore understood undertook undid upheld went withdrew woke won wore worn wound wove
written wrote
""")

SAME_IN_PRESENT = words("cast cut hit let put read reset run set shut split spread become")
"""Past forms that may as well be the present."""

WAS = words("was were had did wasn't weren't hadn't didn't")

WEAK = words("""
accomplished achieved assisted attended believed collaborated communicated contributed dealt
decreased delivered demonstrated did done embraced encountered enhanced enjoyed ensured exceeded
excelled executed experienced facilitated faced felt focused focussed gained got graduated grown
grew handled helped hoped improved increased interacted involved knew known learned learnt
leveraged liked looked loved made managed maximised maximized met needed optimised optimized
participated proved reduced required saw seen showed solved started streamlined strived struggled
studied succeeded supported tackled thought tried understood used utilised utilized wanted worked
""")
"""Past forms that say nothing by themselves: they are claimed of anything."""

NOT_PAST = words("""
advanced based bed bleed breed committed dedicated detailed embed excited exceed experienced
feed greed hundred indeed interested mixed motivated need organised organized passionated
pleased proceed red related required seed shed shred skilled speed succeed supposed talented
thrilled tired used-to weed worried
""")
"""Words in -ed that are no past forms, or describe more often than they tell."""

HOLLOW = r"""
found (?:a|the|an) (?:\w+ )?(?:solution|way|compromise)
took (?:full |great |a lot of )?(?:responsibility|care|ownership|pride|initiative|part)
gave (?:my|a|one) (?:best|all|hundred|lot) | went (?:above|the extra) \w+ \w+ | kept (?:calm|
  going|cool|learning)
put (?:a lot of |much |great )?(?:effort|energy|work|my heart) | came (?:across|along|
  up with (?:a lot|many|good|new))
gathered (?:a lot of |much |great )?experience | got (?:along|on) | built (?:strong|good|
  great) relationships
"""
"""Set phrases whose verb tells nothing."""

SWEEPING = r"""
many | various | different | several | lots? of | all kinds of | all sorts of | numerous
countless
multiple | a (?:wide )?(?:variety|range) of | things | stuff
"""
"""Words that make a deed one of many."""

SUBJECT = r"""
he | she | they | we | it | nobody | no one | everyone | everybody | both | all of (?:them|us)
this | which
the \w+ | my \w+ | his \w+ | her \w+ | their \w+ | our \w+ | most | some
"""

TENS = "twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety"

NO_UNIT = r"""
instead | later | ago | rather | down | were | have | had | until | while | when
and | or | but | of | to | for | in | on | at | with | from | by | than | that | which | who
we | i
within | only | still | now | not | without | last | uhr | am | pm
it | is | was | were | are | as | so | because | the | a | an | per | after | before | out | up
off
"""
"""Words after a number that do not say what is counted."""

AGAINST = "instead of | down from | up from | compared to | against | rather than"

FEW = "one | none | nothing"

LASTING = "after | for | since | during | every | the last | the next | the following | the first"
"""Before a number: how long, not how much."""

NO_AMOUNT = r"""
years? old
(?:years?|months?)(?: \w+){0,3} experience | experience [^.]{0,20}years?
(?:1[0-9]0|hundred) ?(?:%|percent)? ?(?:committed|sure|dedicat\w+|motivat\w+) | 24/7
(?:level|grade|version|phase|year|step|stage|no\.?) \d+
giv\w+ (?:\w+ )?(?:1[0-9]0|(?:one |a )?hundred)
"""

NUMBERS = words("""
double dozen eight eighteen eighty eleven fifteen fifty five forty four fourteen half hundred
hundreds million nine nineteen ninety quarter seven seventeen seventy six sixteen sixty ten
third thirteen thirty thousand thousands three twelve twenty twenty-five twice two zero
""")

TIME = r"""
yesterday | i once | once i | one time | in my (?:first|second|third|last) year
last (?:year|month|week|winter|summer|spring|autumn|fall|term|season|night|monday|tuesday|
  wednesday|thursday|friday|saturday|sunday|christmas|easter|november|december)
(?:years?|months?|weeks?|days?) ago
in (?:january|february|march|april|may|june|july|august|september|october|november|december)
(?:one|that) (?:day|night|morning|evening|afternoon|weekend|shift|week|year|winter|summer|time)
on (?:a )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)
(?:on|during) (?:my|a|the|one) (?:\w+ )?(?:night )?(?:shift|placement|internship)
at my (?:last|previous|first|current|old) \w+ | when i (?:was|joined|worked|started)
at (?:midnight|\d) | the (?:next|same|following|first) (?:day|morning|week|month|year|evening)
this (?:year|spring|summer|winter)
"""

ONE = r"""
one | an? | this | that | my | the new
"""

PERSON_OR_THING = r"""
patient | customer | client | guest | student | pupil | child | boy | girl | woman | man | lady
resident | parent | mother | father | colleague | supplier | apprentice | trainee | tenant
nurse | waiter | driver | buyer | doctor | surgeon | engineer | teacher | manager | chef
foreman | site | ward | invoice | order | machine | server | release | incident | outage
audit | delivery | contract | account | kitchen | class | family | couple | builder | architect
dealer | vendor | bug | query | report | ledger | spreadsheet | caller | passenger | member
"""
"""After `ONE`: one person or thing, not people or things as such."""

DECISION = r"""
because(?! of (?:it|this|that|them)\b) | becaus | becuase | cos | cause
since (?:the|we|i|it|they|she|he|you|an?|my|our|his|her|nobody|no|otherwise) | inst?ea?d
rather than
i (?:\w+ )?(?:decided|chose|opted|picked|refused|insisted|preferred|judged|reckoned|weighed|
  argued|proposed|suggested|figured|realised|realized|thought it|wanted to avoid|knew that)
my (?:decision|call|choice|idea|suggestion|plan|reasoning) | trade-?offs? | so i | that'?s why
which is why | the reason | in order to | to avoid | on purpose | decided (?:to|against|that)
we (?:could have|had (?:two|three) options) | over the alternative
"""

RESULT = r"""
(?:he|she|they|it|we|both|everyone|nobody|the \w+) (?:now|still|no longer) \w+
not happened since
got (?:up |down |it )?to \d+ | to (?:none|nothing|zero)
(?:renewals?|retention|rate|share|success)(?: rate)?(?: (?:was|is|of|at))? \d+ ?%
(?:\d+|\w+) (?:(?:day|week|month|quarter|term|season|year)s?) later | served \d+
as a result | (?:the|a|my) results? | in the end | ended up | led to | so that | since then
after that | afterwards | by the end
within (?:a|two|three|four|six|\d+) (?:day|week|month|year|hour|minute)s? | reduced | reducing
cut(?:ting)? (?:the|our|it|that|this|from|down|by|waste|costs?|food|average|\w+ (?:time|costs?|
  from|by))
dropp?ed | fell | went (?:down|up|from|home|live|through|back) | came (?:down|back|in) | rose
raised | grew | increased | decreased | doubled | halved | tripled | saved | saving | lowered
shortened | brought (?:\w+ )*(?:down|back|up) | improved | improving | passed | won | closed
signed | recovered | finished | no longer | stopped | stays? | stayed | thanked | adopted
still (?:use|uses|in use|use it|run|running|there|works?) | is now | are now | became | accepted
approved | paid (?:off|back|in full) | resolved | renewed | reopened | certified | on time
worked out | it worked | that worked | opened on | handed over | was awarded | down (?:to|from)
up (?:to|from) | (?:not|never) (?:a|one) single
never (?:happened )?again
without (?:a |any )?(?:single )?(?:complaints?|incidents?|errors?|mistakes?|downtime|findings?|
  loss(?:es)?)
no (?:more |further |new )?(?:complaints|accidents|incidents|errors|findings|falls|
  downtime|data loss|rework) | zero
(?:left|was|were) (?:\w+ )?(?:happy|satisfied|relieved|grateful|pleased) | survived | reached
lost none | none (?:was|were|of)
hit (?:the|our|my) target | caught up | settled
"""

DIFFICULTY = r"""
hard(?:est)? | difficult\w* | problems? | trick(?:y|iest) | challeng\w+ | conflict | argument
argued | failed | failing | failure | broke | broken | refused | mistake | complain\w*
complaint | angry | upset | furious | struggl\w+ | resist\w+ | under pressure | short-staffed
short of | late | missing | stuck | crash\w* | wrong | worst | tough | disagree\w*
against (?:it|me|the idea) | pushed back
sick | outage | deadline | afraid | scared | risk\w* | emergency | leak\w* | conflicting
did ?n[o']t (?:want|trust|work|know|understand|fit|match)
"""

ROLE = r"""
my (?:job|role|part|task|responsibility|call|decision|idea|own)
i was (?:the (?:one|only|lead|first)|responsible|in charge|asked to|on my own|alone|on (?:call|
  duty|shift))
on my own | by myself | i was leading | i ran | i led | i owned | i acted for
i was (?:the|her|his|their|our|its) (?:\w+ ){0,2}\w+ | (?:it|that) was my \w+
i was (?:sent|given|put in charge|on (?:the )?(?:till|pass|desk|door)) | to me to
"""

TASK = r"""
my (?:job|role|part|task|responsibility|goal|target)
i was (?:responsible|in charge|asked|supposed)
(?:i|we) (?:had to|needed to|were asked|was asked|was told|were supposed)
the (?:goal|aim|task|target|job|brief|plan) was | was supposed to | asked me to
wanted (?:me|us) to | needed (?:me|us|a|an|the)
"""

SITUATION = r"""
when | while | during | at my | we had | there was | there were | we were | it was | used to
once | at the time | at that time | our \w+ (?:was|were|had) | the \w+ (?:was|were|had)
last \w+ | ago | in my (?:last|previous|first)
"""

HABIT = r"""
always | usually | generally | typically | normally | whenever | i would | i'd | i will | i'll
i try | i like | i believe | i think | i enjoy | i love | i can | i am able | i'm able
i consider | everyone | people
"""
