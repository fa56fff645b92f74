"""What a telephone reads off the printed page: both codes, as they stand on the paper that was issued."""

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings

from hengxian.certification.models import Certificate
from hengxian.certification.publishing import signer
from hengxian.certification.queries.certificates import newest_edition
from hengxian.people.models import Organisation
from hengxian.publication.payload import verify_payload
from hengxian.records.files.keeping import store
from hengxian.records.models.stored_file import StoredFile
from tests.certification.certificates.certified import issued, set_terms
from tests.certification.world import World

DPI, POINTS = 150, 72


def scanned(certificate: Certificate) -> list[str]:
    """The texts of the codes on the first page, rendered as a camera would see it."""
    file = StoredFile.objects.get(pk=newest_edition(certificate).file)
    with store().open_verified(file.place, file.name) as content:
        page = pypdfium2.PdfDocument(BytesIO(content.read()))[0]
    picture = page.render(scale=DPI / POINTS).to_numpy()
    return [code.text for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.covers("A-16")
@pytest.mark.parametrize(
    "name", ["云泽市政务服务中心", "云泽市临江区政务服务和大数据管理局12345政务服务便民热线受理中心"]
)
def test_both_codes_are_read_off_the_page_one_leads_to_the_entry_and_one_verifies_offline(
    world: World, name: str
) -> None:
    Organisation.objects.filter(pk=world.client.pk).update(name=name)
    world.client.refresh_from_db()
    set_terms(world)
    certificate = issued(world)
    code, key = newest_edition(certificate).check_code, signer().public_key

    register = str(settings.HENGXIAN_SITES["register"]).rstrip("/")
    offline, address = sorted(scanned(certificate), key=lambda text: not text.startswith("HX1:"))
    assert address == f"{register}/c/{certificate.number}?k={code}"
    told = verify_payload(offline, {key.key_id: key})
    assert (told.number, told.holder, told.valid_until) == (certificate.number, name, certificate.valid_until)
