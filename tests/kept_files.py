"""The files that a test's site has written: what stands in its folders, and putting it there again."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDERS = (
    "HENGXIAN_FILES",
    "HENGXIAN_FACTS",
    "HENGXIAN_COMPLAINTS",
    "HENGXIAN_HOME",
)  # the home may hold the others
Place = tuple[str, str]  # which folder, and the path below it
Files = dict[Place, tuple[int, bytes]]  # mode and content


def set_own(settings: Any, folder: Path) -> None:
    """For the length of a test, the site's folders are below the folder given."""
    settings.HENGXIAN_HOME, settings.HENGXIAN_FILES = folder / "home", folder / "files"
    settings.HENGXIAN_FACTS, settings.HENGXIAN_COMPLAINTS = folder / "facts", folder / "complaints"
    settings.HENGXIAN_SIGNING_KEY = folder / "home" / "keys" / "publication.pem"


def are_own() -> bool:
    """Whether the site's folders are this test's own, and not those that all tests of a run share."""
    shared = Path(os.environ["HENGXIAN_HOME"])
    return not any(Path(getattr(settings, name)).is_relative_to(shared) for name in FOLDERS)


def files() -> Files:
    """Every file of the site by its place."""
    return {place: (path.stat().st_mode, path.read_bytes()) for place, path in _found().items()}


def put_files(kept: Files) -> None:
    """The files stand where they stood."""
    for (name, below), (mode, content) in kept.items():
        path = Path(getattr(settings, name)) / below
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(content)
        path.chmod(mode)


def _found() -> dict[Place, Path]:
    found: dict[Path, Place] = {}
    for name in FOLDERS:
        for path in _below(Path(getattr(settings, name))):
            found.setdefault(path, (name, str(path.relative_to(getattr(settings, name)))))
    return {place: path for path, place in found.items()}


def _below(folder: Path) -> Iterator[Path]:
    for within, _, names in os.walk(folder):
        yield from (Path(within, name) for name in names)
