"""Kept files: versions, reading, erasure by two persons, all of it in the journal."""

import io
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hengxian.journal import verifying
from hengxian.journal.actor import Actor
from hengxian.journal.models import Entry
from hengxian.kernel.digests import digest_bytes
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow, Stale
from hengxian.records.files import keeping
from hengxian.records.files.keeping import Particulars
from hengxian.records.files.reading import editions, files_of
from hengxian.records.files.refusals import FileAltered, FileGone, FileRefused
from hengxian.records.files.sweeping import sweep
from hengxian.records.files.verifying import faults as keeping_faults
from hengxian.records.models import StoredFile
from hengxian.records.privacy.fields import Sensitivity
from hengxian.records.privacy.revealing import reveals
from hengxian.records.privacy.transfer import NotHandedOver, Transfer
from tests.records.files.samples import PNG
from tests.records.privacy.invented import MOBILE

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
AUDITOR = Actor(1, 11, "甲", frozenset({"auditor"}))
CLERK = Actor(2, 21, "乙", frozenset({"clerk"}))
HEAD = Actor(3, 31, "丙", frozenset({"head_of_body"}))
SECRET = Particulars(Sensitivity.SENSITIVE)

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.usefixtures("files_folder")]


def a_file(
    content: bytes = "制度".encode(), name: str = "制度.txt", category: str = "material", **said
) -> StoredFile:
    return keeping.keep(
        io.BytesIO(content), name, about="case:1", category=category, subject="材料 3", by=AUDITOR, at=NOON,
        particulars=Particulars(**said),
    )  # fmt: skip


def content_of(file: StoredFile, by: Actor = AUDITOR, reason: str = "") -> bytes:
    with keeping.read(file, by=by, at=NOON, reason=reason) as content:
        return content.read()


def kept_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.covers("A-12")
def test_kept_file_is_stamped_with_time_person_place_and_digests():
    taken = NOON - timedelta(hours=1)

    file = a_file(PNG, "现场.png", "material", claimed_at=taken, claimed_place="受理大厅")

    stored, digests = StoredFile.objects.get(), digest_bytes(PNG)
    assert stored.content() == file.content()
    assert (stored.name, stored.size, stored.sha256, stored.sm3) == (
        "现场.png",
        72,
        digests.sha256,
        digests.sm3,
    )
    assert (stored.received_at, stored.received_by, stored.received_by_name) == (NOON, 1, "甲")
    assert (stored.claimed_at, stored.claimed_place) == (taken, "受理大厅")
    assert (stored.status, stored.edition, stored.media_type) == ("在用", 1, "image/png")
    entry = Entry.objects.get()
    assert (entry.verb, entry.object_kind, entry.story, entry.to_state) == ("keep", "file", "case:1", "在用")
    assert content_of(stored) == PNG
    assert list(verifying.faults()) == []


@pytest.mark.covers("G-9")
def test_replaced_file_keeps_its_old_version():
    first = a_file(b"one")

    second = keeping.replace(
        first, io.BytesIO(b"two"), "制度（改）.txt", by=CLERK, at=NOON, reason="更正", version=1
    )

    first.refresh_from_db()
    assert [(each.edition, each.name, each.status) for each in editions(first)] == [
        (1, "制度.txt", "已替换"), (2, "制度（改）.txt", "在用"),
    ]  # fmt: skip
    assert (content_of(first), content_of(second)) == (b"one", b"two")
    assert list(files_of("case:1", "material", "材料 3")) == [second]
    assert [entry.verb for entry in Entry.objects.order_by("sequence")] == ["keep", "replace", "keep"]
    assert list(verifying.faults()) == []


def test_replacing_twice_or_a_version_not_seen_is_refused_and_keeps_nothing(files_folder: Path):
    first = a_file(b"one")
    with pytest.raises(Stale):
        keeping.replace(first, io.BytesIO(b"lost"), "制度.txt", by=CLERK, at=NOON, reason="更正", version=7)
    keeping.replace(first, io.BytesIO(b"two"), "制度.txt", by=CLERK, at=NOON, reason="更正")

    with pytest.raises(NotNow, match="文件现为“已替换”，不能以新版替换"):
        keeping.replace(first, io.BytesIO(b"three"), "制度.txt", by=CLERK, at=NOON, reason="更正")

    assert kept_in(files_folder) == sorted(digest_bytes(each).sha256 for each in (b"one", b"two"))


def test_refused_file_leaves_no_row_no_content_and_no_entry(files_folder: Path):
    with pytest.raises(FileRefused):
        a_file(b"<svg>", "图.txt")

    assert (StoredFile.objects.count(), Entry.objects.count(), kept_in(files_folder)) == (0, 0, [])


@pytest.mark.covers("S-PIPL")
def test_unmasked_evidence_is_kept_only_with_a_transfer_record(files_folder: Path):
    rows = f"编号,电话\n1,{MOBILE}\n".encode()
    with pytest.raises(NotHandedOver, match="手机号码 1 处"):
        a_file(rows, "抽样.csv", "evidence", is_declared_masked=True)
    nothing = kept_in(files_folder)

    kept = a_file(
        rows, "抽样.csv", "evidence", transfer=Transfer("抽样核对", ("电话",), 1, "审核组", NOON.date())
    )

    assert nothing == []
    assert kept.transfer == {
        "purpose": "抽样核对", "fields": ["电话"], "rows": 1, "recipient": "审核组", "on": "2026-03-02",
    }  # fmt: skip


