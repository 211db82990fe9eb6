"""Print the JSON Schema of a kind of file, for editors and programs."""

import json
from pathlib import Path

import click

from slakit.cli import exits, output
from slakit.cli.verb import Verb
from slakit.cli.writing import write_whole
from slakit.language.editor_schema import editor_schema
from slakit.language.schema_files import KINDS, names


@click.command("schema", cls=Verb)
@click.argument("kind", type=click.Choice(names()), default=None, required=False, metavar="[KIND]")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write it to FILE instead."
)
@click.option(
    "--all",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write those of all files that are written by hand to DIR: agreement.schema.json, scenario.schema.json, …",
)
def command(kind: str | None, target: Path | None, folder: Path | None) -> int:
    """Print the JSON Schema of KIND, complete in one file.

    KIND is agreement (the default), source, waivers or scenario: what is written by hand; or diagnostics, evaluation,
    payroll, test_results: what 'validate', 'evaluate', 'pay' and 'test' print as JSON.

    An editor uses it through a first line such as '# yaml-language-server: $schema=.slakit/agreement.schema.json'.
    """
    if folder is None:
        schema = _text(kind or "agreement")
        if target is None:
            output.result(schema)
        else:
            write_whole(target, schema.encode())
        return exits.CLEAN
    if kind is not None or target is not None:
        raise exits.Failure("--all writes every schema under its own name: give it neither a KIND nor a FILE")
    _write_all(folder)
    return exits.CLEAN


def _write_all(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise exits.Failure(f"{folder} cannot be made: {error.strerror or error}") from error
    for kind in KINDS.values():
        write_whole(folder / f"{kind}.schema.json", _text(kind).encode())


def _text(kind: str) -> str:
    return json.dumps(editor_schema(kind), ensure_ascii=False, indent=2) + "\n"
