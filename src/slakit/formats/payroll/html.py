"""Statements as one HTML file that asks for nothing else, to read at a desk, on a phone and on paper."""

import re
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from slakit.document.html import TEMPLATES
from slakit.document.templating import PACKAGE
from slakit.formats.payroll import figures, tables, words
from slakit.formats.payroll.sheet import Sheet, sum_of
from slakit.formats.setting import Setting

_COMMAND = re.compile("::(?=[A-Za-z])|##(?=\\w*\\[)")
"""What a runner of a CI service would take for a command if the page is printed there."""


def render(sheet: Sheet, setting: Setting) -> str:
    """The statements as a page, one to a sheet of paper, ending in a line break."""
    template = _environment().get_template("statements.html.jinja")
    head, style, body = re.split(
        "(?s)(<style>.*?</style>)", template.render(sheet=sheet, payroll=sheet.payroll, places={})
    )
    return f"{_disarmed(head)}{style}{_disarmed(body)}"


def _disarmed(page: str) -> str:
    """The page with commands spelled so that it is the same to a browser, and nothing to a runner."""
    return _COMMAND.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1]}", page)


@cache
def _environment() -> Environment:
    """The templates beside this module, then those of documents, whose tables are used; every value is escaped."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("slakit.formats.payroll"), PackageLoader(PACKAGE)]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    TEMPLATES.furnish(environment)
    environment.globals.update(words=words, tables=tables, figures=figures, sum_of=sum_of)
    return environment
