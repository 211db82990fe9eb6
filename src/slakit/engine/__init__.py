"""From an agreement and a log to the outcomes relation."""
