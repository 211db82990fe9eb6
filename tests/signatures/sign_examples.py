"""Sign the examples on the pages SLA720 to SLA729 anew: `python -m tests.signatures.sign_examples`.

To be run when the form of the digest or of the statement has become another. The keys are thrown away.
"""

import base64
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.examples.running import run
from tests.house.pages import ROOT

PAGES = sorted((ROOT / "src" / "slakit" / "codes" / "pages").glob("SLA72[0-8].yaml"))
OF_TWO = ROOT / "src" / "slakit" / "codes" / "pages" / "SLA729.yaml"
ALLOWED = ".slakit/allowed_signers"
SIGNATURES = Path("signatures", "north-1.0.0")
AT = "2027-01-04T09:00:00-05:00"


def signed(agreement: str, *signings: tuple[str, str]) -> list[str]:
    """What comes of each role signing with the key of a name: key, statement and signature, the latter in base64.

    The keys are made for it.
    """
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / ".git").mkdir()
        (folder / "agreement.yaml").write_text(agreement, encoding="utf-8")
        return [text for role, key in signings for text in _signed(folder, role, key)]
    finally:
        shutil.rmtree(folder)


def _signed(folder: Path, role: str, key: str) -> list[str]:
    if not (folder / key).exists():
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / key)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    done = run("sign", "agreement.yaml", "--as", role, "--key", key, "--at", AT, folder=folder)
    assert done.code == 0, done.err
    files = [(folder / SIGNATURES / f"{role.lower()}{suffix}").read_bytes() for suffix in (".json", ".sig")]
    return [(folder / f"{key}.pub").read_text().split()[1], *(base64.b64encode(content).decode() for content in files)]


def on_page(files: dict[str, Any], allowed: str, role: str) -> list[str]:
    """The key of a role, the first of a line of `allowed`, its statement and signature, as a page has them."""
    return [allowed.split()[-1], *(files[str(SIGNATURES / f"{role}{end}")]["base64"] for end in (".json", ".sig"))]


def replace(paths: Sequence[Path], old: Sequence[str], new: Sequence[str]) -> None:
    """Puts what is new in place of what is old."""
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for before, after in zip(old, new, strict=True):
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Replace keys, statements and signatures in every page."""
    sign_for_one()
    sign_for_two()


def sign_for_one() -> None:
    """The pages with one signatory, which share a signature."""
    page = _read(PAGES[0])
    given = page["given"]
    old = on_page(page["right"]["files"], given[ALLOWED], "cro")
    replace(PAGES, old, signed(given["agreement.yaml"], ("CRO", "key")))


def sign_for_two() -> None:
    """The page with two: both sign with the one's key, then the other with one of her own."""
    page = _read(OF_TWO)
    given, wrong, right = page["given"], page["wrong"]["files"], page["right"]["files"]
    lee, dana = right[ALLOWED].strip().splitlines()
    by_one = [*on_page(given, lee, "cro"), *on_page({**given, **wrong}, lee, "cmo")]
    by_two = on_page({**given, **right}, dana, "cmo")
    replace([OF_TWO], by_one, signed(given["agreement.yaml"], ("CRO", "lee"), ("CMO", "lee")))
    replace([OF_TWO], by_two, signed(given["agreement.yaml"], ("CMO", "dana")))


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes only text


if __name__ == "__main__":
    main()
