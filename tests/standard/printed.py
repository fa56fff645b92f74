"""Reads the printed rule: items over hard breaks, leading spaces stripped, tab tables as rows (T53)."""

import re
from dataclasses import dataclass
from itertools import dropwhile, takewhile

HEADING = re.compile(r"(?:第(\d+)章|附录([A-E])|([1-9A-E]\d*(?:\.\d+)+)) ?(.*)")
NUMBERED = re.compile(r"(\d+)\. (.*)")
LABELLED = re.compile(r"([^：，。；]{2,10})：(.+)")
COMPOUNDS = re.compile(r"应急|响应|相应|反应|适应|应用|适宜|便宜|可操作性?|可靠性?|可追溯性?|可及性|认可")


@dataclass(frozen=True)
class Item:
    """A printed item: its full number, title (empty when it has none) and text."""

    id: str
    title: str
    text: str

    @property
    def modal(self) -> tuple[str, ...]:
        """The modal words of the text in order, each once."""
        bare = COMPOUNDS.sub("", self.text)
        return tuple(dict.fromkeys(re.findall("不应|应|宜|可", bare)))


class PrintedRule:
    """The text by clause."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: dict[str, list[str]] = {}
        self.titles: dict[str, str] = {}
        clause = ""
        for line in (raw.strip() for raw in text.splitlines()):
            if heading := HEADING.fullmatch(line):
                chapter, appendix, number, title = heading.groups()
                clause = chapter or appendix or number
                self.titles[clause] = title
            elif line and clause:
                self.lines.setdefault(clause, []).append(line)

    @property
    def joined(self) -> str:
        """All text without breaks and blanks, so that a hard break hides nothing."""
        return re.sub(r"\s", "", self.text)

    def prose(self, clause: str) -> str:
        """The lines of a clause joined over their breaks."""
        return "".join(self.lines[clause])

    def numbered(self, clause: str) -> list[Item]:
        """Items 1., 2. … of a clause, with the titles before their colons."""
        found = [match.groups() for line in self.lines.get(clause, ()) if (match := NUMBERED.match(line))]
        return [self._item(f"{clause}.{number}", body) for number, body in found]

    def lettered(self, clause: str) -> list[Item]:
        """The labelled lines below each numbered line of 5.1.1 and 5.2.1."""
        items: list[Item] = []
        head, count = "", 0
        for line in self.lines[clause]:
            if match := NUMBERED.match(line):
                head, count = f"{clause}.{match[1]}", 0
            else:
                count += 1
                items.append(self._item(f"{head}.{count}", line))
        return items

    def clauses_of(self, *chapters: str) -> list[str]:
        return [clause for clause in self.lines if clause.split(".")[0] in chapters]

    @property
    def known(self) -> set[str]:
        """Every number one may cite: headings, numbered items, labelled items of 5.1.1 and 5.2.1."""
        items = [item for clause in self.lines for item in self.numbered(clause)]
        labelled = [*self.lettered("5.1.1"), *self.lettered("5.2.1")]
        return {*self.titles, *(item.id for item in (*items, *labelled))}

    def cells(self, clause: str) -> list[str]:
        """The filled cells of an appendix table, in reading order."""
        return [cell.strip() for line in self.lines[clause] for cell in line.split("\t") if cell.strip()]

    def weights(self, clause: str) -> dict[str, dict[str, int]]:
        """Printed names and percentages of 13.1.1 or 13.1.2 below each numbered heading."""
        tables: dict[str, dict[str, int]] = {}
        table: dict[str, int] = {}
        for line in self.lines[clause]:
            if match := NUMBERED.match(line):
                table = tables.setdefault(match[2], {})
            elif match := re.fullmatch(r"(.+)（权重(\d+)%）", line):
                assert match[1] not in table
                table[match[1]] = int(match[2])
        return tables

    def last_page(self) -> list[str]:
        """The closing statements after the appendices."""
        rest = dropwhile(lambda line: "负责解释" not in line, self.text.splitlines())
        return [line.strip() for line in takewhile(str.strip, rest)]

    @staticmethod
    def _item(number: str, body: str) -> Item:
        match = LABELLED.fullmatch(body)
        return Item(number, match[1], match[2]) if match else Item(number, "", body)
