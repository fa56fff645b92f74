"""The report as one self-contained page: no network, no script, styles and drawings inside."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hengxian.scoring.sheets import FilledSheet

from .document import STAGE, compose
from .reads import Pack, Result

TEMPLATES = Path(__file__).parent / "templates"
STYLES = ("paper.css", "blocks.css", "figures.css", "screens.css")


def render_html(result: Result, pack: Pack, sheets: Sequence[FilledSheet], *, stage: str = STAGE) -> str:
    """The whole report as HTML; identical input gives identical text.

    `result` is the content of result.json, `sheets` the filled sheets of appendix D, `stage` the mark
    that every page carries.
    """
    style = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in STYLES)
    page = environment().get_template("report.html.jinja")
    document = compose(result, pack, sheets, stage=stage)
    return page.render(document=document, style=Markup(style), policy=policy(style))


@cache
def environment() -> Environment:
    """Templates that escape every word, save the drawings we made ourselves; read once in a process."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["drawing"] = Markup
    return made


def policy(style: str) -> str:
    """The content security policy: nothing may load or run but our own style, named by its digest."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
