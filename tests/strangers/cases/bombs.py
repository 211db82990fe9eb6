"""YAML that is small and means much, or is deep, or holds too many of something."""

from itertools import pairwise
from pathlib import Path

from tests.strangers.running import Case
from tests.strangers.sound import agreement, with_lines

_VALIDATE = ("validate", "a.yaml")
_HEAD = "apiVersion: slakit/v1\nkind: Agreement\n"
_MOST_BYTES = 4 * 1024 * 1024


def _file(folder: Path, text: str, *says: str, code: int | tuple[int, ...] = 1) -> Case:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return Case(arguments=_VALIDATE, says=says, code=code)


def lists_of_aliases(folder: Path) -> Case:
    lines = ["clauses:", "  a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"  {b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefghi", "bcdefghij", strict=True)]
    return _file(folder, _HEAD + "\n".join(lines), "SLA110")


def mappings_of_aliases(folder: Path) -> Case:
    lines = ["a: &a {x: 1, y: 1}"]
    pairs = zip("abcdefghijklmnopqrstuvw", "bcdefghijklmnopqrstuvwx", strict=True)
    lines += [f"{b}: &{b} {{x: *{a}, y: *{a}}}" for a, b in pairs]
    return _file(folder, _HEAD + "\n".join(lines), "SLA110")


def one_large_list_many_times(folder: Path) -> Case:
    return _file(folder, f"{_HEAD}a: &a [{'x, ' * 50_000}]\nb: [{'*a, ' * 50_000}]\n", "SLA110")


def a_scalar_of_a_megabyte_aliased_often(folder: Path) -> Case:
    values = f"&b {'b' * 1_000_000}, {'*b, ' * 90_000}"
    return _file(folder, f"{_HEAD}fields:\n  x: {{type: enum, values: [{values}]}}\n", "listed twice")


def an_enum_of_ninety_thousand_values(folder: Path) -> Case:
    values = ", ".join(f"v{n}" for n in range(90_000))
    return _file(folder, agreement().replace("[a, b]", f"[a, {values}]"), code=(0, 1))


def one_pattern_aliased_often(folder: Path) -> Case:
    pattern = "((a|b)?c{2,9})?" * 60  # 900 characters
    many = f'first: &p {{note: {{matches: "{pattern}"}}}}, ' + ", ".join(["*p"] * 9_000)
    return _file(folder, agreement(WHEN=f"x, any: [{many.removeprefix('first: ')}]"), code=(0, 1))


def patterns_without_end(folder: Path) -> Case:
    many = ", ".join(f'{{note: {{matches: "{n}{"(a|b)" * 190}"}}}}' for n in range(3_000))
    return _file(folder, agreement(WHEN=f"x, any: [{many}]"), "SLA323", "together")


def aliases_of_the_same_condition(folder: Path) -> Case:
    lines = ["x, any: [&a {all: [{note: x}, {note: y}]}"]
    names = "abcdefghijkl"
    lines += [f"&{b} {{any: [*{a}, *{a}]}}" for a, b in pairwise(names)]
    return _file(folder, agreement(WHEN=", ".join(lines) + "]"), code=(0, 1))


def an_alias_in_the_anchor_it_names(folder: Path) -> Case:
    return _file(folder, f"{_HEAD}clauses: &c\n  a: *c\n", "contains itself")


def aliases_as_keys(folder: Path) -> Case:
    return _file(folder, f"{_HEAD}a: &a b\n" + "*a : c\n" * 20_000, "SLA111")


def a_hundred_thousand_anchors(folder: Path) -> Case:
    return _file(folder, f"{_HEAD}clauses:\n" + "".join(f" - &a{n} x\n" for n in range(99_000)), "SLA203")


def aliases_to_nothing(folder: Path) -> Case:
    return _file(folder, f"{_HEAD}a: [{'*nothing, ' * 90_000}]", "SLA112")


def deep_through_aliases(folder: Path) -> Case:
    lines = ["a0: &a0 [[[[[[[[[[x]]]]]]]]]]"] + [f"a{n}: &a{n} [[[[[[[[*a{n - 1}]]]]]]]]" for n in range(1, 12)]
    return _file(folder, _HEAD + "\n".join(lines), "64 levels")


def merge_keys_of_bombs(folder: Path) -> Case:
    return _file(folder, f"{_HEAD}a: &a {{b: c}}\nd: {{{'<<: *a, ' * 30_000}}}", "SLA108")


def deep_brackets(folder: Path) -> Case:
    return _file(folder, _HEAD + "a: " + "[" * 1_000_000, "64 levels")


def deep_braces(folder: Path) -> Case:
    return _file(folder, _HEAD + "a: " + "{b: " * 500_000, "64 levels")


def deep_lists_on_one_line(folder: Path) -> Case:
    return _file(folder, _HEAD + "a:\n  " + "- " * 500_000 + "x\n", "64 levels")


def deep_indents(folder: Path) -> Case:
    return _file(folder, _HEAD + "".join(f"{' ' * n}a:\n" for n in range(2_000)), "64 levels")


def deep_question_marks(folder: Path) -> Case:
    return _file(folder, _HEAD + "? " * 300_000, code=1)


def brackets_that_close_nothing(folder: Path) -> Case:
    return _file(folder, _HEAD + "a: " + "]" * 1_000_000, "SLA105")


def deep_conditions(folder: Path) -> Case:
    deep = "{none: [" * 29 + "{note: y}" + "]}" * 29
    return _file(folder, agreement(WHEN=f"x, all: [{deep}]"), code=(0, 1))


def conditions_that_multiply_out(folder: Path) -> Case:
    parts = ", ".join(f"{{any: [{{note: x{n}}}, {{grade: b, note: {{contains: y{n}}}}}]}}" for n in range(400))
    return _file(folder, agreement(WHEN=f"{{present: true}}, all: [{parts}]"), code=(0, 1))


def a_million_keys(folder: Path) -> Case:
    return _file(folder, _HEAD + "".join(f"a{n}:\n" for n in range(1_000_000)), "larger than 4 MiB")


def as_many_keys_as_fit(folder: Path) -> Case:
    return _file(folder, _HEAD + "".join(f"{n:x}:\n" for n in range(580_000)), "more than 100,000")


def as_many_nodes_as_are_allowed(folder: Path) -> Case:
    return _file(folder, _HEAD + "".join(f"a{n}: x\n" for n in range(49_990)), "SLA202")


def one_key_a_hundred_thousand_times(folder: Path) -> Case:
    return _file(folder, _HEAD + "a: b\n" * 100_000, "given twice")


def twenty_thousand_unused_events(folder: Path) -> Case:
    events = "".join(f"  e{n}: {{event: x{n}}}\n" for n in range(19_900))
    text = agreement().replace("events: {", "events:\n").replace("assigned}, attempt:", "assigned}\n  attempt:")
    text = text.replace("events:\nhandoff", "events:\n  handoff").replace("{event: call}}", "{event: call}")
    return _file(folder, text.replace("responses:", f"{events}responses:"), "SLA432", code=0)


def _with_fields(count: int) -> str:
    fields = "".join(f", f{n}: {{type: string}}" for n in range(count))
    return agreement().replace("note: {type: string}", "note: {type: string}" + fields)


def twenty_thousand_fields(folder: Path) -> Case:
    return _file(folder, _with_fields(24_000), "and 23,000 more (23,000 SLA433)", "24000 warnings", code=0)


def six_thousand_fields_in_sarif(folder: Path) -> Case:
    case = _file(folder, _with_fields(6_000), "1000 more results", code=0)
    return Case(arguments=(*case.arguments, "--format", "sarif"), says=case.says, code=0)


def thirty_thousand_clauses(folder: Path) -> Case:
    clauses = "".join(f", c{n}: {{title: x, text: y}}" for n in range(16_000))
    return _file(folder, agreement().replace("Either may leave.}", "Either may leave.}" + clauses), code=0)


def four_thousand_responses(folder: Path) -> Case:
    lines = "".join(
        f"  r{n}: {{by: sales, starts: handoff, stops: attempt, within: 6 business hours}}\n" for n in range(1_500)
    )
    return _file(folder, agreement().replace("clauses:", f"{lines}clauses:"), code=(0, 1))


def a_stage_graph_with_every_edge(folder: Path) -> Case:
    names = [f"s{n}" for n in range(240)]
    each = "".join(f"  {name}: {{by: sales, next: [{', '.join(n for n in names if n != name)}]}}\n" for name in names)
    return _file(folder, with_lines(f"stages:\n{each}"), code=(0, 1))


def goals_in_a_long_chain(folder: Path) -> Case:
    goal = "{measure: m, target: 10, due: 2027-12-31, by: sales, owners: [Ann], baseline: {value: 9, source: x}"
    lines = "".join(f"  g{n}: {goal}, supports: g{n + 1}}}\n" for n in range(1_500))
    text = with_lines(f"measures: {{m: {{count: handoff}}}}\ngoals:\n{lines}  g1500: {goal}}}\n")
    return _file(folder, text, "SLA440", code=0)


def ratios_in_a_long_chain(folder: Path) -> Case:
    lines = "".join(f"  m{n}: {{ratio: m{n + 1}, of: m{n + 1}}}\n" for n in range(3_000))
    return _file(folder, with_lines(f"measures:\n{lines}  m3000: {{count: handoff}}\n"), code=(0, 1))


def thousands_of_holidays(folder: Path) -> Case:
    days = ", ".join(
        f"{{date: {1970 + n // 336:04}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}, name: x}}" for n in range(19_000)
    )
    hours = '{mon-fri: ["09:00-17:00"]}'
    return _file(folder, agreement().replace(hours, f"{hours}, holidays: {{add: [{days}]}}"), code=(0, 1))


def a_day_of_a_thousand_openings(folder: Path) -> Case:
    hours = ", ".join(f'"{n // 60:02}:{n % 60:02}-{(n + 1) // 60:02}:{(n + 1) % 60:02}"' for n in range(0, 1438, 2))
    return _file(folder, agreement().replace('"09:00-17:00"', hours), code=(0, 1))


def a_term_of_ten_thousand_years(folder: Path) -> Case:
    text = agreement().replace("2027-01-01", "0001-01-01").replace("2027-12-31", "9999-12-31")
    return _file(folder, text, code=(0, 1))


def windows_of_ten_years_with_a_hundred_attempts(folder: Path) -> Case:
    cadence = "{by: sales, starts: handoff, attempts: {event: attempt, at_least: 100}, within: 3650 days, "
    cadence += "spacing: {at_least: 500 business minutes}}"
    return _file(folder, with_lines(f"cadences: {{c: {cadence}}}\n"), code=(0, 1))


def durations_beyond_all_calendars(folder: Path) -> Case:
    text = agreement().replace("6 business hours", "9" * 4_000 + " business days")
    return _file(folder, text, code=1)


def numbers_of_a_million_digits(folder: Path) -> Case:
    quotas = f"quotas: {{q: {{by: sales, measure: m, at_least: {'9' * 1_000_000}, per: month}}}}\n"
    return _file(folder, with_lines(f"measures: {{m: {{count: handoff}}}}\n{quotas}"), code=(0, 1))


def fractions_of_half_a_million_digits(folder: Path) -> Case:
    rate = f"{'1' * 500_000}/{'7' * 500_000}"
    quotas = f"quotas: {{q: {{by: sales, measure: m, at_least: {rate}, per: month}}}}\n"
    return _file(folder, with_lines(f"measures: {{m: {{share: attempt, of: [handoff]}}}}\n{quotas}"), code=(0, 1))


def four_mebibytes_of_each_sign(folder: Path) -> Case:
    for number, sign in enumerate("[]{},:-?&*!|>'\"%@`# \n\t"):
        (folder / f"{number}.yaml").write_text(_HEAD + sign * 200_000, encoding="utf-8")
    (folder / "a.yaml").write_text(_HEAD + ":" * (_MOST_BYTES - 100), encoding="utf-8")
    return Case(arguments=("validate", "."), code=1)
