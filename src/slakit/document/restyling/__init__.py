"""A team's own templates: rendered apart, in a sandbox, within bounds of time, memory and output."""

from slakit.document.restyling.parent import has_templates, nothing_to_use, restyled

__all__ = ["has_templates", "nothing_to_use", "restyled"]
