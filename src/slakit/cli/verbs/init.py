"""Start a new repository: an agreement, a scenario, its document, and what checks them."""

from importlib.metadata import version
from pathlib import Path

import click

from slakit import loading, starter
from slakit.cli import exits, output, placing
from slakit.cli.verb import Verb
from slakit.document import document_of
from slakit.document.markdown import markdown
from slakit.language import schema
from slakit.language.source import read
from slakit.model import Agreement


@click.command("init", cls=Verb)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--name", metavar="ID", help="The agreement's id.  [default: from the name of DIR]")
@click.option("--title", default="Sales and Marketing Agreement", show_default=True, help="Its title.")
@click.option(
    "--timezone",
    metavar="ZONE",
    default="America/New_York",
    show_default=True,
    help="The zone of its term and of the office's hours: an IANA name.",
)
@click.option(
    "--country",
    metavar="CODE",
    help="Whose public holidays close the office (ISO 3166), or 'none'.  [default: the zone's]",
)
@click.option("--currency", metavar="CODE", help="The currency of its amounts (ISO 4217).  [default: none]")
@click.option(
    "--year", type=click.IntRange(1970, 2100), default=2027, show_default=True, help="The calendar year of its term."
)
def command(
    folder: Path, name: str | None, title: str, timezone: str, country: str | None, currency: str | None, year: int
) -> int:
    """Write a new repository into DIR, the current folder by default.

    It asks nothing and replaces nothing: if a file is in the way, it says which, writes none and ends with 2. The
    agreement is valid, its scenario passes, and lines marked (*) are what to decide first. The same call writes the
    same files.
    """
    choices = starter.Choices(
        name=starter.name_for(folder.resolve().name) if name is None else name,
        title=title,
        timezone=timezone,
        country=_country(country, timezone),
        currency=currency,
        year=year,
    )
    files = _files(choices)
    placing.add(folder, {path: text.encode() for path, text in files.items()})
    output.result("".join(f"{folder / path}\n" for path in files))
    output.note(f"{len(files)} files written; next: decide the lines marked (*) in {folder / starter.AGREEMENT}")
    if root := _repository_above(folder.resolve()):
        output.note(f"GitHub and pre-commit read their files only at the root of the repository, which is {root}")
    return exits.CLEAN


def _repository_above(folder: Path) -> Path | None:
    """The repository of which `folder` is a part but not the root."""
    root = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)
    return None if root == folder else root


def _country(chosen: str | None, timezone: str) -> str | None:
    if chosen is None:
        return starter.country_of(timezone)
    return None if chosen == "none" else chosen


def _files(choices: starter.Choices) -> dict[str, str]:
    """Every file by its path. Raises `Failure` if a choice makes an agreement of which anything can be said."""
    draft = starter.agreement(choices)
    agreement = _bound(draft)
    return {
        starter.AGREEMENT: draft,
        starter.DOCUMENT: markdown(document_of(agreement)),
        starter.SCENARIO: starter.scenario(choices, agreement),
        **starter.others(choices, version("slakit")),
    }


def _bound(draft: str) -> Agreement:
    root, findings = read(starter.AGREEMENT, draft.encode(errors="surrogatepass"))
    agreement = None
    if root is not None:
        findings += schema.check(root, findings)
        agreement, meant = loading.bind(root, findings)
        findings += meant
    if agreement is None or findings:
        said = dict.fromkeys(f"{found.message}: {found.help}" if found.help else found.message for found in findings)
        raise exits.Failure(f"nothing was written: {'; '.join(said)}")
    return agreement
