"""Typst with bundled fonts: words go in as data, a PDF (or a picture) comes out, the same bytes every time.

The words travel in the main file, as one string, and not as `sys.inputs`: those belong to Typst's library, and a
library that differs from the last paper's throws away all that Typst remembers of it. So a paper pays for what is
its own; ground, labels and tables that stand in every paper are laid out once a process.
"""

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

import hengxian

from .glyphs import font_folder

ROOT = Path(hengxian.__file__).parent
TYPESETTING = Path(__file__).parent / "typesetting"
ARCHIVAL: Literal["a-2b"] = "a-2b"  # PDF/A: readable in decades, fonts inside

_kept = threading.local()


def typeset(template: Path, words: Mapping[str, Any], *, extra: Path | None = None) -> bytes:
    """A template's function `typeset` called with the words, as PDF/A-2b. None of the words can be read as markup.

    `extra` is a folder of further fonts, for characters that the bundled ones lack.
    """
    place = "/" + template.relative_to(ROOT).as_posix()
    main = f"#import {quoted(place)}: typeset\n#typeset(json(bytes({quoted(json.dumps(words, ensure_ascii=False))})))"
    return _compiled(main, {}, "pdf", extra)


def picture(svg: str, *, dots_per_inch: float = 220) -> bytes:
    """A drawing as PNG, for a format that knows no SVG."""
    main = (TYPESETTING / "picture.typ").read_text("utf-8")
    return _compiled(main, {"svg": svg}, "png", None, ppi=dots_per_inch)


def quoted(text: str) -> str:
    """A text as a string of Typst's, which ends where it should whatever the text holds."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _compiled(
    main: str,
    inputs: dict[str, str],
    form: Literal["pdf", "png"],
    extra: Path | None,
    ppi: float | None = None,
) -> bytes:
    made = _compiler(extra).compile(
        input=main.encode(),
        format=form,
        ppi=ppi,
        sys_inputs={**inputs, "families": json.dumps(families(extra))},
        pdf_standards=[ARCHIVAL] if form == "pdf" else [],
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave more than one file for one paper")
    return made


def _compiler(extra: Path | None) -> typst.Compiler:
    """One compiler a thread: it reads its fonts once, and two threads cannot share it."""
    shelf: dict[Path | None, typst.Compiler] = _kept.__dict__.setdefault("compilers", {})
    if extra not in shelf:
        folders = [str(font_folder()), *([str(extra)] if extra else [])]
        shelf[extra] = typst.Compiler(root=str(ROOT), font_paths=folders, ignore_system_fonts=True)
    return shelf[extra]


@cache
def families(extra: Path | None) -> tuple[str, ...]:
    """The families of the further fonts by name, tried after the bundled ones."""
    if extra is None:
        return ()
    shelf = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(extra)])
    return tuple(sorted(shelf.families()))
