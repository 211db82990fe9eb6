"""Sign the examples on the pages SLA720 to SLA728 anew: `python -m tests.signatures.sign_examples`.

To be run when the form of the digest or of the statement has become another. The key is thrown away.
"""

import base64
import shutil
import subprocess
import tempfile
from pathlib import Path

import yaml

from tests.examples.running import run
from tests.house.pages import ROOT

PAGES = sorted((ROOT / "src" / "slakit" / "codes" / "pages").glob("SLA72[0-8].yaml"))
ALLOWED = ".slakit/allowed_signers"
SIGNATURE = Path("signatures", "north-1.0.0", "cro")
AT = "2027-01-04T09:00:00-05:00"


def signed(agreement: str, folder: Path) -> list[str]:
    """The public key, and the statement and the signature in base64, made with a new key."""
    (folder / ".git").mkdir()
    (folder / "agreement.yaml").write_text(agreement, encoding="utf-8")
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / "key")]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    done = run("sign", "agreement.yaml", "--as", "CRO", "--key", "key", "--at", AT, folder=folder)
    assert done.code == 0, done.err
    files = [(folder / SIGNATURE).with_suffix(suffix).read_bytes() for suffix in (".json", ".sig")]
    return [(folder / "key.pub").read_text().split()[1], *(base64.b64encode(content).decode() for content in files)]


def main() -> None:
    """Replace the key, the statement and the signature in every page."""
    page = yaml.load(PAGES[0].read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes only text
    right = page["right"]["files"]
    old = [page["given"][ALLOWED].split()[-1], *(right[f"{SIGNATURE}{end}"]["base64"] for end in (".json", ".sig"))]
    folder = Path(tempfile.mkdtemp())
    try:
        new = signed(page["given"]["agreement.yaml"], folder)
    finally:
        shutil.rmtree(folder)
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for before, after in zip(old, new, strict=True):
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
