"""What every verb's command is: one that takes an option once unless it says that it is repeatable.

click lets the last of several values win, so that a second roster, or a second day, would replace the first unseen.
"""

from collections import Counter

import click

_INSTEAD = {
    "people": "put everybody in one file",
    "source": "one run takes one Source, whose rows may tell several kinds of events",
}
"""What to do instead of giving an option again, where it is not just to choose."""


class Verb(click.Command):
    """A command that refuses a second value for an option that has one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, after a look at what is given twice; `--help` is shown nevertheless."""
        if not ctx.resilient_parsing:
            _, _, given = self.make_parser(ctx).parse_args(args=list(args))
            if not any(parameter.is_eager for parameter in given):
                self._check_once(ctx, given)
        return super().parse_args(ctx, args)

    def _check_once(self, ctx: click.Context, given: list[click.Parameter]) -> None:
        for parameter, times in Counter(given).items():
            if isinstance(parameter, click.Option) and times > 1 and not parameter.multiple and not parameter.is_flag:
                instead = _INSTEAD.get(parameter.name or "", "give the one that you mean")
                ctx.fail(f"{parameter.opts[-1]} is given {times} times, and takes one value: {instead}")
