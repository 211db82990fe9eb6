"""Northwind's expected outputs: what the README's commands write and print.

`python -m tests.examples.expected` writes examples/northwind/expected anew.
"""

from pathlib import Path

from tests.examples.running import EXAMPLES, quick_start, run

FOLDER = EXAMPLES / "northwind" / "expected"
PAY = (("text", "pay.txt"), ("markdown", "pay.md"), ("html", "pay.html"), ("json", "pay.json"), ("csv", "pay.csv"))
"""The pay of the quarter in each format."""


def produce(folder: Path) -> None:
    """Run the README's commands, `evaluate` in its other formats and `pay`, and keep in `folder` what comes of them."""
    commands = quick_start(folder)
    evaluate = commands["evaluate"]
    text = run(*evaluate)
    assert text.code == 1, text.out + text.err
    (folder / "scorecard.txt").write_text(text.out, encoding="utf-8", newline="\n")
    for form, name in (("json", "scorecard.json"), ("markdown", "scorecard.md")):
        done = run(*evaluate, "--format", form)
        assert done.code == 1, done.err
        (folder / name).write_text(done.out, encoding="utf-8", newline="\n")
    inputs = evaluate[1 : evaluate.index("--outcomes")]
    for form, name in PAY:
        done = run("pay", *inputs, "--period", "2027-Q1", "--format", form)
        assert done.code == 0, done.err
        (folder / name).write_text(done.out, encoding="utf-8", newline="\n")
    rendered = run(*commands["render"])
    assert rendered.code == 0, rendered.err


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    produce(FOLDER)
