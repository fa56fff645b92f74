"""A page read back: its elements, its words, its attributes; and a PDF's words page by page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.papers import pages_of

VOID = {"meta", "link", "br", "col", "img", "hr", "input"}


@dataclass
class Page(HTMLParser):
    """Refuses a page whose tags do not close in order."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open_tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open_tags.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open_tags.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open_tags and self.open_tags[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def values(self, name: str) -> list[str]:
        """Every value of one attribute."""
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


def read_page(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert page.open_tags == []
    return page


def pdf_pages(pdf: bytes) -> list[str]:
    """The words of each page, blanks taken out."""
    return ["".join(page.split()) for page in pages_of(pdf)]
