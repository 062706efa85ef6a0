"""What tells of a person's life, as German says it: lists, no logic."""

from __future__ import annotations

_WHICH = (
    r"(?:(?:erst|zweit|dritt|viert|ältest|jüngst|klein|groß|eigen|krank|beid|neugeboren)e[rnms]? |"
    r"(?:zwei|drei|vier|fünf) )"
)
_KIN = (
    r"(?:sohn|söhnen?|tochter|töchtern?|kind|kindern?|ehe\w+|bruder|brüdern?|schwestern?|"
    r"geschwistern?|oma|opa|großm\w+|großv\w+|enkel\w*|schwieger\w+|zwillingen?|mann|frau|vater|"
    r"mutter|eltern|tante|onkel|neffen?|nichten?|scheidung|schwangerschaft)"
)
_OF_THE_GROUP = r"(?! (?:in|aus) (?:der|meiner|unserer|ihrer) (?:gruppe|klasse))"
_ILL = (
    r"(?:\w*krebs|schlaganfall|herzinfarkt|depression(?:en)?|burn-?out|leukämie|tumor|"
    r"bandscheibenvorfall|krankheit|erkrankung|chemotherapie|reha)"
)

TOPICS: dict[str, str] = {
    "age": r"""
(?:nicht|keinesfalls) (?:älter|jünger) als \d\d | höchstalter | mindestalter
(?<!im )alter:? (?:zwischen|von|bis|unter|über|ab|max\w*) \d\d | \d\d (?:und|bis) \d\d jahren? alt
ich bin \d\d(?= jahre|\W*$|,| und)
(?:bewerber\w*|kandidat\w*) (?:unter|über|ab|bis) \d\d | jung\w*(?:,| und) dynamisch\w*
""",
    "family": rf"""
(?:mein|(?-i:Ihr))(?:e[rmns]?)? {_WHICH}*{_KIN}{_OF_THE_GROUP}
stolze[rnms]? (?:\w+ )?(?:oma|opa|mutter|vater|mama|papa|großmutter|großvater|eltern)
(?:oma|opa|mutter|vater|mama|papa|großmutter|großvater) von (?:zwei|drei|vier|fünf|zwillingen|\d)
hausfrau | hausmann | babypause | familienpause | erziehungszeit\w*
keine (?:kinder(?! (?:unter|in|im|auf))|kinderbetreuungspflicht\w*|familiäre\w* \w+)
ohne (?:kinder|anhang|familiäre \w+) | kinderlos\w* | (?:familiär )?ungebunden\w*
nach (?:meiner|der) (?:scheidung|geburt)
""",
    "religion": r"""
diakon(?:in)? | rabbiner\w* | küster(?:in)? | ministrant\w* | messdiener\w* | kopftuch\w*
(?:gemeinde|kirchen)vorstand | presbyter\w*
(?:ich bin|war) (?:\w+ )?(?:pfarrer|priester|pastor)(?:in)?
""",
    "origin": r"(?:als|bin|war) (?:\w+ )?(?:flüchtling|geflüchteter?|asylbewerber(?:in)?)",
    "sex and gender": r"(?:nur|ausschließlich) (?:frauen|männer|weibliche?|männliche?)",
    "health": rf"""
(?:nach|wegen|trotz) (?:(?:mein|ein|(?-i:Ihr))e[mrns] )?{_ILL} | (?:mein|ihr)(?:e[mrns]?)? {_ILL}
krankgeschrieben | auf (?:einem|meinem|dem) (?:\w+ )?(?:auge|ohr) (?:blind|taub)
ich (?:bin|war) (?:\w+ ){{0,3}}(?:blind|taub|gehörlos|schwerhörig|depressiv|krank|behindert)
keine (?:vorerkrankung\w*|behinderung\w*|gesundheitlich\w* \w+) | gesund und (?:belastbar|fit)
nichtraucher\w*
""",
    "looks": r"mindestgröße | \d[.,]\d+ ?m groß | gepflegtes (?:äußeres|aussehen)",
    "arrests": r"vorbestraft | (?:saß|war|kam) (?:\w+ ){0,3}(?:gefängnis|haft)",
}

BEGINNINGS = r"""
(?:älter|jünger) als | höchstalter | mindestalter | dynamisch\w* | sohn | söhnen? | tochter
töchtern?
bruder | brüdern? | schwestern? | geschwistern? | oma | opa | mama | papa | großm\w+ | großv\w+
enkel\w* | schwieger\w+ | zwillingen? | tante | onkel | neffen? | nichten? | scheidung | vater
mutter | eltern | hausfrau | hausmann | babypause | familienpause | erziehungszeit\w* | anhang
kinderlos\w* | ungebunden\w* | diakon\w* | rabbiner\w* | imam | küster\w* | ministrant\w*
messdiener\w* | kopftuch\w* | presbyter\w* | (?:gemeinde|kirchen)vorstand | flüchtling
asylbewerber\w* | \w*krebs | schlaganfall | herzinfarkt | depression\w* | leukämie | reha
krankgeschrieben | blind | taub | gehörlos | nichtraucher\w* | mindestgröße | gefängnis | haft
"""
