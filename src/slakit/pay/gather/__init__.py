"""From a log to the facts that pay is computed from, in one evaluation: `gathered`."""

from slakit.pay.gather.gathering import Gathered, gathered

__all__ = ["Gathered", "gathered"]
