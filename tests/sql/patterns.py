"""Patterns and texts on which engines differ: lines, words, cases, classes, repeats."""

PATTERNS = (
    "a.b", "^b", "a$", "(?m)^b", "(?m)a$", "(?s)a.b", "(?i)k", "(?i)straSSe", "(?i:é)x?", "(?i)[à-ç]",
    "(?-i)A", "a|", "(|a)b",
    r"\bok\b", r"\d{2,3}", r"\D", r"[\d\-x]", r"[^\W_]", r"\s", r"\S\s\S", "[[:alpha:]]{3}",
    "[^[:space:]a-z]",
    r"\pL{2}", r"\p{Lu}", r"\P{L}", r"[\pN]", "a{300}", "(ab){2}c?", "(?:ab)+?$", r"\Qa.b*\E", r"\x41\x{e9}",
    r"\.", "[.]", "[]a]",
    "[^]a]", r"[\]\\]", "[a-]", "(?P<name>a)b", "a{,2}", "x*", r"@(gmail|yahoo)\.", r"\n", r"\t", "'", r"\\",
    "{{ x }}", r"\$\{", "a&&b",
    "[a&&b]", "(?U)a+?", r"\A\z", "a #b", "[a-z&&[^b]]", "~!", "\U0001f600", "[\U0001f600-\U0001f610]", "(?i)ſ",
    r"(?i)\W", r"(?i)[\W]", r"(?i)^[^\W\d_]+$", "(?i)[[:^alpha:]]", "(?i)[^[:^alpha:]]", r"(?i)\P{Lu}",
    r"(?i)[^\P{Lu}]", r"(?i)\w\w", r"(?i)\p{^Ll}", r"(?i)[\D\pL]", r"(?i)[\x61-\x63]", r"(?i)[^k]",
    r"^\p{Lu}+$", r"^\x{61}+$", r"[^}]}+", r"\\Q", r"\\(?i)Q", r"[\d-x]", r"\Qa|b\E|c", r"(\Q)\E)",
)  # fmt: skip

TEXTS = (
    "", "a", "b", "A", "ab", "a.b", "aXb", "a\nb", "a\n", "b\na", "ok", "no ok.", "book", "ok_", "K", "\u212a",
    "k", "STRASSE", "straße",
    "ſ", "s", "É", "é", "Éx", "ç", "Ç", "12", "1234", "٣", "x-1", " ", "\t", "\x0b", "\u00a0", "a b", "abc",
    "ABC", "Ωmega", "ß", "a" * 299,
    "a" * 300, "abab", "ababc", "a.b*", "Aé", "]", "\\", "'", "{{ x }}", "${HOME}", "a&&b", "&", "a #b",
    "joe@gmail.com", "joe@gmailxcom",
    "\U0001f600", "\U0001f611", "z", "~!", "a{,2}", "_", "-",
)  # fmt: skip
