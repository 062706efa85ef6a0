"""The topics no interviewer asks about, as German, French and Spanish ask: lists, no logic."""

from __future__ import annotations

_YOUR = "(?:ihr|dein)(?:e|er|en|em|es)?"
_GERMAN_VERB = "(?:sind sie|waren sie|bist du|warst du)"
_HAVE = "(?:haben sie|hatten sie|hast du|hattest du)"
_YOU = "(?:sie|du)"

TOPICS: dict[str, str] = {
    "age": rf"""
wie alt (?:sind|waren|bist|warst) {_YOU} | {_YOUR} (?:genaues )?alter
(?:wann|in welchem jahr) (?:sind|wurden|bist|wurdest) {_YOU} geboren
{_YOUR} geburts(?:jahr|datum|tag) | welche[rsnm]? (?:geburtsjahr|jahrgang)
(?:wann|in welchem jahr) (?:haben|hast) {_YOU} (?:\w+ )?(?:abitur|studium|schule|abschluss|
  schulabschluss|ausbildung) (?:\w+ )?(?:gemacht|abgeschlossen|beendet)
{_YOU} (?:\w+ )?in (?:rente|den ruhestand|pension) | {_YOUR} (?:ruhestand|rente|pensionierung)
quel âge | quand êtes-vous née? | votre (?:âge|date de naissance) | (?:votre|à la) retraite
cuántos años tiene | qué edad | su edad | cuándo nació | su fecha de nacimiento
""",
    "family": rf"""
{_GERMAN_VERB} (?:\w+ )?(?:verheiratet|ledig|geschieden|verlobt|schwanger|alleinerziehend|verwitwet|
  liiert|single|mutter|vater)
familienstand | familienplanung | kinderwunsch | {_YOUR} (?:\w+ )?(?:mann|frau|ehemann|ehefrau|
  ehepartner\w*|lebensgefährt\w+|familie|kinder\w*|schwangerschaft|partnerschaft|eltern)
{_HAVE} (?:eigene |schon |bereits |kleine )?(?:kinder|familie|ein kind|ein baby)(?=\s*[?,;.]|$|
   und| oder)
(?:planen|möchten|wollen|wünschen|planst|möchtest|
  willst) {_YOU},? (?:sich )?(?:\w+ ){{0,3}}(?:kinder|
  familie|nachwuchs|kind|baby|elternzeit|heiraten)
(?:wer|wie) (?:\w+ ){{0,3}}(?:betreut|kümmert sich um) {_YOUR}
êtes-vous (?:mariée?|célibataire|enceinte|divorcée?|en couple|(?:mère|père))
(?:avez-vous|voulez-vous|souhaitez-vous) (?:\w+ ){{0,3}}enfants? | vos enfants
votre (?:mari|femme|conjointe?|épou(?:x|se)|famille|situation familiale|grossesse)
está (?:usted )?(?:casad[oa]|solter[oa]|embarazada|divorciad[oa])
(?:tiene|quiere tener) (?:\w+ )?hijos
sus hijos | su (?:esposo|esposa|marido|mujer|familia|pareja|estado civil)
""",
    "religion": rf"""
{_YOUR} (?:religion\w*|konfession|glaube\w*|kirche\w*|religiöse\w* \w+)
{_GERMAN_VERB} (?:\w+ )?(?:religiös|gläubig|christ(?:in)?|katholisch|evangelisch|muslim(?:in)?|
  jüdisch|jude|jüdin|hindu|buddhist(?:in)?|atheist(?:in)?)
welche[rmn]? (?:religion\w*|konfession|kirche|glaubens\w*)
(?:beten|betest|feiern|feierst) {_YOU} (?:
  weihnachten|ramadan|ostern|täglich|regelmäßig)
gehör(?:en|st) {_YOU} (?:\w+ )?(?:einer )?(?:kirche|religion\w*|glaubens\w*)
votre (?:religion|foi|confession|église) | êtes-vous (?:croyante?|catholique|musulmane?|juive?|
  protestante?|religieu(?:x|se)) | quelle religion
su (?:religión|fe|iglesia) | qué religión | es usted (?:católic[oa]|musulm\w+|judí[oa]|creyente)
""",
    "origin": rf"""
wo (?:sind|wurden|bist|wurdest) {_YOU} (?:geboren|aufgewachsen)
woher (?:kommen|stammen|kommst|stammst) (?:{_YOU}|{_YOUR} (?:eltern|familie))
{_YOUR} muttersprache\w* | {_GERMAN_VERB} (?:\w+ ){{0,2}}muttersprachler\w* | welche muttersprache
{_YOUR} (?:staatsangehörigkeit|staatsbürgerschaft|nationalität|herkunft|hautfarbe|abstammung|
  ethni\w+(?: \w+)?|akzent|rasse|wurzeln|geburtsort|migrationshintergrund)
welche (?:staatsangehörigkeit|staatsbürgerschaft|nationalität)
{_HAVE} (?:\w+ )?migrationshintergrund
où êtes-vous née? | d['’]où venez-vous | votre (?:langue maternelle|nationalité|origine|race|accent)
vos origines | langue maternelle | quelle nationalité
(?:dónde|en qué país) nació | de dónde es | su (?:lengua materna|nacionalidad|origen|raza|acento)
lengua materna | qué nacionalidad
""",
    "sex and gender": rf"""
{_YOUR} (?:geschlecht|geschlechtsidentität|sexuelle\w* \w+|sexualität|pronomen)
{_GERMAN_VERB} (?:\w+ )?(?:schwul|lesbisch|homosexuell|heterosexuell|bisexuell|queer|trans\w*|
  ein mann|
  eine frau|männlich|weiblich) | als (?:frau|mann|mutter|vater) (?:in|im|unter|bei)
êtes-vous (?:homosexuel(?:le)?|gay|lesbienne|transgenre) | votre (?:sexe|genre|orientation sexuelle)
es usted (?:gay|lesbiana|homosexual|transgénero) | su (?:sexo|género|orientación sexual)
""",
    "health": rf"""
{_HAVE} (?:\w+ ){{0,3}}(?:behinderung\w*|schwerbehinder\w+|erkrankung\w*|krankheit\w*|
  vorerkrankung\w*|
  gesundheitliche\w* \w+|allergien|psychische\w* \w+)
{_GERMAN_VERB} (?:\w+ ){{0,2}}(?:behindert|schwerbehindert|krank|gesund|depressiv|in therapie|
  belastbar krank)
{_YOUR} (?:\w+ )?(?:behinderung|gesundheit|gesundheitszustand|krankengeschichte|krankheit\w*|
  krankheitstage|medikamente|fehltage) | wie oft (?:sind|waren|bist|warst) {_YOU} (?:\w+ )?krank
(?:avez-vous|souffrez-vous) (?:\w+['’ ]){{0,3}}(?:handicap|maladies?|problèmes? de santé)
votre (?:santé|handicap|maladie|état de santé) | êtes-vous (?:handicapée?|malade|en bonne santé)
(?:tiene|padece|sufre) (?:\w+ ){{0,3}}(?:discapacidad|enfermedad\w*|problemas? de salud)
su (?:salud|discapacidad|enfermedad|historial médico)
""",
    "genetics": rf"{_YOUR} (?:gene|erbkrankheit\w*|genetische\w* \w+) | gentest\w*",
    "looks": rf"""
wie (?:groß|schwer) (?:sind|bist) {_YOU} | wie ?viel wieg(?:en|st) {_YOU}
{_YOUR} (?:körpergröße|körpergewicht|gewicht|aussehen|haarfarbe)
combien mesurez-vous | combien pesez-vous | votre (?:taille|poids|apparence)
cuánto (?:mide|pesa)(?= ?[?.,]|$| usted) | su (?:peso|estatura|apariencia)
""",
    "arrests": rf"""
{_GERMAN_VERB} (?:\w+ )?(?:vorbestraft|verhaftet|verurteilt) | {_HAVE} (?:\w+ )?vorstrafen
wurden {_YOU} (?:\w+ ){{0,3}}(?:verhaftet|verurteilt) | {_YOUR} (?:vorstrafen|führungszeugnis)
avez-vous (?:\w+ ){{0,2}}(?:été )?(?:arrêtée?|condamnée?) | votre casier judiciaire
ha sido (?:\w+ )?(?:arrestad[oa]|condenad[oa]|detenid[oa]) | sus? antecedentes penales
""",
    "money, home or car": rf"""
{_HAVE} (?:\w+ )?(?:schulden|ein (?:eigenes )?(?:auto|haus)|eine (?:eigene )?(?:wohnung|immobilie))
{_YOUR} (?:\w+ )?(?:schulden|vermögens\w+|finanzielle\w* (?:situation|lage)|privatvermögen)
wohn(?:en|st) {_YOU} (?:zur miete|allein|mit|bei) | besitz(?:en|t) {_YOU} (?:ein|einen|eine) (?:
  eigene[sn]? )?(?:auto|haus|wohnung|immobilie)
avez-vous (?:une voiture|des dettes|une maison) | tiene (?:usted )?(?:coche|deudas|casa propia)
""",
    "membership": rf"""
{_GERMAN_VERB} (?:\w+ ){{0,3}}(?:gewerkschaft\w*|partei\w*|vereins?(?:mitglied)?|betriebsrat\w*)
gehör(?:en|st) {_YOU} (?:\w+ )?(?:partei|gewerkschaft|verein)
welche[rmn]? (?:partei|gewerkschaft|verein)\w* | {_YOUR} (?:politische\w* \w+|parteizugehörigkeit|
  gewerkschafts\w+) | (?:wen|welche partei) (?:wählen|wählst|haben|hast) {_YOU}
êtes-vous (?:syndiquée?|membre d['’]un (?:syndicat|parti)) | vos opinions politiques
pertenece a (?:un|algún) (?:sindicato|partido|club) | sus? (?:ideas|opiniones) políticas
""",
    "salary history": rf"""
{_YOUR} (?:\w+ )?(?:bisherig|letzt|aktuell|jetzig|früher|derzeitig|vorherig|
  momentan)\w* (?:\w*gehalt|
  verdienst|lohn|einkommen)
wie ?viel (?:verdien(?:en|ten|st|test)) {_YOU}
wie ?viel (?:haben|hast) {_YOU} (?:\w+ ){{0,4}}verdient
was (?:verdien(?:en|ten|st|test)) {_YOU} | was (?:haben|hast) {_YOU} (?:\w+ ){{0,4}}verdient
votre (?:dernier |ancien )?salaire(?: actuel| précédent| antérieur)
votre (?:dernier|ancien) salaire
combien (?:gagnez|gagniez)-vous
su (?:último |anterior )(?:salario|sueldo) | su (?:salario|sueldo) (?:actual|anterior)
cuánto (?:gana|ganaba)(?= ?[?.,]|$| usted| en)
""",
}

