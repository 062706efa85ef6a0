"""The words by which a job description asks for something: lists and patterns, no logic."""

from __future__ import annotations

import re

from app.language.lexicon import phrases

POST = (
    r"(?:nurse|chef|cook|clerk|teacher|driver|engineer|manager|assistant|electrician|plumber|"
    r"librarian|accountant|solicitor|officer|technician|developer|baker|carer|cleaner|planner|"
    r"analyst|designer|receptionist|operative|consultant|executive|mechanic|fitter|joiner|"
    r"gardener|waiter|barista|secretary|administrator|coordinator|supervisor|tutor|paralegal|"
    r"pharmacist|dentist|therapist|welder|roofer|builder|trainee|apprentice|trainer|instructor|housekeeper|leader|worker|rep|agent|buyer)s?"
)
"""The last word of what a post is called."""

NICE = phrases(
    r"""
nice to have
(?:is |are |would be )?(?:a |an |considered )?(?:\w+ )?(?:plus|bonus|advantage|asset) | desirable
preferred | preferably | ideally
would be (?:great|helpful|useful|beneficial|welcome|nice|lovely|good) | beneficial | advantageous
(?:(?:is|are) )?(?:useful|helpful|welcome|handy)$
(?:is|are) (?:useful|helpful|welcome|handy|lovely|great) | helps$ | brownie points
not essential | would help | helps if | we(?:'|’)?d love | bonus points | optional
wünschenswert\w* | von vorteil
vorteilhaft | idealerweise
gerne? gesehen | wäre\w? (?:\w+ )*(?:schön|toll|super|gut|prima|plus) | (?:ist )?ein plus
optional | bonus
"""
)
CLEARLY_MUST = phrases(
    r"must | required | essential | mandatory | at least | (?:ideal|successful) candidate |"
    r" voraussetzung\w* | zwingend"
)
MUST = phrases(
    r"""
must | required? | requires | essential | need(?:s|ed)?(?: to)? | necessary | mandatory | you have
you(?:'|’)?ve | you bring
you are | you(?:'|’)?re | looking for | should | minimum | at least | successful candidate
ideal candidate
experience | experienced | knowledge | ability | able to | qualified | certified | certificate
degree | proficien\w+
fluent | understanding | familiar\w* | skills? | track record | expect | wants? | seek\w* | hiring
erforderlich | voraussetzung\w* | zwingend | muss | müssen | sollte\w* | erfahrung\w*
kenntnisse\w* | ausbildung | abschluss
studium | sie (?:bringen|haben|verfügen|sind|besitzen|brauchen)
du (?:bringst|hast|verfügst|bist|kannst|brauchst)
wir (?:erwarten|suchen) | notwendig
fähigkeit | sicherer umgang | gesucht | belastbarkeit | bereitschaft
"""
)
NOT_ASKED = phrases(
    r"""
not (?:be )?(?:needed|required|necessary|expected)
no (?:\w+ )?experience (?:needed|required|necessary)
(?:isn|aren)(?:'|’)?t (?:needed|required|necessary) | unnecessary | nicht (?:nötig|erforderlich)
"""
)
"""What is said not to be asked for."""

