"""A signed paper: whole, trusted or not, changed by one byte."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from hengxian.kernel.refusals import Incomplete
from hengxian.records.documents.certificate import certificate_pdf
from hengxian.records.documents.imprint import Method
from hengxian.records.documents.signature_check import SignatureCheck
from hengxian.records.documents.signing_pdf import KeySigner, check_signature

from .samples import CERTIFICATE

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
NAME = "云栖认证有限公司"


def self_signed(name: str) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=365))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


@pytest.fixture(scope="module")
def pair():
    return self_signed(NAME)


@pytest.fixture(scope="module")
def signer(pair):
    key, certificate = pair
    return KeySigner(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        certificate.public_bytes(Encoding.PEM),
    )


@pytest.fixture(scope="module")
def paper():
    return certificate_pdf(CERTIFICATE)


@pytest.fixture(scope="module")
def signed(paper, signer):
    return signer.sign(paper, at=AT, reason="颁发认证证书")


def test_signed_paper_is_whole_trusted_and_names_its_signer(paper, signed, signer):
    found = check_signature(signed, [signer.certificates], at=AT)

    assert signed.startswith(paper)
    assert found == SignatureCheck(True, True, True, NAME, AT)
    assert signer.method is Method.CERTIFICATE


def test_flipped_byte_is_told(paper, signed, signer):
    place = paper.index(b"stream") + 40
    altered = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]

    found = check_signature(altered, [signer.certificates], at=AT)

    assert not found.is_intact
    assert found.sentence == "文件在签名之后被改动，签名无效"


def test_addition_after_the_signature_is_told(signed, signer):
    found = check_signature(signed + b"\n% added\n", [signer.certificates], at=AT)

    assert not found.is_intact


def test_stranger_s_certificate_is_not_trusted(signed):
    _, stranger = self_signed("陌生机构")

    found = check_signature(signed, [stranger.public_bytes(Encoding.DER)], at=AT)

    assert (found.is_intact, found.is_trusted) == (True, False)
    assert found.sentence == f"文件签名后未被改动，签署人为{NAME}；签名证书不在所给的信任名单之内"


@pytest.mark.parametrize("unsigned", [b"", b"no pdf"], ids=["empty", "other"])
def test_file_that_is_no_pdf_is_unsigned(unsigned):
    assert check_signature(unsigned, [], at=AT).sentence == "文件没有电子签名，或者已经损坏"


def test_paper_without_signature_is_unsigned(paper):
    assert check_signature(paper, [], at=AT) == SignatureCheck(False, False, False)


def test_key_may_come_as_pkcs12(paper, pair):
    key, certificate = pair
    store = pkcs12.serialize_key_and_certificates(
        b"seal", key, certificate, None, BestAvailableEncryption(b"clear")
    )

    signed = KeySigner(store, passphrase=b"clear").sign(paper, at=AT, reason="颁发认证证书")

    assert check_signature(signed, [certificate.public_bytes(Encoding.DER)], at=AT).is_trusted


@pytest.mark.parametrize("wrong", [{"passphrase": b"wrong"}, {"certificates": b"none"}, {"key": b"none"}])
def test_key_that_cannot_be_read_is_refused(signer, paper, wrong):
    with pytest.raises(Incomplete, match="签名密钥不能读取"):
        replace(signer, **wrong).sign(paper, at=AT, reason="颁发认证证书")
