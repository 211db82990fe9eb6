"""Settings and ignores of a branch: TOML out of all measure, and comments without end."""

import os
from pathlib import Path

from tests.strangers.running import Case
from tests.strangers.sound import agreement


def _settings(folder: Path, text: str | bytes, *says: str, code: int | tuple[int, ...] = 1) -> Case:
    content = text.encode("utf-8", errors="surrogatepass") if isinstance(text, str) else text
    (folder / "slakit.toml").write_bytes(content)
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    return Case(arguments=("validate", "a.yaml"), says=says, code=code)


def tables_within_tables(folder: Path) -> Case:
    return _settings(folder, f"[{'.'.join(['a'] * 20_000)}]\n", "SLA14")


def a_text_of_many_lines(folder: Path) -> Case:
    lines = ("x" * 4_000 + "\n") * 125
    return _settings(folder, f'a = """\n{lines}"""\nb = 1\n', "SLA141")


def a_text_of_very_many_lines(folder: Path) -> Case:
    return _settings(folder, 'a = """\n' + "x\n" * 250_000 + '"""\nb = 1\n', "SLA141")


def lists_within_lists(folder: Path) -> Case:
    return _settings(folder, f"a = {'[' * 100_000}", "SLA140")


def inline_tables_within_inline_tables(folder: Path) -> Case:
    return _settings(folder, f"a = {'{a=' * 100_000}", "SLA140")


def dotted_keys_in_every_line(folder: Path) -> Case:
    return _settings(folder, "".join(f"{'a.' * 300}b{n} = 1\n" for n in range(1_500)), "SLA14")


def fifty_thousand_severities(folder: Path) -> Case:
    return _settings(folder, "[severity]\n" + "".join(f'SLA{n} = "error"\n' for n in range(1_000, 50_000)), "SLA14")


def a_number_of_half_a_million_digits(folder: Path) -> Case:
    return _settings(folder, f"a = {'9' * 500_000}\n", "SLA140")


def a_file_above_a_megabyte(folder: Path) -> Case:
    return _settings(folder, "# " + "x" * 2_000_000, "SLA140")


def control_characters_in_settings(folder: Path) -> Case:
    return _settings(folder, '[severity]\n"\\u001b[31m\\u202e" = "error"\n', "SLA14")


def settings_that_are_no_text(folder: Path) -> Case:
    return _settings(folder, b"\xff\xfe\x00\x80" * 100, "SLA140")


def settings_that_are_a_folder(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    (folder / "slakit.toml").mkdir()
    return Case(arguments=("validate", "a.yaml"), code=(0, 1))


def settings_that_are_a_pipe(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    os.mkfifo(folder / "slakit.toml")
    return Case(arguments=("validate", "a.yaml"), code=(0, 1))


def settings_that_are_a_device(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    (folder / "slakit.toml").symlink_to("/dev/zero")
    return Case(arguments=("validate", "a.yaml"), code=(0, 1))


def settings_that_lead_out_of_the_project(folder: Path) -> Case:
    inside = folder / "project"
    inside.mkdir()
    (inside / ".git").mkdir()
    (folder / "secret.txt").write_text("the secret of another project\n")
    (inside / "slakit.toml").symlink_to("../secret.txt")
    (inside / "a.yaml").write_text(agreement(), encoding="utf-8")
    return Case(arguments=("validate", "project"), code=(0, 1), silent=("the secret",))


def an_ignore_in_every_line(folder: Path) -> Case:
    lines = "".join(f"# slakit: ignore[SLA{n % 900}] because\n" for n in range(90_000))
    (folder / "a.yaml").write_text(agreement() + lines, encoding="utf-8")
    return Case(arguments=("validate", "a.yaml"), code=1)


def an_ignore_of_everything(folder: Path) -> Case:
    codes = ", ".join(f"SLA{n % 900 + 100}" for n in range(300_000))
    (folder / "a.yaml").write_text(f"{agreement()}# slakit: ignore[{codes}] because\n", encoding="utf-8")
    return Case(arguments=("validate", "a.yaml"), code=(0, 1))


def an_ignore_that_nothing_closes(folder: Path) -> Case:
    (folder / "a.yaml").write_text(f"{agreement()}# slakit: ignore[{'SLA,' * 500_000}\n", encoding="utf-8")
    return Case(arguments=("validate", "a.yaml"), code=(0, 1))