DUTY = phrases(
    rf"""
the (?:[\w-]+ ){{0,3}}(?:{POST}|post-?holder|jobholder) will
you (?:might|may) be \w+ing
you(?:'|’)?re (?!willing|outgoing|looking|caring|hardworking|seeking|understanding)\w+ing
you(?:'|’)?ll | you will | you would | responsible for | responsibilit\w+ | in this role
the role (?:involves|includes|is)
duties | tasks include | your (?:tasks|job|work|role|day)
the (?:job|work|position) (?:is|involves|includes|means)
(?:joining|join) (?:us|our) \w+ to
person (?:\w+ ){{0,3}}will | will (?:be|have|lead|work|run|manage|support|help|own|join|report)
zuständig | verantwort\w+ | aufgaben?
sie (?:betreuen|beraten|planen|leiten|führen|übernehmen|unterstützen|arbeiten|sorgen|pflegen|
  organisieren|entwickeln|erstellen|bearbeiten|gewinnen|verkaufen|steuern|koordinieren|stellen|
  dokumentieren|begleiten|versorgen|helfen|kümmern)
du (?:betreust|berätst|planst|leitest|führst|übernimmst|unterstützt|arbeitest|sorgst|pflegst|
  organisierst|entwickelst|erstellst|bearbeitest|gewinnst|verkaufst|steuerst|koordinierst|
  dokumentierst|begleitest|versorgst|hilfst|kümmerst)
"""
)
ASIDE = phrases(
    r"""
we offer | we provide | we pay | salary | per annum | per hour | holiday\w* | pension | benefits?
annual leave | equal opportunit\w+
apply (?:now|by|with|to|via|online) | please (?:send|apply|contact|note) | closing date
send (?:us )?your | cover letter | bonus scheme
founded in | our mission | we are an? | we(?:'|’)?re an? | we believe | our values
we welcome (?:all )?appl\w+ | regardless of
(?:£|€|\$)\s?\d[\d.,k]*(?: ?[-–] ?|\s?(?:per|a|pa|p\.a\.)|$)
visa sponsorship | right to work | eligible to work | we value | discount | free parking
relocation | hybrid | remote(?:ly)? | full[- ]time | part[- ]time
wir bieten | wir zahlen | gehalt | vergütung | urlaub\w* | bewerb\w* | bewirb dich | melde dich
ruf uns an | betriebliche altersvorsorge
wir sind ein\w* | wir freuen uns | unbefristet\w*
gegründet | unser unternehmen | menschen mit behinderung\w* | ihre unterlagen | vollzeit
teilzeit | jobticket | (?:m/w/d) | (?:w/m/d)
"""
)
PERSONAL = phrases(
    r"""
driving licen[cs]e | driver(?:'|’)?s licen[cs]e | clean (?:driving )?licen[cs]e
own (?:car|vehicle|transport) | dbs(?: check)? | criminal record | background check
over 18 | aged? \d+ | at least 18 | \d+ years old | physically fit | able to (?:lift|stand)
medical | vaccinat\w+ | right to work | work permit | visa
citizen\w* | security clearance | native | mother tongue | muttersprach\w* | führerschein\w*
führungszeugnis\w* | gesundheitszeugnis | körperlich\w* | impfung\w*
masernschutz\w* | eigenes (?:auto|fahrzeug) | recent graduate\w*
young(?! (?:people|persons?|children|adults|learners|offenders|carers|families|
  patients|m[ae]n|wom[ae]n)) | digital native\w*
energetic team | married | religio\w+ | christian\w* | catholic
konfession\w* | kirch\w+ | christlich\w* | gewerkschaft\w* | staatsangehörig\w*
"""
)
"""What may be asked for, but is no subject of a question here."""