BEGINNINGS = r"""
wie (?:alt|groß|schwer) | alter | geburt\w* | geboren | abitur | studium | schule | abschluss
rente | ruhestand | pension\w* | verheiratet | ledig | geschieden | verlobt | schwanger\w*
alleinerziehend | verwitwet | liiert | familien\w* | mann | frau | ehe\w* | lebensgefährt\w*
familie | kind\w* | nachwuchs | elternzeit | betreu\w* | religi\w* | konfession | glaub\w* | gläubig
kirche\w* | evangelisch | katholisch | jüd\w* | beten | feiern | gehör\w* | geborene?n?
aufgewachsen | woher | wo (?:sind|wurden|bist|wurdest) | mutterspra\w* | staats\w* | nationalität
herkunft | hautfarbe | abstammung | ethni\w* | akzent | rasse | wurzeln | migrationshintergrund
geschlecht\w* | schwul | lesbisch | bisexuell | männlich | weiblich | behinder\w*
schwerbehinder\w* | erkrank\w* | krank\w* | vorerkrank\w* | gesund\w* | allergien | psychisch\w*
fehltage | körper\w* | gewicht | aussehen | wiegen | vorbestraft | vorstrafen | verhaftet | schulden
eigene[sn]? | auto | haus | wohnung | immobilie | vermögen\w* | finanz\w* | wohnen | besitzen
mitglied\w* | gewerkschaft | partei | verein | betriebsrat | wählen | gehalt | verdien\w* | lohn
einkommen | âge | né | née | nés | marié\w* | célibataire | enceinte | enfants? | mari | femme
conjoint\w* | langue | origines? | nationalité | handicap\w* | malad\w* | santé | salaire | gagn\w*
syndi\w* | politique\w* | retraite | années | años | nació | casad\w* | solter\w* | embaraz\w*
hijos | esposo | esposa | lengua | nacionalidad | raza | discapacidad | enferm\w* | salud | salario
sueldo | ganaba | sindicato | polític\w* | jubil\w* | edad
"""
