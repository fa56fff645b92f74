"""The register over a folder of its own, with invented certificates published by a body that is not there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from hengxian.config.settings import register
from hengxian.publication.announcing import change, issue, replace
from hengxian.publication.appending import Draft, append, found
from hengxian.publication.attesting import attest
from hengxian.publication.checkcode import digest_check_code
from hengxian.publication.digests import sha256_of, sm3_of
from hengxian.publication.facts import Basis, Body, BodyProfile, CertificateEdition, Printed, Result, Status
from hengxian.publication.signing import KeyFile
from tests.publication.conftest import CHINA, CODE, NOON

REGISTER = "https://register.example.invalid"


def pdf_of(number: str, version: int) -> bytes:
    """The bytes of an invented certificate file."""
    return f"%PDF-1.7 {number} {version}".encode()


@dataclass
class Publisher:
    """The body's side: publishes into the folder, as its own site would."""

    folder: Path
    key: KeyFile
    at: datetime = NOON
    acts: int = 0
    editions: dict[str, CertificateEdition] = field(default_factory=dict)

    def issue(
        self, number: str, version: int = 1, nature: Any = "颁发", **changes: Any
    ) -> CertificateEdition:
        """Publish a certificate, or a later edition of it."""
        edition = self.edition(number, version, nature, **changes)
        make = issue if version == 1 else replace
        append(self.folder, make(self._act(), edition, self.at, CHINA), self.key)
        self.editions[number] = edition
        return edition

    def change(self, number: str, before: Status, after: Status, at: datetime | None = None) -> None:
        """Publish a change of status."""
        append(
            self.folder,
            change(self._act(), self.editions[number], before, after, at or self.at, CHINA),
            self.key,
        )

    def publish(self, body: Body) -> None:
        """Publish anything else."""
        append(self.folder, [Draft(self._act(), self.at, body)], self.key)

    def profile(self, **changes: Any) -> BodyProfile:
        """The invented body."""
        known = {
            "name": "虚构认证有限公司",
            "address": "云岭市河滨路1号",
            "web_site": "https://body.example.invalid",
        }
        return BodyProfile.model_validate({**known, **changes})

    def attest(self) -> None:
        """Make credentials and lists."""
        attest(self.folder, REGISTER, self.key)

    def edition(self, number: str, version: int, nature: Any, **changes: Any) -> CertificateEdition:
        printed: dict[str, Any] = {
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
            "valid_until": date(2999, 3, 1),
            "body": "虚构认证有限公司",
            "results": (Result(group="综合评价结果", name="综合评价得分", text="82.10–88.40（区间）"),),
            **changes,
        }
        file = pdf_of(number, version)
        return CertificateEdition(
            printed=Printed(**printed),
            edition=version,
            nature=nature,
            check_code_digest=digest_check_code(number, CODE),
            pdf_sha256=sha256_of(file),
            pdf_sm3=sm3_of(file),
        )

    def _act(self) -> str:
        self.acts += 1
        self.at += timedelta(seconds=1)
        return f"act-{self.acts}"


@pytest.fixture
def site(tmp_path: Path, settings: Any, db: None) -> Path:
    """The register's own addresses and doors, over a folder of facts that is not there yet."""
    settings.HENGXIAN_FACTS = tmp_path / "facts"
    settings.HENGXIAN_COMPLAINTS = tmp_path / "complaints"
    settings.ROOT_URLCONF = register.ROOT_URLCONF
    settings.MIDDLEWARE = register.MIDDLEWARE
    cache.clear()
    return tmp_path / "facts"


def begin(folder: Path) -> Publisher:
    """A begun folder `facts` below the folder given, with the body's profile."""
    key = KeyFile.create(folder / "keys" / "signing.pem")
    found(folder / "facts", key, NOON)
    publisher = Publisher(folder / "facts", key)
    publisher.publish(publisher.profile())
    return publisher


@pytest.fixture
def publisher(tmp_path: Path, site: Path) -> Publisher:
    """The publisher whose folder the register's settings point at."""
    return begin(tmp_path)


@pytest.fixture
def text(client: Any) -> Callable[..., str]:
    """Gets a page as text, with its status checked."""

    def get(address: str, expected: int = 200, **asked: str) -> str:
        response = client.get(address, asked)
        assert response.status_code == expected, response.content.decode()[-2000:]
        return str(response.content.decode())

    return get
