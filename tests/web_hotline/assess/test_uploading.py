"""Own data handed in for a round: in the country's own encoding it is measured, a broken file is told by its name."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hengxian.evaluation.models import Evaluation
from tests.cli.broken import truncated_zip
from tests.evaluation.folders import write, zipped
from tests.evaluation.hotline import tables
from tests.hotline.assessing.rounds import started
from tests.records.files.samples import zipped as packed
from tests.web_hotline.scene import Scene


def handed_in(scene: Scene, pk: int, name: str, content: bytes) -> tuple[int, str]:
    """The status of the answer, and the page that the person then sees."""
    file = SimpleUploadedFile(name, content, "application/zip")
    browser, place = scene.client("assessor"), f"/assess/assessment/{pk}/data/"
    answer = browser.post(place, {"dataset": file})
    page = browser.get(place) if answer.status_code == 302 else answer
    return answer.status_code, page.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.covers("Q3a.3")
def test_a_dataset_in_gb18030_is_measured(scene: Scene, tmp_path: Path) -> None:
    round_ = started(scene.line)
    made = tables()
    for row in made["work_orders"]:
        row["department"] = row["lead_department"] = "城管局"
    dataset = zipped(write(tmp_path / "hotline", made, encoding="gb18030"))

    status, page = handed_in(scene, round_.pk, "2025年导出.zip", dataset.read_bytes())

    kept = Evaluation.objects.get(about=round_.story)
    assert status == 302 and "2025年导出.zip" in page and 'class="refused"' not in page
    told = kept.result["dataset"]["tables"]
    assert {name: told[name]["kept"] for name in ("calls", "work_orders")} == {
        "calls": 120,
        "work_orders": 40,
    }
    assert f"{kept.dataset_sha256[:16]}…" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "made", "told"),
    [
        ("calls.csv", lambda folder: b"call_id,arrived_at\n", "请选择数据集（按数据集说明打包的一个 zip）"),
        ("data.zip", lambda folder: truncated_zip(folder).read_bytes(), "data.zip"),
        ("data.zip", lambda folder: packed({"calls.csv": b"call_id,\xff\xff\xff\n" * 9}), "calls.csv"),
        ("data.zip", lambda folder: packed({"calls.csv": b"a,b\n1,2\n"}), "calls.csv"),
        ("data.zip", lambda folder: packed({"../../calls.csv": b"a,b\n1,2\n"}), "路径会跳出文件夹"),
    ],
    ids=["no zip", "cut off", "no text", "other columns", "outside its folder"],
)
def test_a_broken_dataset_is_told_in_one_sentence(
    scene: Scene, tmp_path: Path, name: str, made: object, told: str
) -> None:
    round_ = started(scene.line)

    status, page = handed_in(scene, round_.pk, name, made(tmp_path / "hotline"))

    refusal = page.partition('class="refused"')[2].partition("</div>")[0]
    assert status in (302, 422) and told in refusal and "Traceback" not in page
    assert not Evaluation.objects.filter(about=round_.story).exists()
