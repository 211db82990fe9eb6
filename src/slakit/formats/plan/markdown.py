"""A plan as Markdown (GitHub-flavoured), for a wiki, a mail or a pull request; texts of users are escaped."""

import re

from slakit.document.markdown import markdown
from slakit.formats.markup import uncalling
from slakit.formats.plan.html import disarmed
from slakit.formats.plan.told import told
from slakit.formats.setting import Setting
from slakit.planning.planned import Planned

_UNNUMBERED = re.compile(r"^(#+) +", re.MULTILINE)
"""The beginning of a heading: only headings begin so, since texts are escaped."""


def render(plan: Planned, setting: Setting) -> str:
    """The plan as one page, ending in a line break; running periods by day."""
    return uncalling(disarmed(_UNNUMBERED.sub(r"\1 ", markdown(told(plan, weekly=False)))))
