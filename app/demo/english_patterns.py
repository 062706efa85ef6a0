"""How requirements are worded in English: patterns, no logic."""

from __future__ import annotations

import re

FILLERS = re.compile(
    r"^(?:(?:a |an )?(?:proven|strong|solid|excellent|outstanding|exceptional|superb|"
    r"demonstrable|demonstrated|good|great|significant|extensive|substantial|"
    r"some|sound|thorough|deep|in-depth|previous|prior|at least|minimum(?: of)?|a minimum of|"
    r"genuine|real|clear(?! (?:written|spoken|verbal|oral))|first-class|high|advanced|basic|"
    r"(?:\w+ |\d+\+? ?(?:[-–to]+ ?\d+\+?)? ?)?(?:or more )?(?:years?|months?)(?:'|’)?"
    r"(?: or more)?(?: of)?|"
    r"track record (?:of|in))\s+)+(?=\w)",
    re.IGNORECASE,
)
ABLE = re.compile(
    r"^(?:be )?(?:(?:the |an? )?(?:\w+ )?(?:ability|capacity|confidence|aptitude|capability) to|"
    r"able to|capable of|know(?:s|ing)? how to|can|confidence to)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
WILLING = re.compile(
    r"^(?:be )?(?:willing(?:ness)?|ready|readiness|prepared|happy) to\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
RESPONSIBLE = re.compile(
    r"^(?:be )?(?:responsible|responsibility|accountable) for\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
BEING = re.compile(
    r"^(?:be |being )?(?P<rest>(?:comfortable|confident|familiar|proficient|fluent|experienced|"
    r"skilled|competent|passionate|"
    r"enthusiastic|calm|patient|good|great|happy|at home|well[- ]versed|used|trained|"
    r"organi[sz]ed|reliable|flexible|careful|curious|adept|strict|serious|meticulous|kind|honest|"
    r"hands-on|friendly|polite|open|sensitive|alert|quick|confident)"
    r"(?: and \w+)? (?:with|in|at|about|to|under|around|on|enough|when|\w+ing)\b.+)",
    re.IGNORECASE | re.DOTALL,
)
BE = re.compile(r"^be (?P<rest>(?:on|in|at|part|present|there)\b.+)", re.IGNORECASE | re.DOTALL)
BE_DOING = re.compile(r"^be (?P<rest>\w{3,}ing\b.+)", re.IGNORECASE | re.DOTALL)
BE_SOMEHOW = re.compile(r"^be (?P<rest>.+)", re.IGNORECASE | re.DOTALL)
"""As in "be servicing boilers" and "be Gas Safe registered"."""

QUALIFIED = re.compile(r"^(?P<rest>(?:\S+ ){1,4}(?:\S*-)?qualified(?: or (?:\S*-)?qualified)?)$")
"""As in "CIMA or ACCA part-qualified"."""

WHO = re.compile(
    r"^(?:someone|somebody|a person|people|candidates|a colleague) (?:who|that)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
WITH = re.compile(
    r"^(?:someone|somebody|a person|people) with\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
HAVE = re.compile(
    r"^(?:have|having|has|(?:hold|holds)(?= (?:an?|the|your|valid|current|full|\S+ licen[cs]e)\b)|"
    r"possess|possesses|bring|brings)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
KNOW = re.compile(
    r"^know(?:s)?\s+(?!what\b|how\b|when\b|where\b|that\b)(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
TOPIC = re.compile(
    r"^(?:\w+ ){0,3}?(?:experience|expertise|background|knowledge|understanding|grasp|command|"
    r"awareness|familiarity|skills?|competence|proficiency|interest)"
    r" (?:of|in|with|as an?|as|using|on|for|working (?:with|in|on|across|as)|within|across|"
    r"around)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
TITLE = re.compile(
    r"^(?:registered|qualified|certified|chartered|experienced|licensed|skilled|motivated|"
    r"dedicated|detailed|"
    r"advanced|accredited|speciali[sz]ed|accomplished|seasoned|committed|focused|driven|proven|"
    r"used|left|based)\b"
    r"|^trained (?:in|as|to)\b|^(?:\w+ed) (?:[A-Z]\w+ )?(?:nurse|teacher|chef|engineer|"
    r"accountant|electrician|manager)\b",
    re.IGNORECASE,
)
TAKES_ARTICLE = re.compile(
    r"(?:\w+ )?(?:grasp|sense|eye|command|commitment|portfolio|understanding|record|"
    r"background|level|manner|hand|interest|knack|flair) (?:of|for|in|to|with)\b",
    re.IGNORECASE,
)
"""Nouns that need an article again when the adjective before them is taken off."""
NEEDED = re.compile(
    r"^(?:you(?: will|'ll|’ll| would)? )?(?:need|have|be expected|be required|are expected) to ",
    re.IGNORECASE,
)
IS_REMARK = re.compile(
    r"^(?:although|though|but|if|unless|neither|nor|however|while|whether|so)\b"
    r"|, (?:but )?not "
    r"|(?<!when )(?<!as )(?<!if )(?<!where )"
    r"\b(?:helps|needed|wanted|preferred|required|welcome|an? (?:plus|bonus))$"
    r"|^\w+(?: \w+)? (?:needed|wanted|required) for\b",
    re.IGNORECASE,
)
"""A sentence about the post without a verb of its own: no phrase fits around it."""

_MORE = r"(?:ed|able|ible|ate|ful|ic|ical|ive|ous|ent|ant|al|ble|m|ty|ly|dy|ing|st)"
ADJECTIVES = re.compile(
    r"(?:(?:very|highly|well) )?(?:organi[sz]ed|reliable|accurate|flexible|careful|curious|"
    r"punctual|motivated|committed|dedicated|enthusiastic|friendly|honest|patient|calm|"
    r"methodical|tidy|hard-?working|trustworthy|proactive|self-motivated|adaptable|polite|"
    rf"creative|diligent)(?:,? (?:and )?[a-z-]+{_MORE})*",
    re.IGNORECASE,
)
"""Adjectives and nothing else, as in "organised and accurate"."""
