"""The room of those who assess their own hotline: every page says what it is, and the package is read by the body."""

import io
import json
import zipfile

import pytest

from hengxian.certification.applying.prefilling import read_export
from hengxian.hotline.assessing import STAGE
from hengxian.hotline.models import Assessment
from hengxian.records.edition import edition_name, in_print
from tests.hotline.assessing.rounds import judged, put, started
from tests.web_hotline.scene import Scene

PAGES = ("scores", "data", "limits", "ready", "rounds")


def page(scene: Scene, round_: Assessment, name: str, who: str = "assessor") -> str:
    """The text of a page of the round."""
    answer = scene.client(who).get(f"/assess/assessment/{round_.pk}/{name}/".replace("//", "/"))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.covers("D-1")
@pytest.mark.parametrize(
    "name", ["", *PAGES, "register/clause_judgements", "register/clause_judgements/sheet"]
)
def test_every_page_says_what_it_is(scene: Scene, name: str) -> None:
    round_ = judged(scene.line)

    assert STAGE in page(scene, round_, name)


def test_no_other_room_carries_the_mark(scene: Scene) -> None:
    assert STAGE not in scene.client("agent").get("/desk/").content.decode()


def test_round_shows_the_edition_with_the_beginning_of_its_digest(scene: Scene) -> None:
    round_ = started(scene.line)

    told = page(scene, round_, "")

    assert in_print(edition_name()) in told
    assert edition_name().partition("#")[2] not in told


@pytest.mark.covers("R6.1.1-ready")
def test_readiness_shows_ready_or_missing_per_line_and_no_verdict(scene: Scene) -> None:
    round_ = started(scene.line)
    put(
        scene.line,
        round_,
        "readiness_conditions",
        "assessor",
        "6.1.1.1",
        standing="已备",
        note="批复文件在办公室",
    )
    put(scene.line, round_, "readiness_materials", "assessor", "6.1.2.5", standing="尚缺", note="待更新")

    told = page(scene, round_, "ready")

    assert all(word in told for word in ("6.1.1.5", "6.1.2.7", "已备", "未附证据", "尚缺", "未自查"))
    assert not any(word in told for word in ("会通过", "将通过", "合格", "达标"))


@pytest.mark.covers("XA-prefill")
def test_package_is_a_file_the_body_reads_as_prefill(scene: Scene) -> None:
    round_ = started(scene.line)
    client = scene.client("assessor")
    typed = {"q:A.1 legal_representative": "张某某", "q:A.3 organisation_0": "三级架构"}
    client.post(f"/assess/assessment/{round_.pk}/ready/", typed)

    content = client.get(f"/assess/assessment/{round_.pk}/package.zip").content

    form = read_export(content)
    assert form["A.1"]["hotline_name"] == scene.line.hotline.name
    assert (form["A.1"]["legal_representative"], form["A.3"]["organisation_0"]) == ("张某某", "三级架构")
    assert "A.5" not in form
    index = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("index.json"))
    assert index["stage"] == STAGE


def test_package_names_no_body(scene: Scene) -> None:
    round_ = started(scene.line)

    content = scene.client("assessor").get(f"/assess/assessment/{round_.pk}/package.zip").content

    archive = zipfile.ZipFile(io.BytesIO(content))
    told = "".join(archive.read(name).decode() for name in archive.namelist())
    assert not any(key in told for key in ("body_id", "certification_body", "机构编号"))


def test_round_of_another_hotline_is_not_there(scene: Scene) -> None:
    round_ = started(scene.line)

    assert scene.client("stranger").get(f"/assess/assessment/{round_.pk}/scores/").status_code == 404
