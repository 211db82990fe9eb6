"""A plan as Markdown (GitHub-flavoured), for a wiki, a mail or a pull request; texts of users are escaped."""

from slakit.document.markdown import markdown
from slakit.formats.plan.told import told
from slakit.formats.setting import Setting
from slakit.planning.planned import Planned


def render(plan: Planned, setting: Setting) -> str:
    """The plan as one page, ending in a line break; running periods by day."""
    return markdown(told(plan, weekly=False))