def test_refusal_of_a_second_copy_leaves_the_first_alone(files_folder: Path):
    rows = f"编号,电话\n1,{MOBILE}\n".encode()
    first = a_file(rows, "表.csv")

    with pytest.raises(NotHandedOver):
        a_file(rows, "表.csv", "evidence")

    assert content_of(first) == rows


@pytest.mark.covers("G-7")
def test_reading_a_sensitive_file_needs_a_reason_and_is_listed():
    file = a_file(sensitivity=Sensitivity.SENSITIVE)
    with pytest.raises(Incomplete) as refusal:
        content_of(file)

    content = content_of(file, CLERK, "核对申请材料")

    assert str(refusal.value) == "查看文件中被遮盖的内容须说明理由（个人信息保护法第五十一条）"
    assert content == "制度".encode()
    assert [(e.actor, e.object_kind, e.object_id, e.reason) for e in reveals()] == [
        ("乙", "file", str(file.pk), "核对申请材料")
    ]
    assert list(verifying.faults()) == []


def test_altered_content_is_refused_and_no_reveal_is_noted(files_folder: Path):
    file = a_file(sensitivity=Sensitivity.SENSITIVE)
    path = files_folder / file.place
    path.chmod(0o600)
    path.write_bytes(b"else")

    with pytest.raises(FileAltered):
        content_of(file, CLERK, "核对")

    assert reveals().count() == 0


@pytest.mark.covers("G-14")
def test_erasure_takes_two_persons_and_leaves_a_marker(
    files_folder: Path, django_capture_on_commit_callbacks
):
    file = a_file()
    keeping.propose_erasure(file, by=CLERK, at=NOON, reason="本人要求", data_kinds="身份证影像")
    same_person = Actor(CLERK.person, 99, "乙的另一账号", frozenset({"head_of_body"}))
    with pytest.raises(NotAllowed, match=r"清除“制度\.txt”是本人申请的，须由另一人批准"):
        keeping.erase(file, by=same_person, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        keeping.erase(file, by=HEAD, at=NOON)

    file = StoredFile.objects.get()
    with pytest.raises(FileGone) as gone:
        content_of(file)
    assert str(gone.value) == "制度.txt：内容已于 2026-03-02 清除（身份证影像），仅存摘要"
    assert kept_in(files_folder) == []
    assert (file.status, file.marker, file.sha256) == ("已清除", "", digest_bytes("制度".encode()).sha256)
    told = Entry.objects.filter(verb__in=("propose_erasure", "erase")).order_by("sequence")
    assert [(e.actor, e.reason, e.said.facts["facts"]["data_kinds"]) for e in told] == [
        ("乙", "本人要求", "身份证影像"), ("丙", "", "身份证影像"),
    ]  # fmt: skip
    assert list(verifying.faults()) == []


def test_erasure_that_is_not_approved_takes_nothing(files_folder: Path):
    file = a_file()
    with pytest.raises(NotNow):
        keeping.erase(file, by=HEAD, at=NOON)
    keeping.propose_erasure(file, by=CLERK, at=NOON, reason="误传", data_kinds="电话")
    with pytest.raises(NotAllowed):
        keeping.erase(file, by=AUDITOR, at=NOON)

    keeping.withdraw_erasure(file, by=HEAD, at=NOON, reason="须留作证据")

    assert (file.status, file.marker, file.proposed_by, file.erased_data) == ("在用", "", None, "")
    assert content_of(file) == "制度".encode()


def test_erasure_leaves_the_same_content_to_the_other_file_that_has_it(django_capture_on_commit_callbacks):
    gone, stays = a_file(b"same", "甲.txt"), a_file(b"same", "乙.txt")
    keeping.propose_erasure(gone, by=CLERK, at=NOON, reason="误传", data_kinds="电话")

    with django_capture_on_commit_callbacks(execute=True):
        keeping.erase(gone, by=HEAD, at=NOON)

    assert content_of(stays) == b"same"
    with pytest.raises(FileGone):
        content_of(gone)


@pytest.mark.covers("G-9")
def test_verifying_names_every_file_that_is_lost_or_altered(files_folder: Path):
    whole, lost, altered = (
        a_file(content, f"{content.decode()}.txt") for content in (b"whole", b"lost", b"altered")
    )
    untouched = list(keeping_faults())
    (files_folder / lost.place).unlink()
    (files_folder / altered.place).chmod(0o600)
    (files_folder / altered.place).write_bytes(b"else")

    found = list(keeping_faults())

    assert untouched == []
    assert [sentence.split("：")[0] for sentence in found] == [lost.name, altered.name]
    assert content_of(whole) == b"whole"


def test_sweeping_takes_what_no_row_claims_and_nothing_else(files_folder: Path):
    kept = a_file()
    keeping.store().receive(io.BytesIO(b"orphan"), "orphan.txt", keeping.limits())
    (files_folder / "incoming" / "cut-short.part").write_bytes(b"half")
    now = datetime.now(tz=NOON.tzinfo)

    too_early = sweep(now - timedelta(hours=1))
    swept = sweep(now + timedelta(hours=1))

    assert (too_early, swept, kept_in(files_folder)) == (0, 2, [kept.sha256])


def test_what_must_be_kept_longer_is_not_erased():
    file = a_file(retained_until=date(2026, 3, 2))

    with pytest.raises(Incomplete, match=r"“制度\.txt”须保存至 2026-03-02，期满前不能清除"):
        keeping.propose_erasure(file, by=CLERK, at=NOON, reason="本人要求", data_kinds="电话")
    keeping.propose_erasure(file, by=CLERK, at=NOON + timedelta(days=1), reason="本人要求", data_kinds="电话")

    assert file.marker == "拟清除"
