"""Verifying without a network: the second code of a certificate, a credential, the open data."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from hengxian.publication.attesting import credential_file
from hengxian.publication.opendata import write_open_data
from hengxian.publication.payload import payload
from tests.web_register.conftest import begin

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def published(tmp_path):
    """A folder with one certificate, everything signed, and the keys beside it."""
    publisher = begin(tmp_path)
    publisher.issue("HX-1")
    publisher.attest()
    write_open_data(publisher.folder, publisher.key, NOON)
    key = publisher.key.public_key
    listed = [{"id": key.key_id, "algorithm": key.algorithm, "public_key": key.raw.hex()}]
    (tmp_path / "keys.json").write_text(json.dumps({"keys": listed}))
    return publisher


def test_code_credential_and_open_data_are_verified_offline(hengxian, published, tmp_path):
    code = payload(published.editions["HX-1"].printed, 1, published.key)
    given = (code, credential_file(published.folder, "HX-1"), published.folder / "open-data")

    answers = [hengxian("verify-certificate", what, "--keys", tmp_path / "keys.json") for what in given]

    assert [answer.status for answer in answers] == [0, 0, 0]
    assert [answer.lines[0] for answer in answers] == [
        "签名相符：证书 HX-1（第1版）",
        "签名相符：凭证 HX-1",
        "签名相符：开放数据，生成时间 2026-03-02T12:00:00+08:00",
    ]
    assert "有效期至 2999-03-01" in answers[0].out


def test_a_forged_code_is_a_finding_and_a_wrong_key_file_a_refusal(hengxian, published, tmp_path):
    code = payload(published.editions["HX-1"].printed, 1, published.key)

    forged = hengxian("verify-certificate", code[:-4] + "0000", "--keys", tmp_path / "keys.json")
    refused = hengxian("verify-certificate", code, "--keys", published.folder / "head.json")

    assert (forged.status, forged.out.startswith("不符：")) == (1, True)
    assert (refused.status, refused.err) == (2, "错误：head.json 不是公示网站的 keys.json\n")
