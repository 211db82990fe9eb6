"""Verbs found by their modules: named without being imported, imported when called."""

import ast
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import click

from slakit.cli import verbs
from slakit.cli.verb import Verb
from slakit.language.spelling import suggestion


class Verbs(click.Group):
    """A group whose commands are the modules of `slakit.cli.verbs`; `_` in a module's name is `-` in the verb's."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, by name."""
        return sorted(found.name.replace("_", "-") for found in iter_modules(verbs.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, its module being imported now; None if there is no such verb."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(_module(cmd_name)).command
        if not isinstance(command, Verb):
            raise TypeError(f"{_module(cmd_name)}.command is not a Verb")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the verb that was probably meant."""
        name = args[0]
        known = self.list_commands(ctx)
        if name not in known and not name.startswith("-"):
            meant = suggestion(name, known) or f"the verbs are {', '.join(known)}"
            ctx.fail(f"there is no verb '{name}'; {meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs with the first line of their modules, none being imported."""
        with formatter.section("Verbs"):
            formatter.write_dl([(name, _summary(name)) for name in self.list_commands(ctx)])


def _module(verb: str) -> str:
    return f"{verbs.__name__}.{verb.replace('-', '_')}"


def _summary(verb: str) -> str:
    """The first line of the docstring of the verb's module."""
    spec = find_spec(_module(verb))
    get_source = getattr(spec and spec.loader, "get_source", None)
    source = get_source(_module(verb)) if get_source else None
    docstring = ast.get_docstring(ast.parse(source)) if source else None
    return docstring.partition("\n")[0].rstrip(".") if docstring else ""
