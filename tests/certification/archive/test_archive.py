"""The archive of a case: complete before it is closed, one folder, checked without the system (条例 21)."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from hengxian.certification.archive import sealed
from hengxian.certification.archive.saving import save
from hengxian.certification.models import Case
from hengxian.cli.main import main
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.files.keeping import store
from hengxian.records.models.stored_file import StoredFile
from tests.certification.archive.filed import filed
from tests.certification.certificates.certified import put
from tests.certification.world import World


def close(world: World, case: Case, by: str = "clerk") -> Any:
    return perform(case, "close", by=world[by], at=world.at)


def settled(world: World, **without: str) -> Case:
    case = filed(world, **without)
    case.decisions.update(outcome="不予批准认证")
    return case


@pytest.mark.covers("L21-records")
@pytest.mark.parametrize(
    ("without", "named"),
    [
        ({"without_step": "interview"}, "步骤“人员访谈”没有记录"),
        ({"without_paper": "audit_report"}, "没有《审核报告》"),
    ],
)
def test_case_with_a_hole_in_its_file_is_not_closed(
    world: World, without: dict[str, str], named: str
) -> None:
    case = settled(world, **without)
    count = Entry.objects.count()

    with pytest.raises(Incomplete, match=re.escape(named)):
        close(world, case)

    case.refresh_from_db()
    assert (case.status, Entry.objects.count()) == ("已决定", count)


def test_case_whose_file_lost_its_content_is_not_closed(world: World) -> None:
    case = settled(world)
    file = StoredFile.objects.filter(about=case.story, category="proof").get()
    content = b"".join(_read(file))
    store().erase(file.place)

    with pytest.raises(Incomplete, match="文件《文书.txt》的内容不在存放处"):
        close(world, case)

    assert content == "某机关文书".encode()


def test_case_is_closed_by_the_clerk_alone_once_it_is_whole(world: World) -> None:
    case = settled(world)

    with pytest.raises(NotAllowed):
        close(world, case, by="lead")
    close(world, case)

    assert case.status == "已归档"


@pytest.mark.covers("L21-records")
def test_saved_case_is_read_back_and_verifies_without_the_system(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = filed(world)

    folder = save(case, tmp_path / "案卷", at=world.at)

    archive = sealed.read(folder)
    index = (folder / sealed.INDEX).read_text(encoding="utf-8")
    assert list(sealed.faults(folder)) == []
    assert (archive.case, archive.records["case"][0]["number"]) == (case.number, case.number)
    assert [entry["sequence"] for entry in archive.entries] == list(
        Entry.objects.filter(story__in=case.stories()).order_by("sequence").values_list("sequence", flat=True)
    )
    assert {Path(name).parent.as_posix() for name in archive.files} == {".", "files", "registers"}
    assert all(f'href="{name}"' in index for name in archive.files if "/" in name)
    assert main(["verify-archive", str(folder)]) == 0
    assert "完整：案卷" in capsys.readouterr().out


@pytest.mark.parametrize("spoilt", ["file", "entry", "manifest", "added", "lost"])
def test_altered_archive_names_what_was_altered(world: World, tmp_path: Path, spoilt: str) -> None:
    case = filed(world)
    folder = save(case, tmp_path / "案卷", at=world.at)

    expected = _spoil(folder, spoilt)

    assert any(expected in fault for fault in sealed.faults(folder))
    assert main(["verify-archive", str(folder)]) == 1


def test_archive_goes_into_an_empty_folder_only(world: World, tmp_path: Path) -> None:
    (tmp_path / "旧文件").write_text("x", encoding="utf-8")

    with pytest.raises(Incomplete, match="里已有文件"):
        save(filed(world), tmp_path, at=world.at)


def test_folder_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    assert main(["verify-archive", str(tmp_path)]) == 2


def test_register_of_the_archive_holds_no_formula(world: World, tmp_path: Path) -> None:
    case = filed(world)
    put("interviews", case.story, {"answers": "=1+1"})

    folder = save(case, tmp_path / "案卷", at=world.at)

    text = (folder / f"registers/case-{case.pk}-interviews.csv").read_text(encoding="utf-8")
    assert ",=1+1" not in text


def _read(file: StoredFile) -> list[bytes]:
    with store().open_verified(file.place, file.name) as content:
        return [content.read()]


def _spoil(folder: Path, what: str) -> str:
    if what == "file":
        path = next((folder / "files").iterdir())
        path.write_bytes(b"x")
        return f"files/{path.name} 被改动"
    if what == "lost":
        path = next((folder / "registers").iterdir())
        path.unlink()
        return f"缺少 registers/{path.name}"
    if what == "added":
        (folder / "files" / "多出来的.txt").write_text("x", encoding="utf-8")
        return "files/多出来的.txt 不在清单里"
    if what == "manifest":
        told = json.loads((folder / sealed.MANIFEST).read_text(encoding="utf-8"))
        (folder / sealed.MANIFEST).write_text(json.dumps(told | {"case": "AN-2026-999"}), encoding="utf-8")
        return "清单的签名不符"
    lines = (folder / sealed.JOURNAL).read_text(encoding="utf-8").splitlines()
    (folder / sealed.JOURNAL).write_text(
        "\n".join([lines[0].replace("布景", "换了人"), *lines[1:]]), encoding="utf-8"
    )
    return "条被改动"
