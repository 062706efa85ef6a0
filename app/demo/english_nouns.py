"""Common nouns that open requirements, so that a capital there is not taken for a name."""

from __future__ import annotations

from app.language.lexicon import words

COMMON = words("""
wound stock food menu customer customers client clients patient patients pupil pupils student
students guest guests child children resident residents data software hardware cloud web mobile
front-end frontend back-end backend full-stack database databases network networks security system
systems code api apis version continuous distributed object functional linux-based script user
users usability design visual interaction interface prototype wireframe wireframes research
accessibility brand content copy social media email digital online sales retail business b2b
commercial revenue pipeline lead leads target targets key account accounts portfolio cold warm crm
finance financial tax vat payroll ledger ledgers audit audits budget budgets cash bank month-end
year-end statutory management cost costs credit purchase order orders invoice invoices spreadsheet
spreadsheets warehouse forklift inventory goods shelf shelves picking packing freight logistics
transport fleet route routes supplier suppliers vendor vendors health safety hygiene allergen
allergens kitchen pastry grill line sauce bread wine bar hotel restaurant banquet nurse nurses
nursing clinical acute ward care medication medicine medicines infection vital blood palliative
dementia mental surgical theatre emergency triage handover class classroom lesson lessons
curriculum phonics school schools primary secondary early years maths science literacy numeracy
parent parents behaviour special electrical electronic industrial domestic wiring fault faults
circuit circuits cable cables panel panels test tests mains power voltage plumbing heating boiler
boilers gas pipe drawing drawings blueprint blueprints site sites construction carpentry joinery
timber welding metal machine machines machinery plant equipment tool tools quality lean production
process processes maintenance preventive vehicle vehicles driver drivers law legal
contract contracts case caseload policy policies compliance risk risks governance hr recruitment
people staff employee employees team teams stakeholder stakeholders cross-functional agile scrum
project projects product products programme roadmap sprint customer-facing hands-on day-to-day
end-to-end real-time large-scale high-volume fast-paced high-pressure time-critical self-starter
strong-willed attention eye passion sense degree diploma certificate licence license licences
qualification qualifications registration bachelor's master's degree-level apprenticeship incident
incidents on-call outage outages monitoring alerting deployment deployments service services
reliability latency capacity backup backups disaster unit integration automated manual regression
bug bugs report reports dashboard dashboards statistics statistical machine-learning model models
analytics language languages written verbal oral spoken communication interpersonal numerical
analytical technical practical professional personal physical emotional problem problem-solving
decision decision-making time deadline deadlines conflict coaching mentoring leadership mentor
diary event events venue catering housekeeping reception front-of-house animal animals garden
gardens plants crop crops farm hair skin beauty store shop shops till tills window
visual-merchandising display displays charity fundraising donor donors volunteer
volunteers community youth family families housing tenant tenants benefits lab laboratory
sample samples chemical chemicals hazard hazards radiation imaging dental patient-centred
evidence evidence-based knowledge experience understanding ability skills skill background
expertise trades trade apprentice apprentices colleague colleagues crew shift shifts night weekend
weekends rota rotas schedule schedules someone anyone people's fluent up-to-date confident
english-language alternate bilingual pneumatics hydraulics thermography
strict infrastructure enthusiasm respect adherence warmth tact stamina energy drive humour
courtesy discipline empathy compassion honesty curiosity patience calm neat smart clean lively
polite punctual robust sharp keen eager willing able happy proud ready open kind fair firm
recent relevant current valid full clear excellent solid proven previous daily weekly monthly annual
mature modern broad wide long short late first second third fourth final main core
""")