LEAD_IN = re.compile(
    rf"^(?:the (?:[\w-]+ ){{0,3}}(?:{POST}|post-?holder|jobholder) will|"
    r"(?:some(?:body|one)|a person) (?:to|with)|"
    r"this is an? [^.,]{3,50}(?:role|post|job|position),? (?:in which|where)"
    r" you(?:(?:'|’)ll| will)|"
    r"day[- ]to[- ]day,? you(?:(?:'|’)ll| will)(?: be)?|"
    r"to be(?= (?!considered)\w)|to(?= have | (?!be )[a-z]+ )|"
    r"as (?:an? |our |the )?[\w ]{2,40}?,? you(?:(?:'|’)ll| will)|"
    r"(?:to (?:be considered|apply|succeed)|in this (?:role|post|job)|for this (?:role|post|job)),?"
    r" (?:you|candidates|applicants)(?:(?:'|’)ll| will)? (?:must|should|need to)|"
    r"(?:one (?:morning|day) |the next )?you (?:might|may) be|you(?:'|’)re(?= \w+ing someone)|"
    r"(?:some(?:body|one)|anyone|people|a person) who(?:(?:'|’)s| can| will| has| have| is)?|"
    r"(?:and )?who (?:can|will|has|have|is)|who(?= \w+s )|need to|need(?= an? )|"
    r"(?:who )?(?:isn(?:'|’)?t|is not|not) afraid to|"
    r"so(?= you)|"
    r"the (?:person|colleague|one) (?:(?:we|who) \w+(?: \w+)?|in this (?:post|role|job)) "
    r"(?:will|must|should)"
    r"|(?:the )?(?:successful|ideal|right|perfect) (?:candidate|applicant|person)s? (?:will|"
    r"must|should|would|has|have|is|can|needs to)"
    r"|candidates? (?:must|should|will|need to)|applicants? (?:must|should|will|need to)"
    r"|(?:your|the) (?:day|days|week|role|job|work|time|post|position)(?: will)? (?:be spent|"
    r"involves?|includes?|consists? of|is to|means?)|(?:your |the )?(?:main |key )?(?:tasks?|"
    r"duties|responsibilities)(?: will)? (?:include|are|be)|be(?= able| comfortable| confident|"
    r" willing| familiar| responsible)|be expected to|"
    r"voraussetzung(?:en)? (?:ist|sind)|erforderlich (?:ist|sind)|wir erwarten(?: von ihnen)?|"
    r"idealerweise|wünschenswert(?: ist| sind)?|von vorteil(?: ist| sind)?"
    r"|(?:so )?(?:you|they)(?:'|’)?ll(?: also)?|they (?:will|must|should|can|need to)(?: also)?|"
    r"it (?:would help|helps|would be (?:\w+ )?(?:great|good|nice|lovely|helpful|useful|"
    r"(?:an? )?(?:plus|bonus|advantage))) if you(?: also)?(?: have| had|(?:'|’)ve)?|"
    r"you (?:will|would|must|should|can|"
    r"need to|need|"
    r"may)(?: also)?|we(?:'|’)?(?:ll|d| would)? ?(?:need|expect|ask|want|like) you to"
    r"|(?:we|they)(?:'|’)?(?:re| are) (?:currently |now )?(?:looking for|seeking|hiring|"
    r"recruiting)|we (?:need|seek|want|require|expect|look for)"
    r"|(?:and )?will(?: also)?|needs? to(?= be\b)|(?:and )?must(?: also)?|"
    r"should(?: also)?|required?|essential|desirable|preferred|ideally|"
    r"preferably|nice to have|brownie points(?: for)?|bonus(?: points)?(?: for| if)?|"
    r"it(?:'|’)?s a plus if)"
    r"(?:\s*[:,–-])?\s+",
    re.IGNORECASE,
)
OF_YOU = re.compile(
    r"^you(?:(?:'|’)re| are)\s+|^you\s+(?!(?:will|would|must|should|can|need|may|are|have|were|"
    r"had|to)\b)(?=[a-z]+\b)",
    re.IGNORECASE,
)
"""As in "You coach managers", "You're happy with figures"."""

HAVING = re.compile(r"^you(?:(?:'|’)ve| have)\s+", re.IGNORECASE)
TRAILER = re.compile(
    r"(?:\s*[,;–-]+\s*|\s+|(?=\())"
    r"(?:\((?:required|essential|must(?: have)?|desirable|preferred|nice to have|a plus|"
    r"optional|bonus|ideally|"
    r"wünschenswert|von vorteil|idealerweise|erforderlich)\)|"
    r"(?:(?:is|are|would be) )(?:also )?(?:an? |considered (?:an? )?)?(?:strictly |absolutely |"
    r"highly |strong |big |distinct |real |definite )?(?:plus|bonus|advantage|asset|"
    r"must|required|essential|mandatory|necessary|needed|desirable|preferred|advantageous|"
    r"beneficial|helpful|useful|welcome|lovely|great|nice|handy|expected)"
    r"(?: but not (?:essential|required))?|"
    r"\berwünscht|\bvorausgesetzt|\b(?:a plus|a bonus|an advantage|an asset)|"
    r"\b(?:wäre|wären) (?:super|toll|schön|prima|gut|ideal)|"
    r"\b(?:useful|helpful|welcome|handy)|\bdesirable|\bpreferred|\brequired|\bessential|"
    r"\bhelps|\bwünschenswert|\bvon vorteil|"
    r"\berforderlich|\b(?:ist|sind|wäre|wären) "
    r"(?:ein (?:plus|muss)|von vorteil|wünschenswert|erforderlich|zwingend erforderlich|"
    r"voraussetzung))\s*[.!;]*$",
    re.IGNORECASE,
)

