"""The body's name and its own mark on the paper: registered by the head with his word that it resembles no state mark."""

from io import BytesIO
from struct import pack
from typing import Any
from zlib import compress, crc32

import pytest
from pypdf import PdfReader

from hengxian.certification.models import Certificate
from hengxian.certification.queries.certificates import newest_edition
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.files.keeping import Particulars, keep, store
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.registers.book import BODY
from hengxian.records.registers.checking import Unfit
from tests.certification.applying.desk import PDF
from tests.certification.certificates.certified import drafted, issued, set_terms
from tests.certification.on_site.on_site import PICTURE
from tests.certification.world import World

MARK = {
    "name": "衡字徽标",
    "lawful": True,
    "checked_how": "与国家推行的认证标志逐一比对",
    "starts_on": "2026-03-01",
}


def png(*rows: bytes) -> bytes:
    """A grey picture of the rows given."""
    head = pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", compress(b"".join(b"\0" + row for row in rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", crc32(name + data)) for name, data in chunks
    )


WHOLE = png(b"\x20\xf0", b"\xf0\x20")


def picture(world: World, content: bytes = WHOLE, name: str = "徽标.png") -> str:
    file = keep(
        BytesIO(content), name, about=BODY, category="proof", by=world["head"], at=world.at,
        particulars=Particulars(is_declared_masked=True),
    )  # fmt: skip
    return f"file:{file.pk}"


def register(world: World, by: str = "head", evidence: str | None = None, **said: Any) -> RegisterRow:
    files = (picture(world) if evidence is None else evidence,)
    return world.write("body_marks", BODY, MARK | said, by=by, evidence=[one for one in files if one])


def front(certificate: Certificate) -> Any:
    file = StoredFile.objects.get(pk=newest_edition(certificate).file)
    with store().open_verified(file.place, file.name) as content:
        return PdfReader(BytesIO(content.read())).pages[0]


@pytest.mark.covers("R7.1.8-9")
def test_mark_is_refused_without_the_heads_word_that_it_resembles_no_state_mark(world: World) -> None:
    with pytest.raises(Unfit, match="不与国家推行的认证标志相同或者近似.*须由本人确认并勾选"):
        register(world, lawful=False)
    with pytest.raises(NotAllowed):
        register(world, by="keeper")

    assert not RegisterRow.objects.filter(register="body_marks").exists()


@pytest.mark.covers("R7.1.8-9")
def test_paper_prints_the_body_and_its_own_mark(world: World, settings: Any) -> None:
    settings.HENGXIAN_BODY_NAME = name = "衡样认证有限公司"
    set_terms(world)
    bare = front(issued(world))
    register(world)

    marked = front(issued(world))

    assert [len(page.images) for page in (bare, marked)] == [0, 1]
    assert [name in page.extract_text() for page in (bare, marked)] == [True, True]


def test_mark_is_a_picture_and_only_one(world: World) -> None:
    with pytest.raises(Unfit, match="须附至少 1 件证据"):
        register(world, evidence="")
    with pytest.raises(Unfit, match="所附“徽标.pdf”应为PNG 图片、JPEG 图片"):
        register(world, evidence=picture(world, PDF, "徽标.pdf"))


def test_broken_picture_is_told_and_no_certificate_goes_out_without_it(world: World) -> None:
    set_terms(world)
    register(world, evidence=picture(world, PICTURE))
    certificate = drafted(world)
    before = Entry.objects.count()

    with pytest.raises(Incomplete, match="启用中的认证机构标志的图片不能印制"):
        perform(
            certificate, "issue", by=world["head"], at=world.at, issued_on=world.at.date(), method="电子印章"
        )

    certificate.refresh_from_db()
    assert (certificate.status, Entry.objects.count()) == ("拟制", before)


@pytest.mark.parametrize(("starts_on", "ends_on"), [("2026-03-03", None), ("2025-01-01", "2026-03-02")])
def test_mark_out_of_use_is_not_printed(world: World, starts_on: str, ends_on: str | None) -> None:
    set_terms(world)
    register(world, starts_on=starts_on, **({"ends_on": ends_on} if ends_on else {}))

    assert len(front(issued(world)).images) == 0
