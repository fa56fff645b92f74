"""Items stand under their own section, numbered 1, 2, 3 … as printed, sections in rising order."""

from collections.abc import Iterator

from hengxian.standard.finding import Finding
from hengxian.standard.model.clauses import Chapter
from hengxian.standard.model.pack import Pack


def check(pack: Pack) -> Iterator[Finding]:
    for chapter in pack.clauses.chapters:
        file = f"clauses-{chapter.id}.yaml"
        yield from _sections(chapter, file)
        for section in chapter.sections:
            for number, item in enumerate(section.items, start=1):
                if item.id != (wanted := f"{section.id}.{number}"):
                    node = f"{file} › {section.id} › {item.id}"
                    yield Finding(node, f"条款编号应连续，此处应为{wanted}")


def _sections(chapter: Chapter, file: str) -> Iterator[Finding]:
    before: tuple[int, ...] = ()
    for section in chapter.sections:
        numbers = tuple(int(part) for part in section.id.split("."))
        if numbers[0] != int(chapter.id):
            yield Finding(f"{file} › {section.id}", f"不属于第{chapter.id}章")
        if numbers <= before:
            yield Finding(f"{file} › {section.id}", "条款次序应与规则印刷次序一致")
        before = numbers
