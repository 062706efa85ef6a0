"""The topics no interviewer asks about, as English asks about them: lists, no logic."""

from __future__ import annotations

TOPICS: dict[str, str] = {
    "age": r"""
how old (?:are|were) you | your (?:own |exact |current |actual )?age | what age (?:are|were|did) you
when were you born | (?:what|which) year were you born | year of (?:your )?birth
your (?:date|year) of birth | your birth ?(?:date|day|year)
(?:when|(?:in )?(?:what|which) year) did you (?:graduate|leave school|finish (?:school|university|
  college|high school|your degree|your studies))
(?:when|(?:what|which) year) (?:was|is) your graduation | your graduation (?:year|date)
year (?:of your graduation|you graduated) | your (?:own )?retirement
you (?:plan|planning|intend|expect|want|hope|going|like) to retire(?! (?:the|an?|that|this|it|those|
  these|your|old|legacy))
(?:until|before|from) (?:you retire|retirement) | (?:younger|older) than you(?:rself)?
(?:too|feel) (?:old|young) for (?:this|the|a|such)
""",
    "family": r"""
(?:are|were) you (?:currently |already |still )?(?:married|divorced|widowed|pregnant|
  in a relationship|
  dating|a (?:mother|father|parent|mum|mom|dad)|single(?![- ](?:handed|threaded))|
  engaged(?! (?:in|with|on|by))|expecting(?: a (?:baby|child)|(?=\s*[?.,;]|$)))
your (?:\w+ )?(?:husband|wife|spouse|fianc[ée]e?|marital status|marriage|family (?:status|situation|
  plans|planning|life|commitments)|family(?! (?:of|business))|children(?! (?:nodes?|elements?|
  components?|processes))|kids|pregnancy|child ?care|maiden name|boyfriend|girlfriend|baby|parents)
your partner['’]s (?:job|work|income|name)
(?:do|did|will|would) you (?:already |ever |also |like to |want to |plan to |intend to |hope to |
  plan on |have plans to )?(?:have|having|start|starting|raise|raising|get|want) (?:any |an? |more |
  young |small |own )*(?:children|kids|bab(?:y|ies)|family)(?! (?:business|office))
(?:are you|you are) (?:planning|going|hoping|intending|thinking) (?:to|on|of|about) (?:have|having|
  start|starting|raise|raising|get|getting) (?:any |an? |more )*(?:children|kids|bab(?:y|ies)|
  family|
  married|pregnant)
you (?:plan|want|hope|intend|going) to (?:have|start|raise|get) (?:any |an? |more )*(?:children|
  kids|
  bab(?:y|ies)|family|married|pregnant)
(?:get|getting|become|becoming|be) pregnant(?! (?:women|patients|people|clients))
childcare (?:arrangements?|needs|duties|plans|responsibilities)
(?:looks? after|cares? for|takes? care of) your (?:child\w*|kids?|bab\w+|famil\w+|home)
your (?:maternity|paternity|parental) leave
you (?:had|have|got) (?:your (?:\w+ )?(?:child|children|kids?|son|daughter|twins)|
  (?:an?|your|the) baby)
(?:when|since|after|before|while|although) you (?:got|were|are|became) (?:\w+ )?(?:married|divorced|
  pregnant|widowed)
your (?:\w+ )?(?:son|daughter|twins|toddler)s?(?=\s*(?:[?.,;]|$|(?:with|and|who|was|were|is|are)\b))
you(?:['’]re| are)? (?:an? )?(?:single|working|new) (?:mother|father|mum|mom|dad|parent)
as (?:an? |the )?(?:\w+ )?(?:mother|father|mum|mom|dad|parent) (?:of|to|with|yourself)
you (?:take|took|taking|plan|planning|need|want) (?:\w+ ){0,3}(?:maternity|paternity|parental) leave
""",
    "religion": r"""
your (?:own |personal )?(?:religio\w*|faith|church|mosque|synagogue|temple|god|denomination)
your (?:religious|spiritual) \w+
(?:are|were) you (?:an? )?(?:\w+ )?(?:religious|christian|catholic|protestant|muslim|jew|jewish|
  hindu|
  buddhist|atheist|mormon|sikh|believer)
do you (?:\w+ ){0,2}(?:pray|worship|believe in god)
do you (?:\w+ ){0,2}(?:attend|go to) (?:an? |any )?(?:church|mosque|synagogue|temple|religious\w*)
do you (?:\w+ ){0,2}(?:observe|celebrate|keep) (?:the |any )?(?:\w+ )?(?:sabbath|shabbat|ramadan|
  christmas|easter|hanukkah|eid|diwali|lent|religious \w+)
(?:what|which) (?:religion|religious holidays?|faith|church) | what do you believe in
(?:as|being) an? (?:\w+ )?(?:muslim|christian|catholic|protestant|jew|jewish|hindu|buddhist|sikh|
  mormon|baptist|methodist)\b
your (?:\w+ )?(?:prayers?|fasting|ramadan|headscarf|hijab|turban)
you (?:\w+ ){0,6}(?:for|on) religious (?:holidays?|reasons|grounds|beliefs)
""",
    "origin": r"""
where (?:were|was) you(?:r (?:parents|family|mother|father))? (?:born|raised)
where (?:are|were) you (?:\w+ )?from | where do you (?:\w+ )?come from | where did you grow up
(?:which|what) (?:country|city|part of the world) (?:were|are|do|did) you(?:r parents)? (?:\w+ )?(?:
  born|come|from|grow up|a citizen)
(?:since|as|because|when|being|having) (?:you )?(?:were|was|are|been)? ?(?:born|raised) in
you(?:['’]re| are| were) (?:originally )?from (?:[A-Z]\w+) originally
your (?:\w+ )?(?:native|first|mother) (?:language|tongue) | (?:what|which) is your native
mother tongue | (?:what|which) (?:languages? )?(?:do|did) you (?:\w+ )?(?:speak )?at home
(?:are|were) you (?:an? )?(?:\w+ )?(?:native (?:english |german |french |spanish )?speaker|
  citizen|immigrant|foreigner|naturali[sz]ed)
your (?:\w+ )?(?:citizenship|nationality|ethnicity|ethnic \w+|ancestry|ancestors|racial \w+|
  birthplace|place of birth|skin(?: colou?r)?|accent(?! colou?r)|immigration status|
  country of (?:origin|birth)|national origin|family origin|cultural heritage|heritage)
your (?:own )?race(?! (?:condition|detect|hazard|track|day|car|team)\w*|-)
(?:what|which) (?:race|ethnicity|nationality|citizenship)(?! condition)
""",
    "sex and gender": r"""
your (?:own )?(?:gender identity|sexual \w+|sexuality|sex life|pronouns)
your (?:own )?gender(?!-| (?:pay|gap|balance|equality|equity|report|analysis|data|stud))
your (?:own )?sex(?!-| (?:education|disaggregat))
(?:are|were) you (?:an? )?(?:\w+ )?(?:gay|lesbian|bisexual|bi|queer|trans|transgender|transsexual|
  homosexual|heterosexual|lgbt\w*|male or|female or|a man or|a woman or|non-binary)
are you (?:straight)(?=\s*[?.,;]|$| or)
you identify as (?:an? )?(?:male|female|man|woman|gay|lesbian|queer|trans\w*|straight|non-binary)
(?:as|being) (?:a|the only) (?:wom[ae]n|man|men|mother|father|girl)
""",
    "health": r"""
(?:are|were) you (?:\w+ )?(?:disabled|handicapped|ill|sick|healthy|depressed|autistic|dyslexic|
  in good health|on (?:any )?medication|physically fit|mentally (?:ill|fit|healthy|stable|well))
(?:do you (?:currently |still |ever )?(?:have|suffer from|take|need)|have you (?:ever )?(?:had|
  suffered(?: from)?|been treated for)|did you have) (?:any |an? |some |serious |chronic |other |
  known |
  physical |mental |past |previous |recent |long-term |or ){0,5}(?:disabilit\w+|illness\w*|
  diseases?|
  medical (?:conditions?|history|problems?|issues?)|(?:health|mental health) (?:conditions?|
  problems?|
  issues?|history)|medication|mental health|injur(?:y|ies)|handicaps?|addictions?|allerg\w+)
have you (?:ever )?been (?:diagnosed|hospitali[sz]ed|in therapy|seriously ill)
your (?:own |personal |current |past )?(?:disabilit\w+|illness\w*|medical (?:history|records?|
  conditions?)|mental health|sick (?:days|leave)|sickness|chronic \w+|medication|burn-?out)
your (?:\w+ )?health(?=\s*(?:[?.,;]|$|(?:status|conditions?|problems?|issues?|history|like|been|and|
  or|affect\w*|prevent\w*|in|so)\b))
how many (?:sick days|days (?:\w+ ){0,5}sick)
how often (?:are|were|do|did) you (?:\w+ )?(?:sick|ill)
you (?:need|use) a wheelchair
your (?:\w+ )?(?:diabetes|epilepsy|asthma|adhd|autism|dyslexia|depression|anxiety disorder|cancer|
  chronic \w+|hearing (?:aids?|loss)|wheelchair|bad (?:knee|back))(?! (?:
  ward|unit|clinic|patient\w*|care|service\w*|nurse\w*|work|team|pathway|group))
did you (?:file|claim) (?:\w+ ){0,3}(?:workers['’]? comp\w*|disability)
""",
    "genetics": r"""
your (?:\w+ )?genetic (?:tests?|information|history|conditions?|disorders?|predisposition|make-?up)
your genes | your family(?:['’]s)? (?:medical |health )?history
(?:do|does|did|have|has) (?:you|your \w+) (?:\w+ )?(?:hereditary|genetic) (?:disease|condition|
  disorder)s?
run in your family
""",
    "looks": r"""
how (?:tall|heavy) are you | (?:how much|what) do you weigh
your (?:own |exact |current |body )?(?:weight(?!s|ing|-| (?:decay|init\w*|updat\w*|function|
  matri\w*|tuning))|
  height(?!-| (?:map|limit|field)))
your (?:\w+ )?(?:looks(?! like)|physical appearance|appearance(?! (?:at|in|on|before))|tattoos?|
  hair colou?r|hair(?= ?[?.,;]|$)|eye colou?r|body (?:shape|type|weight))
""",
    "arrests": r"""
(?:have|were|are|had) you (?:ever )?(?:been |gotten |got )?(?:arrested|convicted|charged with|
  jailed|
  imprisoned|in (?:jail|prison)) | did you (?:ever )?(?:get arrested|go to (?:jail|prison))
your (?:\w+ )?(?:criminal|arrest|police) (?:record|history|background)
you (?:\w+ )?have (?:an? |any )?(?:criminal|arrest|police) (?:record|history)
""",
    "money, home or car": r"""
your (?:own |personal |private |student |credit card |family )?(?:finances|financial situation|
  net worth|household income|credit (?:score|rating|history|report)(?! (?:model|service|engine|
  pipeline|project|system|api)))
your (?:personal |private |student |credit card )debts? | you (?:\w+ )?(?:in|have any) debt
(?:have you|did you|were you) (?:ever )?(?:been |declared? |gone |go |filed? for )*bankrupt(?:cy)?
do you (?:\w+ )?(?:own|rent|have) (?:an? |your (?:own )?)?(?:home|house|apartment|flat|car|vehicle|
  mortgage)(?! (?:office|lab|page))
(?:do you|are you) (?:own or rent|rent or own|living with|live with|live alone|living alone)
who (?:do|are) you (?:live|living) with
your (?:own )?(?:mortgage payments?|rent payments?|income(?! (?:statement|tax|model|data|stream)))
""",
    "membership": r"""
(?:are|were|have you been) (?:you )?(?:\w+ )?(?:an? )?(?:\w+ )?members? of (?:an?y?|the|
  your) (?:\w+ )?(?:union|clubs?|part(?:y|ies)|church|lodge|associations?|organi[sz]ations?|
  societ(?:y|ies)|
  works council|fraternity|sorority)
do you belong to (?:an? |any )?(?:\w+ )?(?:union|club|party|church|lodge|organi[sz]ation|society)s?
(?:which|what) (?:clubs?|political party|(?:trade )?unions?|part(?:y|ies)) (?:do|are|did|have) you
your (?:\w+ )?(?:political (?:views?|opinions?|beliefs?|party|affiliations?|activit\w+|leanings?|
  orientation|stance)|politics|(?:trade )?union (?:membership|activit\w+|work)|party (?:membership|
  affiliation)|club memberships?)
(?:who|whom|which party) (?:did|do|will|would) you vote
(?:do|did|will|would) you vote (?:for|in the|democrat|republican|labour|conservative)
(?:are|were) you (?:\w+ )?(?:unioni[sz]ed|in a (?:trade )?union|politically active|a union member)
""",
    "salary history": r"""
salary history
your (?:\w+ )?(?:current|last|previous|past|present|former|latest|old|prior|most recent|
  existing)(?: base| annual| gross| yearly| monthly)? (?:salary|pay|compensation|wages?|earnings|
  remuneration|paycheck)(?! (?:system|cycle|structure|model|service|team|project|scheme|tool))
your (?:salary|pay|wages?|earnings|compensation) (?:at|in|with|from|before) (?:your|the|that|[A-Z])
how much (?:do|did|were|are|have) you (?:\w+ )?(?:earn(?:ed|ing)?|paid|get paid|getting paid)
how much (?:do|did|were|are) you (?:\w+ )?(?:make|making)(?=\s*(?:[?.,;]|$|at|in|a|per|before|
  there))
what (?:did|do) you (?:\w+ )?(?:earn|make (?:a|per) (?:year|month|hour))
what (?:were|are) you (?:being |getting )?paid | (?:what|how much) (?:did|does|do) (?:they|\w+|
  your \w+ \w+) pay you
""",
}

