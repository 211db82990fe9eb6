"""The templates of a team's folder, and nothing outside of it."""

import stat
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.loaders import ChoiceLoader, PackageLoader, PrefixLoader

from slakit.document.templating import PACKAGE

OURS = "slakit"
"""The prefix under which a template of a team's finds slakit's own, whatever it has under the same name itself."""
LARGEST = 1024 * 1024
"""The bytes that a template may have."""


class UnreadableError(Exception):
    """A template is there but is not read: `path` is its file, `reason` why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FolderLoader(BaseLoader):
    """Loads templates from a folder by their names.

    A name that leads out of the folder, by `..`, from the root or through a link, and what is no regular file of UTF-8
    up to 1 MiB is refused with `UnreadableError`, not looked for elsewhere.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """The text of a template and the path of its file."""
        path = self.folder / template
        if template.startswith(("/", "\\")) or ":" in template or ".." in template.replace("\\", "/").split("/"):
            raise UnreadableError(str(path), "the name leads out of the folder of templates")
        if "\0" in template or not path.exists():
            raise TemplateNotFound(template)
        try:
            text = self._read(path).decode()
        except OSError as error:
            raise UnreadableError(str(path), error.strerror or str(error)) from error
        except UnicodeDecodeError as error:
            raise UnreadableError(str(path), f"it is not UTF-8 at byte {error.start + 1}") from error
        return text, str(path), None

    def _read(self, path: Path) -> bytes:
        real = path.resolve(strict=True)
        if not real.is_relative_to(self.folder.resolve(strict=True)):
            raise UnreadableError(str(path), "the link leads out of the folder of templates")
        if not stat.S_ISREG(real.stat().st_mode):
            raise UnreadableError(str(path), "it is not a regular file")
        with real.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise UnreadableError(str(path), f"it has more than {LARGEST:,} bytes")
        return content


def chosen(own: FolderLoader) -> BaseLoader:
    """The team's templates before slakit's own, which stay at hand as `slakit/…`."""
    ours = PackageLoader(PACKAGE)
    return ChoiceLoader([PrefixLoader({OURS: ours}), own, ours])
