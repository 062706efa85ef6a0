"""The closed classes of English, and verbs and nouns that need telling apart: lists, no logic."""

from __future__ import annotations

from app.language.lexicon import words

DETERMINERS = words("""
a an the this that these those every each another no some any both all either such several few
many most more much other same own
""")
POSSESSIVES = words("my our his her their its your")
PRONOUNS = words("""
i we he she they it you me us him them who whom which what myself yourself himself herself itself
ourselves themselves someone something everyone everybody everything nobody nothing anybody anyone
anything somebody there here one ones mine yours hers ours theirs i'm i've i'd i'll we're we've
we'd we'll they're they've it's that's he's she's you're you've there's
""")
SUBJECTS = words("i we he she they it you who i've we've they've i'd we'd someone everyone nobody")
PREPOSITIONS = words("""
of in on at by with from for into onto over under between through during without within after
before about against across along around among behind beyond below above near per toward towards
until upon via off out up down since as like than despite except inside outside throughout
beside besides apart aboard amid
""")
CONJUNCTIONS = words("""
and or but so because if when while where although though unless then whereas nor yet whether how
why that plus
""")
AUXILIARIES = words("""
be am is are was were been being have has had having do does did doing done will would shall
should can could may might must not n't get gets got getting let lets don't didn't doesn't isn't
wasn't weren't aren't couldn't wouldn't can't cannot won't haven't hasn't hadn't shouldn't
""")
MODALS = words("""
will would shall should can could may might must to couldn't wouldn't can't didn't don't
""")
ADVERBS = words("""
very really just also only even still already never always often sometimes usually mostly almost
quite too again back now later soon once twice together away instead ever else well basically
actually honestly maybe perhaps especially afterwards meanwhile yesterday today tomorrow ago
online offline aloud however therefore thus rather somewhat alone abroad overnight indeed far
further least less forward backward backwards upwards downwards longer shorter higher lower faster
slower earlier finer harder louder quieter closer deeper wider finally straight please yes ok
okay hello hi
""")
ADJECTIVES = words("""
next good bad new old big small large little long short high low great better best worse worst hard
easy early late strong weak fast slow full empty different important able sure ready clear main
major minor key real whole right wrong certain busy available possible proven solid sound deep
broad excellent outstanding relevant previous prior recent current similar common daily weekly
monthly quarterly annual regular responsible comfortable confident familiar fluent proficient
willing eager happy keen passionate flexible reliable organised organized motivated honest calm
warm friendly young fresh open proud senior junior hot cold dry wet clean dirty heavy light angry
safe close effective efficient accurate digital technical professional personal practical
relational financial commercial legal medical clinical electrical mechanical industrial structural
natural physical mental emotional social cultural political local regional national international
global internal external public private urban rural formal informal verbal oral visual musical
manual valid active positive creative innovative proactive collaborative competitive
persuasive logical methodical analytical numerical statistical critical strategic tactical
operational independent consistent attentive observant pragmatic systematic enthusiastic
energetic polite courteous punctual tidy resilient robust secure stable sharp crisp vivid
rich mature complex simple basic intermediate advanced general special specific particular unique
typical seasonal continuous comparable equivalent additional further sincere humble curious bright
brave steady even smooth quick rapid prompt genuine true false rare raw ripe sweet sour bitter
spicy soft quiet loud silent gentle firm thick thin tall tight loose flat round square modern
ancient former sick tired lost broken difficult tricky wide narrow first third second last final
single double
""")
NUMBERS = words("""
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
million dozen half twenty-five thirty-five forty-five sixty-one
""")
TIME_WORDS = words("""
yr yrs hr hrs min mins
second seconds minute minutes hour hours day days night nights week weeks weekend weekends month
months quarter quarters year years morning mornings evening evenings afternoon decade decades
monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december spring summer autumn winter today tonight
christmas easter ramadan am pm o'clock clock eve term terms week's year's sprint
""")
GENERIC = words("""
story stories
mother father daughter lady lad boy girl chap fellow
thing things stuff way ways lot lots bit kind kinds sort sorts type types time times people person
persons man woman men women guy guys everyone team teams work works job jobs role roles company
companies place places part parts example examples case cases situation situations problem
problems issue issues result results end ends start beginning point points fact facts idea ideas
reason reasons experience experiences skill skills ability abilities knowledge task tasks project
projects question questions answer answers course matter matters number numbers amount amounts
hand hands something someone life world area areas field fields side sides level levels goal
goals challenge challenges change changes position positions responsibility responsibilities
background career opportunity opportunities passion motivation attitude personality strength
strengths weakness weaknesses interest interests candidate candidates applicant interview
environment environments thank thanks sir madam day-to-day others rest top bottom middle front
couple pair set group range variety series total per percent yeah shit fuck crap ass bullshit hell
damn idiot idiots nonsense rubbish garbage trash sorry please moment moments step steps effort
efforts best need needs use attention care success value values fun help order mind sense
performance quality communication colleague colleagues coworker coworkers boss manager nothing
general basis standard standards duty duties colleague's mistake thought thoughts decision
decisions outcome outcomes deal deals choice minute name names line lines term terms stress
pressure process processes learner learners player players worker workers professional
professionals approach teamwork practice practices tool tools
method methods strategy activities activity aspect aspects topic topics relationship relationships
collaboration metre metres meter meters mile miles kilometre kilometres kilometer kilometers inch
inches foot feet gram grams kilo kilos kilogram kilograms tonne tonnes ton tons pound pounds euro
euros dollar dollars amp amps volt volts watt watts degree degrees litre litres
pence cents dozen notch notches third half track record requirement requirements
advantage plus must asset detail details ethic ethics person's solution
solutions organisation organization first second last final next main
""")
"""Nouns that say nothing by themselves."""

