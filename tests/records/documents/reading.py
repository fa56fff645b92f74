"""What a made paper says, read back from its bytes."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document

from hengxian.records.documents.paper import Paper, plain
from tests.papers import pages_of


def squeezed(words: str) -> str:
    """Without blanks and line ends, which a page sets as it likes."""
    return "".join(words.replace("\u200b", "").split())


def pdf_pages(pdf: bytes) -> list[str]:
    return [squeezed(page) for page in pages_of(pdf)]


def pdf_words(pdf: bytes) -> str:
    return "".join(pdf_pages(pdf))


def word_words(made: bytes) -> str:
    """All words of a .docx in the order of its body, then of its footer."""
    document = Document(io.BytesIO(made))
    body = "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    return squeezed(body + "".join(one.text for one in document.sections[0].footer.paragraphs))


def said(paper: Paper) -> list[str]:
    """Every word a paper has to print, drawings and layout names left out."""
    words = plain(paper)
    quiet = {
        "kind",
        "dated_on",
        "contact",
        "wide",
        "narrow",
        "id",
        "tone",
        "picture",
        "share",
        "level",
        "is_figure",
    }
    letter_only = {"addressee", "dated"} if paper.kind != "letter" else set()
    form_only = {"about", "basis"} if paper.kind == "form" else set()
    return [squeezed(one) for one in strings(words, quiet | letter_only | form_only) if squeezed(one)]


def strings(value: Any, quiet: set[str]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in quiet:
                yield from strings(one, quiet)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one, quiet)
