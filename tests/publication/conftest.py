"""A key, a folder that has been begun, and an invented certificate."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from hengxian.publication.appending import found
from hengxian.publication.checkcode import digest_check_code
from hengxian.publication.digests import sha256_of, sm3_of
from hengxian.publication.facts import Basis, CertificateEdition, Printed, Result, Site
from hengxian.publication.signing import KeyFile

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA)
PDF = b"%PDF-1.7 invented certificate"
CODE = "A1B2-C3D4-E5F6"


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    """A fresh signing key."""
    return KeyFile.create(tmp_path / "keys" / "signing.pem")


@pytest.fixture
def facts(tmp_path: Path, key: KeyFile) -> Path:
    """A folder whose first fact announces the key."""
    found(tmp_path / "facts", key, NOON)
    return tmp_path / "facts"


@pytest.fixture
def edition() -> Callable[..., CertificateEdition]:
    """Makes an edition of an invented certificate; what is named differs."""

    def make(
        number: str = "HX-2026-0001", version: int = 1, nature: Any = "颁发", **changes: Any
    ) -> CertificateEdition:
        printed = {
            "number": number,
            "hotline": "云岭市12345政务服务便民热线",
            "holder": "云岭市市民热线服务中心",
            "address": "云岭市望江路8号",
            "address_kind": "注册地址",
            "place": "云岭市",
            "scope": "云岭市12345热线的受理、办理、回访与归档",
            "bases": (Basis(number="GB/T 33358-2016", title="政府热线服务规范"),),
            "rule": "CMM-525-0004",
            "rule_edition": "1.0",
            "category": "政府热线服务能力认证",
            "field": "政府热线服务",
            "mode": "服务特性要求测评+服务管理要求审核",
            "issued_on": date(2026, 3, 2),
            "valid_until": date(2029, 3, 1),
            "body": "虚构认证有限公司",
            "sites": (Site(name="话务中心", address="云岭市望江路8号"),),
            "results": (Result(group="综合评价结果", name="综合评价得分", text="82.10–88.40（区间）"),),
            "own_choices": ("证书有效期36个月：机构自定（规则未规定）",),
            **changes,
        }
        return CertificateEdition(
            printed=Printed(**printed),
            edition=version,
            nature=nature,
            check_code_digest=digest_check_code(number, CODE),
            pdf_sha256=sha256_of(PDF + number.encode() + bytes([version])),
            pdf_sm3=sm3_of(PDF + number.encode() + bytes([version])),
        )

    return make
