"""What verifies without our server: the QR payload, the credential, the status lists, the open data, complaints."""

import csv
import json
from datetime import timedelta

import pytest
import segno

from hengxian.publication.announcing import change, issue
from hengxian.publication.appending import append
from hengxian.publication.attesting import attest, credential_file, index_of, status_list_file
from hengxian.publication.complaints import Complaint, lodge, pending, receipt_for, take
from hengxian.publication.credential import verify_credential
from hengxian.publication.faults import Forged
from hengxian.publication.opendata import guarded, verify_open_data, write_open_data
from hengxian.publication.payload import payload, verify_payload
from hengxian.publication.signing import VERIFIERS, KeyFile, PublicKey
from hengxian.publication.statuslist import STATUSES, decode, list_names, value_at
from tests.publication.conftest import CHINA, NOON

REGISTER = "https://register.example.invalid"


@pytest.fixture
def keys(key):
    return {key.public_key.key_id: key.public_key}


def test_payload_verifies_offline_and_fits_a_code_one_can_print(edition, key, keys):
    printed = edition(holder="云岭市人民政府政务服务便民热线受理中心（市12345政府服务热线办公室）").printed

    text = payload(printed, 1, key)
    certificate = verify_payload(text, keys)

    assert (certificate.number, certificate.holder, certificate.valid_until, certificate.digest) == (
        printed.number,
        printed.holder,
        printed.valid_until,
        printed.digest,
    )
    code = segno.make(text, error="m")
    assert (code.mode, code.symbol_size(scale=1, border=0)[0] <= 97) == ("alphanumeric", True)


@pytest.mark.parametrize(
    "change", [lambda t: t[:-6] + "000000", lambda t: "HX2:" + t[4:], lambda t: t[:12], lambda t: "HX1:!"]
)
def test_payload_that_was_changed_is_forged(edition, key, keys, change):
    text = payload(edition().printed, 1, key)

    with pytest.raises(Forged):
        verify_payload(change(text), keys)


def test_payload_of_another_key_is_forged(edition, keys, tmp_path):
    text = payload(edition().printed, 1, KeyFile.create(tmp_path / "other.pem"))

    with pytest.raises(Forged, match="不是认证机构公布的密钥"):
        verify_payload(text, keys)


def test_another_algorithm_takes_its_place_by_registering(edition, monkeypatch):
    class Server:
        public_key = PublicKey("SM2-SM3", b"public")

        def sign(self, message: bytes) -> bytes:
            return b"signed:" + message[-4:]

    server = Server()
    monkeypatch.setitem(
        VERIFIERS, "SM2-SM3", lambda raw, message, signature: signature == b"signed:" + message[-4:]
    )
    text = payload(edition().printed, 1, server)

    certificate = verify_payload(text, {server.public_key.key_id: server.public_key})

    assert certificate.number == "HX-2026-0001"


@pytest.fixture
def published(facts, key, edition):
    """Three certificates: one in force, one suspended and restored and revoked, one suspended."""
    for number in ("HX-1", "HX-2", "HX-3"):
        append(facts, issue(f"issue-{number}", edition(number), NOON, CHINA), key)
    later = NOON + timedelta(days=1)
    append(facts, change("a", edition("HX-2"), "有效", "暂停", later, CHINA), key)
    attest(facts, REGISTER, key)
    append(facts, change("b", edition("HX-2"), "暂停", "撤销", later, CHINA), key)
    append(facts, change("c", edition("HX-3"), "有效", "暂停", later, CHINA), key)
    attest(facts, REGISTER, key)
    return facts


def test_credential_verifies_and_a_changed_one_does_not(published, keys):
    document = json.loads(credential_file(published, "HX-2").read_bytes())
    altered = {**document, "credentialSubject": {**document["credentialSubject"], "scope": "一切"}}

    verify_credential(document, keys)

    assert document["credentialSubject"]["number"] == "HX-2"
    with pytest.raises(Forged, match="已被改动"):
        verify_credential(altered, keys)
    with pytest.raises(Forged, match="不是认证机构"):
        verify_credential({**document, "issuer": "did:key:z6Mkother"}, keys)


def test_status_lists_say_the_status_of_each_certificate(published, keys):
    statuses = []
    for number in ("HX-1", "HX-2", "HX-3"):
        index = index_of(json.loads(credential_file(published, number).read_bytes()))
        lists = {
            p: json.loads(status_list_file(published, n).read_bytes()) for p, n in list_names(index).items()
        }
        for document in lists.values():
            verify_credential(document, keys)
        bits = {p: decode(document["credentialSubject"]["encodedList"]) for p, document in lists.items()}
        values = {p: value_at(b, p, index) for p, b in bits.items()}
        statuses.append((STATUSES[values["message"]], values["suspension"], values["revocation"]))

    assert statuses == [("有效", 0, 0), ("撤销", 0, 1), ("暂停", 1, 0)]


def test_attesting_again_from_nothing_gives_the_same_files(published, key):
    before = {path: path.read_bytes() for path in published.rglob("*.json")}
    (published / "attested.json").unlink()

    for path in before:
        if path.parent.name == "status-lists":
            path.unlink()
    attest(published, REGISTER, key)

    assert {path: path.read_bytes() for path in published.rglob("*.json")} == before
    assert attest(published, REGISTER, key) == 0


def test_a_status_of_a_certificate_never_published_is_passed_over(facts, key, edition):
    append(facts, change("a", edition("HX-9"), "有效", "暂停", NOON, CHINA), key)

    taken = attest(facts, REGISTER, key)

    assert (taken, (facts / "status-lists").exists()) == (3, False)


@pytest.mark.covers("E-3")
def test_open_data_verify_offline_with_their_time_and_a_changed_file_does_not(published, key, keys):
    write_open_data(published, key, NOON)
    downloads = published / "open-data"

    made_at = verify_open_data(downloads, keys)

    rows = json.loads((downloads / "certificates.json").read_bytes())["certificates"]
    assert made_at == NOON
    assert [(row["number"], row["status"]) for row in rows] == [
        ("HX-1", "有效"),
        ("HX-2", "撤销"),
        ("HX-3", "暂停"),
    ]
    (downloads / "certificates.csv").write_text("HX-9")
    with pytest.raises(Forged, match=r"certificates\.csv"):
        verify_open_data(downloads, keys)


def test_open_data_run_no_formula_in_a_spreadsheet(facts, key, edition):
    append(facts, issue("a", edition(holder="=cmd|' /C calc'!A0"), NOON, CHINA), key)
    write_open_data(facts, key, NOON)

    with (facts / "open-data/certificates.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))

    assert row["认证对象名称"] == "'=cmd|' /C calc'!A0"
    assert [guarded(cell) for cell in ("+1", "-1", "@a", "\t=", "云岭")] == [
        "'+1",
        "'-1",
        "'@a",
        "'\t=",
        "云岭",
    ]


def test_a_complaint_sent_twice_is_one_and_is_taken_once(tmp_path):
    text = "该单位把证书用在了与热线无关的业务上"
    first = Complaint(
        receipt=receipt_for("t", NOON), token="t", received_at=NOON, subject="证书使用不当", text=text
    )
    again = first.model_copy(update={"receipt": "TS-20260303-OTHER"})

    receipts = [lodge(tmp_path / "outbox", complaint).receipt for complaint in (first, again)]
    waiting = list(pending(tmp_path / "outbox"))
    take(tmp_path / "outbox", first)
    take(tmp_path / "outbox", first)

    assert (receipts, waiting, list(pending(tmp_path / "outbox"))) == ([first.receipt] * 2, [first], [])
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "outbox").rglob("*.json")} == {0o600}