WANTED = re.compile(
    r"^.{0,60}?\b(?:looking for|hiring|seeking|seeks|recruiting|need|needs|want|wants|"
    r"search(?:ing)? for|"
    r"sucht|suchen)\s+(?:\w+ ){0,2}?(?:an?|one|eine[nr]?|ein|zwei|two)\s+[^.,]{2,70}?(?:,)?\s"
    r"(?:with\s+|who (?:has|have|can|knows|is)\s+|who\s+(?=\w+s\s)|(?:mit|der|die)\s+)",
    re.IGNORECASE,
)
"""A call for someone, up to what that person must have."""

NOTICE = re.compile(
    r"^(?:(?!\b(?:with|who (?:has|have|can|is|\w+s)|mit|experience|erfahrung|"
    r"able)\b).)*\b(?:(?:(?:is|are|(?<=we)['’]re)\s+(?:currently |now )?"
    r"(?:looking for|hiring|seeking|recruiting)|"
    r"seeks|needs|wants|we need|we want|sucht|suchen(?: wir)?|wir suchen)\s+"
    r"(?:(?:for|zum|ab|zur|in|für)\b.{0,30})?(?:an?|another|one|eine[nr]?|ein|zwei|our|your|the|unser\w*)\b|wanted\b|gesucht\b|"
    r"to join (?:our|us|the)|m/w/d|w/m/d|is hiring)"
    r"(?:(?!\b(?:with|who (?:has|have|can|is|\w+s)|mit|experience|erfahrung|able)\b).)*$",
    re.IGNORECASE | re.DOTALL,
)
"""A call for someone that names nothing but the post."""

OF_THE_FIRM = re.compile(
    r"^(?:[A-Z][\w&'’-]*)(?: [A-Z&][\w&'’-]*){0,3},? "
    r"(?:is|are|was|has|have)(?: now| currently)? an?\b"
)
"""A sentence whose subject is a name: it tells of the firm."""

CALL = re.compile(
    r"^[^,.:]{2,40}\b(?:wanted|needed|required|sought|gesucht)\b[:,]?\s*(?:(?:for|to|with|mit|für)\b)?",
    re.IGNORECASE,
)
"""A post that is called for, before what it is called for to do."""

ASKED = re.compile(
    r"^(?:do you (?:have|know|enjoy|like|love|speak)|have you(?: got)?|are you|can you|"
    r"hast du|haben sie|bist du|sind sie|kannst du|können sie)\s+",
    re.IGNORECASE,
)
"""As in a bullet that asks: "Do you have a clean record with ladders?"."""

CLAUSES = re.compile(
    r",\s+(?:and\s+)?(?=will\s+[a-z]+)"
    r"|,?\s+and\s+(?=who\s+\w)|,\s+(?=who\s+(?:can|will|has|have|is|isn)\b)"
    r"|,?\s+(?=(?:but|although|though)\s+(?:neither|none|not|this|it|isn|is)\b)"
    r"|,\s+(?=(?:ist |sind )?aber\b)"
    r"|(?:(?<=useful)|(?<=helpful)|(?<=advantage)|(?<=a plus)|(?<=bonus)|(?<=desirable)"
    r"|(?<=preferred)|(?<=welcome)|(?<=lovely)|(?<=great)),?\s+and\s+"
    r"|,\s+(?:so|the next)\s+(?=you\b)"
    r"|,? (?:and|und) (?=(?:you(?:'|’)?(?:ll| will| must| should| have| are)|must|should|"
    r"be able to|able to|have (?:a|an|some|at least)\b|sie\b|du\b))"
    r"|(?:(?<=erforderlich)|(?<=erwünscht)|(?<=required)|(?<=essential)|(?<=desirable)"
    r"|(?<=preferred)),\s+|;\s+(?:(?:and|und)\s+)?|\s+sowie\s+(?=(?:ein|eine|einen|gute|sehr|sichere|kenntnisse|"
    r"erfahrung)\b)",
    re.IGNORECASE,
)