BEGINNINGS = r"""
child | twins | son | daughter | divorced | widowed | single | working (?:mother|father|mum|mom|dad)
muslim | christian | catholic | protestant | jewish | hindu | buddhist | sikh | mormon | baptist
methodist | headscarf | hijab | turban | fasting | ramadan | diabetes | epilepsy | asthma | adhd
autism | dyslexia | depression | cancer | hearing | wheelchair | raised in | born in
age | ages | aged | old | older | young | younger | born | birth\w* | graduat\w* | retire\w*
you (?:finish|leave) | married | single | divorced | engaged | widow\w* | expecting | pregnan\w*
partner\w* | husband | wife | spouse | marital | marriage | relationship | dating | fianc\w*
famil\w* | child\w* | kids? | bab(?:y|ies) | mother | father | parents? | parental | mum | mom | dad
maternity | paternity | maiden | boyfriend | girlfriend | religio\w* | faith | church | mosque
synagogue | temple | belie\w* | god | pray\w* | worship | sabbath | shabbat | lent | christ\w*
catholic | protestant | muslim | jew\w* | hindu | buddhist | atheist | mormon | sikh | observant
ramadan | christmas | easter | hanukkah | eid | diwali | native | first language | tongue
citizen\w* | immigra\w* | foreign\w* | national\w* | naturali\w* | race | racial | ethnic\w*
ancest\w* | heritage | skin | accent | countr\w* | where (?:are|were|was|do|did) | raised | at home
gender\w* | sex | sexual\w* | pronouns | gay | lesbian | straight | bisexual | queer | trans\w*
homosexual | heterosexual | lgbt\w* | male | female | m[ae]n | wom[ae]n | girl | disab\w*
handicap\w* | ill | illness\w* | sick\w* | healthy | health | depress\w* | autis\w* | dyslexi\w*
deaf | blind | medica\w* | mental\w* | physical\w* | diseas\w* | injur\w* | diagnos\w* | therapy
surgery | allerg\w* | chronic\w* | wheelchair | genetic\w* | genes | hereditary | tall | heavy
weigh\w* | height | looks | appearance | tattoo\w* | hair | eye | body | arrest\w* | convict\w*
charged | jail\w* | prison\w* | imprison\w* | criminal | police | debts? | credit | bankrupt\w*
finances | financial | savings | mortgage | income | net worth | you (?:own|rent|live|living) | car
house | who (?:do|are) | union\w* | clubs? | members? of | party | parties | politic\w*
vot(?:e|ing) | belong | salary | pay | paid | compensation | wages? | earn\w* | earnings
remuneration | paycheck | how much | you make
"""
