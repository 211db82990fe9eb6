"""`slakit render`: what it writes, what it refuses, and with which exit code."""

from pathlib import Path

import pytest

from slakit.cli import main
from slakit.cli.exits import Failure
from slakit.cli.writing import write_whole
from tests.document.make import REFERENCE, rendered

BASE = "apiVersion: slakit/v1\nkind: Agreement\nmetadata: {name: b, title: B, version: '1'}\nparties: {a: {}, b: {}}\n"


def test_without_a_file_markdown_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(REFERENCE)]) == 0
    out, err = capsys.readouterr()
    assert out == rendered(REFERENCE)
    assert err == ""


def test_a_file_is_written_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "agreement.MD"
    target.write_text("old")
    target.chmod(0o640)
    assert main(["render", str(REFERENCE), "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == rendered(REFERENCE)
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["a.odt", "a", "a.md.txt"])
def test_another_suffix_is_a_usage_error(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(REFERENCE), "-o", str(tmp_path / name)]) == 2
    assert "the file's name may end in ." in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_base_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, target = tmp_path / "base.yaml", tmp_path / "base.md"
    base.write_text(BASE)
    assert main(["render", str(base), "-o", str(target)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "base.yaml:3:18: error SLA701: 'b' has no term" in err
    assert not target.exists()


def test_an_agreement_with_errors_is_refused_with_its_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, target = tmp_path / "broken.yaml", tmp_path / "broken.md"
    broken.write_text(
        REFERENCE.read_text(encoding="utf-8").replace("by: marketing", "by: marketng", 1), encoding="utf-8"
    )
    target.write_text("as it was")
    assert main(["render", str(broken), "-o", str(target)]) == 1
    assert "SLA301" in capsys.readouterr().err
    assert target.read_text() == "as it was"


def test_a_missing_agreement_exits_2(tmp_path: Path) -> None:
    assert main(["render", str(tmp_path / "none.yaml")]) == 2


def test_an_unwritable_target_exits_2_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(REFERENCE), "-o", str(tmp_path / "no" / "such" / "a.md")]) == 2
    assert "cannot be written: No such file or directory" in capsys.readouterr().err
    folder = tmp_path / "folder.md"
    folder.mkdir()
    assert main(["render", str(REFERENCE), "-o", str(folder)]) == 2
    assert "it is a folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [folder]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to("real.md")
    write_whole(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_a_failure() -> None:
    with pytest.raises(Failure, match="No space left"):
        write_whole(Path("/dev/full"), b"x")
