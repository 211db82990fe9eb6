"""Goals: a target of a measure by a date."""