ING_NOUNS = words("""
training nursing marketing accounting teaching planning monitoring engineering scheduling wiring
heating lighting plumbing building cleaning dressing meeting briefing ceiling pricing invoicing
staging testing branding coaching mentoring onboarding hiring timing string spring clothing
housing catering baking dining rigging welding tooling logging alerting parking staffing
forecasting reporting budgeting banking funding bookkeeping housekeeping prototyping wireframing
modelling modeling sampling picking packing shipping purchasing roofing flooring painting
prospecting upselling crossing networking computing learning programming debugging sequencing
safeguarding grading marking reading writing phonics warehousing handling loading stocktaking
filing billing payroll lettering processing sourcing merchandising advertising recycling ordering
plating prepping tendering earthing trunking screening dosing feeding bathing charting
""")

VERBS = words("""
weed accelerate accept account achieve act adapt add address adjust administer advise agree align
allocate analyse analyze answer apply appraise approve arrange assemble assess assign assist
assure attend audit automate bake balance become begin bring budget build buy calculate call care
carry catch champion change chase check clean clear close coach code collaborate collect come
communicate compare compile complete comply compose conduct configure connect consult contact
contribute control convert cook coordinate cope correct counsel cover create cultivate curate cut
deal debug decide define deliver delegate demonstrate deploy describe design detect determine
develop devise diagnose differentiate direct discuss dispatch dispense display distribute document
draft drive earn educate embed empower encourage engage enhance enjoy ensure escalate establish
estimate evaluate examine execute expand explain explore facilitate find fit fix focus follow
forecast foster gain gather generate get give go greet grow guide handle have help hire host
identify implement improve increase influence inform inspect inspire install instruct integrate
interact interpret interview introduce investigate join keep know launch lead learn let liaise
lift listen load log look maintain make manage map market mark maximise maximize measure mediate
meet mentor migrate minimise minimize monitor motivate move negotiate nurture observe obtain offer
open operate optimise optimize order organise organize oversee own pack participate partner
perform pick pitch place plan plate play position prepare present preserve prevent prioritise
prioritize process procure produce program promote propose protect provide prove publish purchase
push put raise reach read receive recommend reconcile record recruit reduce refactor refine
register rehearse relate remain remove renew repair replace reply report represent research
resolve respond restock retain review rewrite roll rotate rework run safeguard say scale schedule
secure see select sell serve set set-up shape share ship show simplify solve source speak specify
spot staff stand start stay steer stock store streamline strengthen submit suggest supervise
supply support sustain take talk teach tell test think track train transform translate transport
treat triage troubleshoot try turn uncover understand undertake update upgrade upsell uphold use
validate verify visit wash watch wire win work write want need believe feel like love mean seem
happen walk wait leave lose break bite boil chop fry grill whisk taste peel bathe dress
comfort reassure weigh dial knead hear remember ask pay send stop hold hide hit hurt hang hope
allow avoid blame burn cause complain cry decline deny die draw drink drop eat enter exist expect
fail fall fight fill finish fly forget forgive guess hate imagine include intend invite
involve kill laugh lay lie live mind miss notice occur practise practice prefer pretend promise
pull question reject rely repeat require rest return ride ring rise save search separate shout
shut sing sit sleep sort spend spread steal stick succeed suffer suppose suspect swim throw touch
travel trust vary vote wake warn waste wear wish worry upload download scan swap
split label pair shadow cancel book reopen rebuild recall cross-check double-check
proofread post wrap bill invoice bend crimp terminate commission isolate drill glue
weld sew grade stretch roster recognise recognize chair preach prospect stratify summarise
summarize standardise standardize authorise authorize
""")
"""In their base form."""

IRREGULAR = words("""
bore beat bet bit bled blew bred burnt clung crept drank drunk fell felt fled flung
forbade forgot forgave froze gone ground heard hurt knelt leant leapt learnt lay lain lied
meant mown quit rid shrunk slung slit smelt spelt spilt spoilt stank stunk stung
swam thrust trod wept wrung became was were had
""")
"""Past forms, beside those that show an own action."""

ONLY_PAST = words("""
felt
became came went was were had did got made saw took gave wrote spoke broke drove chose began drank
ate flew forgot froze grew hid knew rang rode rose ran sang sank shook shone sprang stole swam
swore threw tore woke wore wove drew blew bit fell refused signed asked agreed arrived happened
remained stayed complained called helped wanted needed looked seemed tried
""")
"""Past forms that describe no noun: "two refused" is no phrase."""

OFTEN_NOUNS = words("""
account act address answer approach audit balance bill budget call care cause change charge check
clean code comment complaint control cook cover cut deal delay demand deploy design display
document draft drive drop end estimate exchange experience fall fight file fill finish fix focus
forecast form grade guide handle help hire hold hope hurt increase influence interest interview
invoice issue judge label lack lead lift line list load log look love map mark market match
measure meet mind miss monitor move need note notice offer open order pack pair part pass pay pick
pitch place plan plant plate play point position post practice present price process produce
program promise purchase push question raise range rank record reduce register release repair
reply report request research rest return review ring risk roll roster run sample scale schedule
score search sense set share shift ship show sign sort source split spot spread staff stage stand
start state stay step stick stock stop store study supply support swap switch talk target taste
test touch track trade train transfer transport travel treat trial trust try turn update upgrade
drill book cost hand bench trap count use value visit vote wait walk wash
waste watch wire wish work worry wrap triage upload rework sale coach
partner recall survey host pilot handover
""")
"""Verbs that are nouns at least as often: after a noun or an adjective they are one."""
