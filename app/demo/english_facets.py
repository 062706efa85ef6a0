"""What to ask about a requirement of a certain kind, in English.

Law: every question here is open to "not yet": it asks whether, when or where, and
takes nothing for done.
"""

from __future__ import annotations

from app.demo.facets import PAPER, Facet, best_of
from app.language.lexicon import phrases

FACETS = (
    Facet(
        name=PAPER,
        known_by=phrases(
            r"""
degree | diploma | bachelor\w* | master'?s | licen[cs]e\w* | registration | registered
certificat\w* | certified
qualified(?! (?:staff|nurses?|colleagues|teachers?|people|team))
part-qualified | chartered | accredit\w* | qualifications? | QTS | NVQ | ACCA | CIMA
edition | training course | ticket$
apprenticeship
"""
        ),
        asks=(
            "What has it changed, or would it change, about the way you work?",
            "Where do you stand with that at present?",
            "Which part of it do you use on an ordinary working day?",
        ),
    ),
    Facet(
        name="language",
        known_by=phrases(
            r"fluen\w+ | spoken | english | german | french | spanish | italian | dutch"
        ),
        asks=(
            "Where have you needed it at work?",
            "When has it made a difference at work?",
        ),
    ),
    Facet(
        name="medicine",
        known_by=phrases(r"medicines? | medications? | doses? | drug rounds? | prescri\w+ | IV"),
        asks=(
            "What do you check twice there?",
            "What have you done when something on a chart looked wrong to you?",
        ),
    ),
    Facet(
        name="hours",
        known_by=phrases(
            r"shifts? | weekends? | early starts? | nights? | flexib\w+ | evenings? |"
            r" rota pattern | on-call | on call | pager"
        ),
        asks=(
            "How have you kept the work good at such hours?",
            "Which shift of that kind do you remember best?",
            "What have you changed to make such hours easier for everyone?",
        ),
    ),
    Facet(
        name="serious",
        known_by=phrases(
            r"""
incidents? | deteriorat\w+ | emergenc\w+ | escalat\w+ | outages? | urgent | under pressure
pressure | crisis | (?:stay|keep|remain)\w* calm
fast-paced | busy | critical | failover | disaster | resilien\w+ | stress\w*
"""
        ),
        asks=(
            "When has it become so serious that the first few minutes counted?",
            "Has there been a moment when you had to act before anyone could advise you?",
            "What have you had to decide at such a moment?",
        ),
    ),
    Facet(
        name="rules",
        known_by=phrases(
            r"""
safety | safe | compliance | compliant | HACCP | hygiene | infection | regulat\w+ | allergens?
lock-out | isolation | PCI
GDPR | safeguard\w* | standards? | WCAG | accessib\w+ | security | risk assessments?
polic(?:y|ies) | legal | confidential\w*
"""
        ),
        asks=(
            "When have you had to stop something because of that?",
            "What have you done when a rule of that kind stood in the way of the work?",
            "How have you noticed a mistake of that kind in time?",
            "How have you kept it up on a day when nobody would have checked?",
        ),
    ),
    Facet(
        name="looking back",
        known_by=phrases(
            r"""
reviews? | feedback | blame | blameless | retrospectives? | post-?mortems?
continuous improvement | lessons learned | audits?
incident reviews?
"""
        ),
        asks=(
            "When has looking back at a case changed how people worked afterwards?",
            "When have you had to say that a mistake was your own?",
            "What have people told you only once they knew it would not be held against them?",
        ),
    ),
    Facet(
        name="selling",
        known_by=phrases(
            r"""
sell | selling | sales | new business | prospect\w* | negotiat\w* | quota | quarterly target
sales targets? | leads | upsell\w*
cold call\w* | close deals | pipeline | demos? | contracts | key accounts | fundrais\w+ | donors?
"""
        ),
        asks=(
            "Which refusal taught you most?",
            "How have you got through to somebody who did not want to talk to you?",
            "What do you change first when you fall behind a target?",
            "Where have you held firm in a negotiation?",
        ),
    ),
    Facet(
        name="figures",
        known_by=phrases(
            r"""
budgets? | costs? | reconcil\w* | variance\w* | month-end | year-end | forecast\w* | tax | vat
ledgers? | balance sheet | payroll
invoic\w* | accounts payable | accounts receivable | financial | audits? | cash | margin | pricing
waste | KPIs? | metrics
"""
        ),
        asks=(
            "How have you found out that a figure was wrong?",
            "When has a number surprised everyone?",
            "To whom have you had to explain such figures?",
            "What have you made quicker there without making it less exact?",
        ),
    ),
    Facet(
        name="teaching",
        known_by=phrases(
            r"""
teach\w* | taught | phonics | lessons? | pupils? | curriculum | SEND | special educational needs
classroom | behaviour management | pupil behaviour
literacy | numeracy | tutor\w*
"""
        ),
        asks=(
            "How have you noticed that something was not understood?",
            "When has a single child, without a name, made you throw out your plan?",
            "When has a lesson gone differently from what you had prepared?",
            "What have you tried that worked with one group and failed with another?",
        ),
    ),
    Facet(
        name="leading",
        known_by=phrases(
            r"""
(?:lead|led|leading|run|running) (?:and \w+ )?(?:an? |the |your )?(?:\w+ )?(?:teams?|brigade|
  staff|shift|crew|group|people|engineers|nurses|colleagues)
leadership | teams? | brigade | supervis\w* | mentor\w* | coach\w* | train | training | trained
manage (?:a |the )?(?:team|staff|people)
staff | apprentices? | starters | delegat\w* | people management | line manag\w* | onboard\w*
"""
        ),
        asks=(
            "How have you helped somebody to get better at something?",
            "What have you done when somebody refused to go along with you?",
            "What have you done when two colleagues disagreed in front of you?",
            "Which task have you handed to somebody else that you would rather have kept?",
        ),
    ),
    Facet(
        name="people",
        known_by=phrases(
            r"""
customers? | clients? | patients? | guests? | residents? | complaints? | relatives
famil(?:y|ies) | parents? | conflicts? | visitors | tenants?
passengers? | members? | callers? | service users? | empathy | compassion\w* | children | dementia
"""
        ),
        asks=(
            "Without naming anyone, how did you try to win over the hardest of them?",
            "What have you done after someone left angry?",
            "When has listening to somebody changed what you did next?",
            "What have you done for somebody that no procedure asked for?",
        ),
    ),
    Facet(
        name="faults",
        known_by=phrases(
            r"""
faults?(?: finding| diagnos\w+)? | repair\w* | maintain\w* | maintenance | troubleshoot\w*
debug\w* | diagnos\w* | quality(?: control)? | inspect\w* | testing
tests? | bugs? | monitoring | conveyors? | motors? | reliab\w+ | defects?
"""
        ),
        asks=(
            "Which fault has taken you longest to find?",
            "What have you found that others had passed over?",
            "How have you made sure that a problem stayed fixed?",
            "When have you been sure of a cause and turned out to be wrong?",
        ),
    ),
    Facet(
        name="finding out",
        known_by=phrases(
            r"""
(?:user|ux|market|customer) research | research | interviews | usability | user testing
design\w* | prototyp\w* | analys\w+ | analyt\w+ | data | insights? | experiment\w* | portfolio
strategy
menus? | creative | ideas | innovation
"""
        ),
        asks=(
            "What have you found out that you had not expected?",
            "When have people done other than you had planned for?",
            "When have you thrown away an idea of your own?",
        ),
    ),
    Facet(
        name="telling",
        known_by=phrases(
            r"""
writ\w+ | document\w* | records kept | record-keeping | reports? | reporting | explain\w*
present\w* | communicat\w* | handovers? | stakeholders? | collaborat\w*
cross-functional | liais\w* | developers | engineers | doctors | colleagues | product managers
departments | suppliers? | partners | listening
"""
        ),
        asks=(
            "How have you explained something quite new to somebody?",
            "What have you done when something you said was taken another way?",
            "How did it end when you and somebody from another department disagreed?",
            "What have you left out on purpose when you explained something?",
        ),
    ),
    Facet(
        name="planning",
        known_by=phrases(
            r"""
plan | plans | planning | schedul\w* | rota | rotas | organi[sz]\w* | priorit\w* | deadlines?
projects? | coordinat\w* | inventory | stock\w* | logistics | routes?
time management | multi-?task\w* | roadmap | delivery | pick(?:ing)?(?: rates?)? | migrat\w*
move | objectives
"""
        ),
        asks=(
            "What have you let go when not everything could be done?",
            "What have you changed when a plan met reality badly?",
            "How have you noticed early that a plan was slipping?",
            "What have you had to move at the last minute?",
        ),
    ),
)

TOOL = (
    "What have you used it for so far?",
    "Where has it reached its limits for you?",
    "What is the hardest problem you have met with it?",
    "What have you made with it that is still in use?",
)
"""For a requirement that is little more than the name of a tool."""


def facet_of(text: str) -> Facet | None:
    """The kind of requirement `text` is."""
    return best_of(FACETS, text)
