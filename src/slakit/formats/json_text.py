"""JSON as text that is safe to print: what a terminal or a CI runner would act on is written as an escape."""

import json
import re
from typing import Any

_UNSAFE = re.compile(
    "[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]|(?<=#)#(?=\\w*\\[)"
)


def dumped(document: Any) -> str:
    """`document` in lines, ending in a line break. Reading it gives the same values: only strings hold escapes."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
