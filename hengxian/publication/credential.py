"""A certificate as a W3C verifiable credential (data model 2.0) with a data integrity proof (eddsa-jcs-2022)."""

import hashlib
from datetime import datetime
from typing import Any
from urllib.parse import quote

from hengxian.publication import statuslist
from hengxian.publication.canonical import canonical
from hengxian.publication.encodings import base58, from_base58
from hengxian.publication.facts.certificates import CertificateEdition
from hengxian.publication.faults import Forged
from hengxian.publication.signing import ED25519, PublicKey, Signer

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2"]
_BEGIN, _END = "T00:00:00+08:00", "T23:59:59+08:00"


def credential(
    edition: CertificateEdition, index: int, register: str, signer: Signer, at: datetime
) -> dict[str, Any]:
    """The signed credential of an edition.

    `index` is the certificate's place in the status lists, `register` the address of the register without a slash at
    the end, `at` the instant of publication. The subject is what the certificate prints, plus its files' digests.
    """
    printed = edition.printed
    subject = {
        **printed.model_dump(mode="json", exclude_none=True),
        "edition": edition.edition,
        "pdf_sha256": edition.pdf_sha256,
        "pdf_sm3": edition.pdf_sm3,
    }
    unsigned = {
        "@context": CONTEXT,
        "id": f"{register}/credentials/{quote(printed.number, safe='')}.json",
        "type": ["VerifiableCredential", "GovernmentHotlineServiceCertificate"],
        "issuer": {"id": signer.public_key.did, "name": printed.body},
        "validFrom": f"{printed.issued_on}{_BEGIN}",
        "validUntil": f"{printed.valid_until}{_END}",
        "credentialStatus": statuslist.entries(index, f"{register}/status-lists"),
        "credentialSubject": subject,
    }
    return with_proof(unsigned, signer, at)


def status_credential(
    purpose: str, name: str, bits: bytes, register: str, signer: Signer, at: datetime
) -> dict[str, Any]:
    """The signed status list of one purpose, as it stands at that instant."""
    address = f"{register}/status-lists/{name}.json"
    unsigned = {
        "@context": CONTEXT[:1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": signer.public_key.did,
        "validFrom": at.isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": statuslist.encode(bits),
        },
    }
    return with_proof(unsigned, signer, at)


def with_proof(document: dict[str, Any], signer: Signer, at: datetime) -> dict[str, Any]:
    """The document with its proof; KeyFault for a key that is not Ed25519, which this suite demands."""
    did = signer.public_key.did
    config = {
        "@context": document["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": at.isoformat(timespec="seconds"),
        "verificationMethod": f"{did}#{did.removeprefix('did:key:')}",
        "proofPurpose": "assertionMethod",
    }
    return {
        **document,
        "proof": {**config, "proofValue": "z" + base58(signer.sign(_hashes(document, config)))},
    }


def verify_credential(document: dict[str, Any], keys: dict[str, PublicKey]) -> None:
    """Forged unless one of the keys (by id) made the proof over exactly this document, as its issuer."""
    try:
        unsigned = {name: value for name, value in document.items() if name != "proof"}
        config = dict(document["proof"])
        signature = from_base58(config.pop("proofValue").removeprefix("z"))
        issuer = document["issuer"]
        did = issuer if isinstance(issuer, str) else issuer["id"]
        is_of_suite = (config["type"], config["cryptosuite"]) == ("DataIntegrityProof", "eddsa-jcs-2022")
        method, context, purpose = config["verificationMethod"], config["@context"], config["proofPurpose"]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Forged("不是带数据完整性证明的可验证凭证") from None
    signers = [key for key in keys.values() if key.algorithm == ED25519 and key.did == did]
    if not signers or not method.startswith(f"{did}#"):
        raise Forged("凭证的签发者不是认证机构公布的密钥")
    if not is_of_suite or context != document["@context"] or purpose != "assertionMethod":
        raise Forged("凭证的证明方式不符，应为 eddsa-jcs-2022")
    if not signers[0].verifies(_hashes(unsigned, config), signature):
        raise Forged("凭证的证明不符：内容已被改动")


def _hashes(document: dict[str, Any], config: dict[str, Any]) -> bytes:
    """What the suite signs: the digest of the proof's own settings, then that of the document."""
    return hashlib.sha256(canonical(config)).digest() + hashlib.sha256(canonical(document)).digest()
