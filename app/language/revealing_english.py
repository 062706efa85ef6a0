"""What tells of a person's life, as English says it: lists, no logic."""

from __future__ import annotations

_WHICH = (
    r"(?:(?:first|second|third|fourth|eldest|oldest|youngest|elder|older|younger|middle|little|late|"
    r"own|only|two|three|four|five|new|ex|former|sick|ill|disabled|elderly|newborn|adult|"
    r"\w+-year-old)[- ])"
)
_KIN = (
    r"(?:(?:step|grand|half-)?(?:sons?|daughters?|brothers?|sisters?)|siblings|twins|husband|wife|"
    r"grand(?:mother|father|parents?|ma|pa|dad|mum|child|children|kids)|granny|aunt|uncle|nephews?|"
    r"nieces?|cousins?|in-laws|(?:mother|father|brother|sister|son|daughter)-in-law)"
)
_OF_FIRMS = (
    r"(?! (?:compan|brand|site|ship|hotel|school|team|ward|firm|paper|store|shop|printer)\w*)"
)
_NEAR = r"(?:child|children|kids?|bab(?:y|ies)|toddlers?|mother|father|mum|mom|mam|dad|parents)"
_PARENT = r"(?:mother|father|mum|mom|dad|parent|grandmother|grandfather|grandparent)"
_COUNT = r"(?:one|two|three|four|five|six|seven|twins|triplets|\d)"
_ILL = (
    r"(?:cancer|leuk(?:a)?emia|lymphoma|tumou?r|stroke|heart (?:attack|failure)|multiple sclerosis|"
    r"parkinson['’]?s?|hiv|epilepsy|diabetes|depression|anxiety|burn-?out|ptsd|bipolar|"
    r"schizophrenia|long covid|alcoholism|addiction|(?:nervous )?breakdown|crohn['’]?s|arthritis|"
    r"asthma|adhd|autism|dyslexia|panic attacks|anorexia|illness)"
)
_NO_WORK = r"(?! (?:ward|unit|clinic|patient|care|service|nurse|work|team|pathway|group)\w*)"

