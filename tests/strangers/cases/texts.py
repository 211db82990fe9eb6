"""Words that try to act: on a terminal, in a document, in SQL, in a spreadsheet."""

from pathlib import Path

from tests.strangers.running import Case
from tests.strangers.sound import LOG, agreement

_BIDI = "\u202eesrever\u2066\u200b\u200f\ufeff"
_SQL = "'); DROP TABLE events; --"
_QUOTED_SQL = f'"{_SQL}"'
_HTML = "<script>alert(1)</script><img src=x onerror=alert(1)>"
_TEMPLATE = "{{ 7*7 }}{% for x in ().__class__.__mro__ %}{% endfor %}{{ config }}${7*7}#{7*7}<%= 7*7 %>"


def _file(folder: Path, text: str | bytes, *says: str, code: int | tuple[int, ...] = 1) -> Case:
    content = text.encode("utf-8", errors="surrogatepass") if isinstance(text, str) else text
    (folder / "a.yaml").write_bytes(content)
    return Case(arguments=("validate", "a.yaml"), says=says, code=code)


def _evaluated(folder: Path, text: str, log: str, *says: str, code: int | tuple[int, ...] = 0) -> Case:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    (folder / "log.csv").write_text(log, encoding="utf-8", newline="")
    arguments = ("evaluate", "a.yaml", "--events", "log.csv", "--outcomes", "outcomes.csv")
    return Case(arguments=(*arguments, "--quarantine", "bad.csv", "--max-bad", "9"), says=says, code=code)


def _rendered(folder: Path, text: str) -> Case:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return Case(arguments=("render", "a.yaml"), code=0)


def a_nul(folder: Path) -> Case:
    return _file(folder, agreement(TITLE="a\x00b"), "SLA104", "U+0000")


def an_escape_sequence_as_it_is(folder: Path) -> Case:
    return _file(folder, agreement(TITLE="\x1b[31mred\x1b]0;title\x07"), "SLA104")


def an_escape_sequence_by_number(folder: Path) -> Case:
    return _file(folder, agreement(TITLE='"\\e[31mred\\x9b\\0"'), "SLA104")


def a_control_character_of_the_second_kind(folder: Path) -> Case:
    return _file(folder, agreement(TITLE="a\x9b31mb"), "SLA104")


def a_line_break_of_unicode(folder: Path) -> Case:
    return _file(folder, agreement(TITLE="a\u2028apiVersion: x"), "SLA104")


def a_lonely_surrogate(folder: Path) -> Case:
    return _file(folder, agreement(TITLE="a\ud800"), "SLA103")


def a_lonely_surrogate_by_number(folder: Path) -> Case:
    return _file(folder, agreement(TITLE='"\\ud800"'))


def bytes_that_are_no_text(folder: Path) -> Case:
    return _file(folder, bytes(range(256)) * 4_000, "SLA1")


def overlong_utf_8(folder: Path) -> Case:
    return _file(folder, agreement().encode() + b"# \xc0\xaf\xe0\x80\xaf\n", "SLA103")


def utf_16(folder: Path) -> Case:
    return _file(folder, agreement().encode("utf-16"), "SLA103")


def order_reversed_in_every_text(folder: Path) -> Case:
    strange = dict.fromkeys(("TITLE", "DESCRIPTION", "PARTY", "RESPONSE", "CLAUSE", "TEXT"), f'"{_BIDI}"')
    return _file(folder, agreement(**strange), code=(0, 1))


def order_reversed_in_a_key(folder: Path) -> Case:
    return _file(folder, agreement().replace("by: sales", f'by: sales, "{_BIDI}": x'), "SLA202")


def order_reversed_in_ids(folder: Path) -> Case:
    return _file(folder, agreement().replace("first_attempt", f'"first{_BIDI}"'), "SLA205")


def order_reversed_where_it_is_shown(folder: Path) -> Case:
    return _file(folder, agreement().replace("by: sales", f"by: sale  # {_BIDI}\n    "), "sale", code=1)


def letters_that_look_alike(folder: Path) -> Case:
    return _file(folder, agreement().replace("starts: handoff", "starts: hаndoff"), "SLA")


def invisible_characters_in_words(folder: Path) -> Case:
    return _file(folder, agreement().replace("starts: handoff", 'starts: "hand\u200boff"'), "\\u200b")


def a_word_of_a_megabyte(folder: Path) -> Case:
    return _file(folder, agreement(TITLE="x" * 1_000_000, TEXT="y " * 500_000), code=0)


def a_name_of_a_megabyte(folder: Path) -> Case:
    return _file(folder, agreement().replace("starts: handoff", f"starts: {'h' * 1_000_000}"))


def a_key_of_a_megabyte(folder: Path) -> Case:
    return _file(folder, agreement().replace("starts: handoff", f"{'h' * 1_000_000}: handoff"))


def an_id_of_a_megabyte_everywhere(folder: Path) -> Case:
    return _file(folder, agreement().replace("first_attempt", "f" * 1_000_000), code=(0, 1))


def a_title_of_ten_thousand_accents(folder: Path) -> Case:
    return _file(folder, agreement().replace("by: sales", f"by: {'a' + chr(0x301) * 100_000}"))


def sql_in_ids(folder: Path) -> Case:
    return _file(folder, agreement().replace("first_attempt", _QUOTED_SQL), "SLA205")


def sql_in_field_names(folder: Path) -> Case:
    return _file(folder, agreement().replace("{note:", f"{{{_QUOTED_SQL}:"), "SLA205")


