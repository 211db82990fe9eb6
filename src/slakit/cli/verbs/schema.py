"""Print the JSON Schema of a kind of file, for editors and programs."""

import json

import click

from slakit.cli import output
from slakit.language.schema_files import bundled, names


@click.command("schema")
@click.argument("kind", type=click.Choice(names()), default="agreement", metavar="[KIND]")
def command(kind: str) -> int:
    """Print the JSON Schema of KIND, complete in one file.

    KIND is agreement (the default), source, waivers, scenario, or diagnostics for what 'validate' prints.

    An editor uses it through a first line such as '# yaml-language-server: $schema=agreement.schema.json'.
    """
    output.result(json.dumps(bundled(kind), ensure_ascii=False, indent=2) + "\n")
    return 0
