"""A plan as one HTML file that asks for nothing else, with pictures, to read at a desk, on a phone and on paper."""

import re
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from slakit.document.html import TEMPLATES
from slakit.document.html_table import shape
from slakit.document.model import Table
from slakit.document.templating import PACKAGE, settings
from slakit.formats.plan import waterfall, words
from slakit.formats.plan.running_line import running_line
from slakit.formats.plan.told import DAY, told
from slakit.formats.setting import Setting
from slakit.planning.planned import Planned

_COMMAND = re.compile("::(?=[A-Za-z])|##(?=\\w*\\[)")
"""What a runner of a CI service would take for a command if the page is printed there."""


def render(plan: Planned, setting: Setting) -> str:
    """The plan as a page, ending in a line break."""
    page = (
        _environment()
        .get_template("plan.html.jinja")
        .render(
            document=told(plan, weekly=False, verdict=False),
            pictures=_pictures(plan),
            places={},
            reachable=plan.is_reachable and words.is_promised(plan),
            verdict=words.verdict(plan),
        )
    )
    head, style, body = re.split("(?s)(<style>.*?</style>)", page, maxsplit=1)
    return f"{disarmed(head)}{style}{disarmed(body)}"


def disarmed(page: str) -> str:
    """The page with commands spelled so that it is the same to a browser, and nothing to a runner."""
    return _COMMAND.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1]}", page)


def _pictures(plan: Planned) -> dict[str, Markup]:
    """The pictures, by the anchor of the section that each belongs to."""
    found = {"steps": waterfall.waterfall(plan)}
    for place, run in enumerate(plan.runs, start=1):
        if run.whole:
            found[f"running-{place}"] = running_line(plan, run, f"line-{place}")
    return found


def _shape(block: Table) -> str:
    """The classes of a table; one of many days stays a table on a phone."""
    return "pairs days" if block.header[0] == DAY else shape(block)


@cache
def _environment() -> Environment:
    """The templates beside this module, then those of documents, whose blocks are used; every value is escaped."""
    loader = ChoiceLoader([PackageLoader("slakit.formats.plan"), PackageLoader(PACKAGE)])
    environment = Environment(**settings(TEMPLATES, loader))  # noqa: S701 - autoescape is among the settings
    TEMPLATES.furnish(environment)
    environment.filters["shape"] = _shape
    return environment