TOPICS: dict[str, str] = {
    "age": r"""
ages? (?:between |from |of |under |below |over |max\w* )?\d\d? | (?:maximum|upper|minimum) age
age limit(?! check) | (?:not|no) (?:older|younger) than \d\d
(?:applicants?|candidates?) (?:aged )?(?:under|over|above|below|older than|younger than) \d\d
(?:^|[,;:•-]\s*)(?:must be |be )?(?:under|below|over|above) \d\d(?: years of age)?(?=\W*$|\s*[,;])
(?:under|over|below) \d\d years (?:of age|old) | \d\d years of age
young and (?:dynamic|energetic|motivated|hungry|ambitious|flexible)
i(?:['’]m| am| was) \d\d(?= (?:and|now|then|when|years)|\W*$|,)
""",
    "family": rf"""
(?:my|your) {_WHICH}*{_KIN}{_OF_FIRMS} | our {_WHICH}*(?:sons?|daughters?|twins)
(?:my|our|your) {_WHICH}+{_NEAR}
(?:proud|loving|devoted|doting) (?:\w+ )?(?:{_PARENT}|granny|nan)
^\W*(?:grandmother|grandfather|grandparent)\W*$
(?<!the )(?<!each )(?<!an )(?<!a ){_PARENT} (?:of|to) {_COUNT}
(?:as|being|am|i['’]m|become|became) an? (?:\w+ )?{_PARENT}(?! (?:governor|company|figure|node|
  component))
stay-at-home (?:mum|mom|dad|parent|mother|father) | house(?:wife|husband) | homemaker
(?:raise|raised|raising|fostered|adopted|bringing up|brought up) (?:an? |my |our |
  {_COUNT} )?(?:young |
  small )?(?:children|child|kids|family|daughters?|sons?|twins)(?! of|['’]s)
career break (?:to|for|after|because|while) .{{0,40}}(?:child|famil|rais|bab|parent|ill|health)\w*
(?:my|your) (?:\w+ )?(?:divorce|separation|marriage|wedding|miscarriage) | through a divorce
miscarried | gave birth | unmarried
(?:being|are|am|was|were|been|i['’]m|you['’]re|got) (?:\w+ )?(?:married|divorced|widowed|pregnant)
(?:single|married) (?:preferred|only|applicants?|candidates?|persons?|status)
(?:no|without) (?:family (?:ties|commitments|obligations)|childcare \w+|dependants|kids)
(?:no|without) (?:own |small |young )?children(?! (?:under|in|on|at|allowed|were|was|left|hurt|
  waiting))
child-?free | childless
""",
    "religion": r"""
(?<!the )(?:deacon(?:ess)?|rabbi|imam|vicar|curate) | churchwarden | lay (?:reader|preacher)
sunday school | altar server | bible study | (?:my|your) (?:\w+ )?(?:faith(?! in)|religion)
(?:my|your) (?:\w+ )?(?:priest|pastor|parish|congregation)
(?:am|i['’]m|was|ordained) (?:an? |as an? )?(?:\w+ )?(?:priest|nun|monk)
""",
    "origin": r"""
native (?:\w+ )?speakers? | settled status | (?:only|open to) (?:\w+ )?(?:nationals|citizens)
(?:nationals|citizens) only | (?:as|former|am|i['’]m|was|were) (?:an? )?(?:\w+ )?(?:refugee|
  asylum seeker|immigrant|migrant)
""",
    "sex and gender": r"""
(?:fe)?male (?:\w+ )?(?:only|preferred|wanted)
(?:women|men|ladies|girls) (?:only|preferred|wanted)
^\W*(?:fe)?male(?=\W*$|\s*,)
""",
    "health": rf"""
(?:my|your) (?:\w+ )?{_ILL}{_NO_WORK}
(?:i|you) (?:\w+ )?(?:had|have|got|survived|beat|overcame|
  developed) (?:an? )?(?:\w+ )?{_ILL}{_NO_WORK}
(?:survivor of|diagnosed with|diagnosis of|suffer\w* from|(?:off )?(?:sick|ill) with|
  recover\w* from|
  recovery from|treated for|treatment for) (?:my |your |an? )?(?:\w+ )?(?:{_ILL}|
  chronic \w+){_NO_WORK}
{_ILL} survivor | off sick | (?:i|you) (?:was|were) (?:signed off|diagnosed|hospitali[sz]ed)
(?:return\w*|came|come|went|got|go) (?:back )?(?:to work )?after (?:my |your |an? |
  a long )?(?:\w+ )?(?:
  treatment|surgery|chemo\w*|operation|rehab\w*|illness)
(?:in|out of|went to|through) rehab | (?:i|you) (?:was|were) in hospital(?=\W*$|,| (?:for|with|
  after|twice|then)\b)
(?:registered|legally|partially|born|going) (?:blind|deaf|disabled) | hard of hearing
(?:blind|deaf) (?:in|on) (?:one|my|the|your|both) (?:\w+ )?(?:eyes?|ears?)
lost (?:my|your) (?:\w+ )?(?:leg|arm|sight|hearing|eye|hand)
(?:i|you)(?:['’]m|['’]re| was| were| am| are| got| became| fell| have been) (?:\w+ )?(?:depressed|
  ill|sick(?! (?:of|and tired))|disabled|handicapped|blind|deaf)(?=\W*$|,| (?:and|so|but|for|then|
  since|
  when|in|with|at|that))
wheelchair user(?!s) | (?:alcoholics|narcotics) anonymous | recovering (?:alcoholic|addict)
no (?:\w+ )?(?:disabilit(?:y|ies)|illness(?:es)?|health (?:problems?|issues?)|medical conditions?)
(?:in|be of|have) (?:good|perfect|excellent) (?:physical )?health(?! ?(?:and safety|care|services?))
good health(?=\W*$| (?:and no|required|essential)) | physically fit | non-?smokers?
""",
    "looks": r"""
clean-?shaven | (?:minimum|maximum|min\.|body) (?:height|weight) | \d[.,]\d+ ?m(?:etres|eters)? tall
\d{3} ?cm tall | be at least 1[.,][4-9]\d? ?m
(?:attractive|pleasant|good) (?:appearance|looks)(?! of)
good-?looking | well[- ]groomed | (?:no|without) (?:visible )?(?:tattoos?|piercings?|beards?)
""",
    "arrests": r"""
(?:i|you) (?:was|were|got|have been|had been) (?:once |twice )?(?:arrested|convicted|imprisoned|
  jailed|
  sentenced)
arrested (?:in \d{4}|for|twice|once) | convicted (?:in \d{4}|of|for) | served time
(?:went|sent|time|released|came out|out of|served|spent)(?: \w+){0,3} (?:prison|jail)
hmp \w+ \(served
""",
    "salary history": r"""
i (?:earned|was paid|was on) [£$€]?\d[\d,.]*k?(?= (?:pounds|euros?|dollars|a (?:year|month)|per)|
  \W*$)
""",
}

BEGINNINGS = r"""
(?:under|over|below|above) \d\d | sons? | daughters? | brothers? | sisters? | siblings | cousins?
nephews? | nieces? | aunt | uncle | grand\w+ | granny | nan | stay-at-home | house(?:wife|husband)
homemaker | fostered | adopted | career break | divorce | separation | miscarr\w+ | gave birth
unmarried | dependants | childless | deacon\w* | rabbi | imam | vicar | curate | churchwarden
lay (?:reader|preacher) | priest | nun | monk | parish | congregation | settled | refugee | migrant
asylum | survivor | diagnos\w+ | off sick | stroke | heart (?:attack|failure) | leuk\w+ | tumou?r
treatment | rehab | hospital\w* | registered | hard of hearing | alcoholi\w+ | narcotics | addict\w*
burn-?out | breakdown | non-?smokers? | clean-?shaven | attractive | good-?looking | groomed
piercings? | beards? | sentenced | served | hmp
"""
