"""A new repository for an agreement: the files that `slakit init` writes, made from templates and a few choices.

Every line of them is a template's, under `files/`. The choices are put where `@WORD@` stands, quoted for the file that
they go into, so that no name can change what the file means.
"""

from slakit.starter.choices import NAME, Choices, country_of, name_for
from slakit.starter.drafts import AGREEMENT, DOCUMENT, REPOSITORY, SCHEMAS, agreement, others
from slakit.starter.scenario import SCENARIO, scenario

__all__ = [
    "AGREEMENT",
    "DOCUMENT",
    "NAME",
    "REPOSITORY",
    "SCENARIO",
    "SCHEMAS",
    "Choices",
    "agreement",
    "country_of",
    "name_for",
    "others",
    "scenario",
]