def sql_in_values(folder: Path) -> Case:
    text = agreement(GRADE=_QUOTED_SQL, ASSIGNED=_QUOTED_SQL, WHEN=f"{{contains: {_QUOTED_SQL}}}", PARTY=_QUOTED_SQL)
    log = f"lead_id,event,at,grade,note,owner\n{_SQL},{_SQL},2027-01-04T15:00:00Z,{_SQL},{_SQL},{_SQL}\n"
    return _evaluated(folder, text, log)


def sql_in_columns(folder: Path) -> Case:
    log = LOG.replace("owner\n", 'owner,"x\' || (SELECT 1) ""; DROP TABLE a; --",\'\n').replace(",ann", ",ann,y,z")
    return _evaluated(folder, agreement(), log)


def sql_in_file_names(folder: Path) -> Case:
    name = "x' UNION SELECT * FROM read_text('a.yaml') --.csv"
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    (folder / name).write_text(LOG, encoding="utf-8")
    return Case(arguments=("evaluate", "a.yaml", "--events", name), code=0)


def sql_in_names_of_outcome_files(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    name = "o' (FORMAT csv); ATTACH 'x.db'; --.csv"
    return Case(arguments=("evaluate", "a.yaml", "--events", "log.csv", "--outcomes", name), code=0)


def sql_in_leads(folder: Path) -> Case:
    (folder / "a.yaml").write_text(agreement(), encoding="utf-8")
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    return Case(arguments=("explain", "a.yaml", "--events", "log.csv", "--lead", "L1' OR '1'='1"), code=2)


def formulas_in_a_log(folder: Path) -> Case:
    cells = ["=cmd|'/c calc'!A1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1"]
    rows = "".join(f'"{cell}",assigned,no instant,a,"{cell}","{cell}"\n' for cell in cells)
    rows += "".join(f'"{cell}",assigned,2027-01-04T15:00:00Z,a,"{cell}","{cell}"\n' for cell in cells)
    return _evaluated(folder, agreement(), f"lead_id,event,at,grade,note,owner\n{rows}", code=(0, 1))


def escape_sequences_in_a_log(folder: Path) -> Case:
    cell = f"\x1b]0;x\x07\x9b31m{_BIDI}"
    rows = f"{cell},assigned,2027-01-04T15:00:00Z,a,{cell},{cell}\n{cell},assigned,{cell},{cell},{cell},{cell}\n"
    return _evaluated(folder, agreement(), f"lead_id,event,at,grade,note,owner,{cell}\n{rows}", code=2)


def escape_sequences_in_a_timeline(folder: Path) -> Case:
    lead = f"L\x1b[31m{_BIDI}"
    (folder / "a.yaml").write_text(agreement(RESPONSE=f'"{_BIDI}"'), encoding="utf-8")
    (folder / "log.csv").write_text(LOG.replace("L1", lead).replace("ann", lead), encoding="utf-8")
    return Case(arguments=("explain", "a.yaml", "--events", "log.csv", "--lead", lead), code=0)


def html_in_a_document(folder: Path) -> Case:
    strange = dict.fromkeys(("TITLE", "DESCRIPTION", "PARTY", "RESPONSE", "CLAUSE", "TEXT"), f'"{_HTML}"')
    case = _rendered(folder, agreement(**strange))
    return Case(arguments=case.arguments, code=0, silent=(" <script", "\n<script", " <img", "><img"))


def templates_in_a_document(folder: Path) -> Case:
    strange = dict.fromkeys(("TITLE", "DESCRIPTION", "PARTY", "RESPONSE", "CLAUSE", "TEXT"), f"'{_TEMPLATE}'")
    case = _rendered(folder, agreement(**strange))
    return Case(arguments=case.arguments, code=0, says=("7",), silent=("49", "<class"))


def order_reversed_in_a_document(folder: Path) -> Case:
    strange = dict.fromkeys(("TITLE", "DESCRIPTION", "PARTY", "RESPONSE", "CLAUSE", "TEXT"), f'"{_BIDI}"')
    (folder / "a.yaml").write_text(agreement(**strange), encoding="utf-8")
    return Case(arguments=("render", "a.yaml", "-o", "a.md"), code=(0, 1))


def a_file_name_that_steers(folder: Path) -> Case:
    name = f"a\x1b[31m\n::error::x{_BIDI}.yaml"
    (folder / name).write_text(agreement().replace("by: sales", "by: sale"), encoding="utf-8")
    return Case(arguments=("validate", "."), code=1, says=("\\x1b", "\\u202e"))


def a_file_name_that_is_no_text(folder: Path) -> Case:
    (folder / "a\udcff.yaml").write_text(agreement().replace("by: sales", "by: sale"), encoding="utf-8")
    return Case(arguments=("validate", "."), code=1)


def a_file_name_that_is_no_text_in_json(folder: Path) -> Case:
    (folder / "a\udcff.yaml").write_text(agreement().replace("by: sales", "by: sale"), encoding="utf-8")
    return Case(arguments=("validate", ".", "--format", "json"), code=1)


def workflow_commands_in_names(folder: Path) -> Case:
    text = agreement().replace("by: sales", 'by: "::set-output name=x::y\\n::add-mask::z%0A"')
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return Case(arguments=("validate", ".", "--format", "github"), code=1, silent=("\n::set-output", "\n::add-mask"))


def arguments_that_steer(folder: Path) -> Case:
    return Case(arguments=("validate", f"\x1b[31m{_BIDI}", "--people", "\x1b[0m"), code=(1, 2))
