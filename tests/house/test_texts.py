"""Nothing in the repository names a real person, a machine of ours, or a host to fetch from."""

import re
from pathlib import Path

import pytest

# Written so that no pattern matches its own source.
REGISTRY = re.compile(
    r"pypi[.](?:org|tuna)|pythonhosted[.]org|npmjs[.](?:org|com)|debian[.]org|/pypi/sim[p]le|mirrors?[.](?:aliyun|tuna|ustc|163)[.]"
)
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:work|root|tmp|home/\w+|Users/\w+)/[\w.]")
MOBILE = re.compile(r"(?<![0-9A-Za-z._])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])")
MAIL = re.compile(
    r"[\w.+-]+@(?!example[.]|[\w.-]+[.](?:example|invalid|test)\b)[\w-]+(?:[.][\w-]+)*[.][a-z]{2,}\b"
)
CONTACT = re.compile(r"^(?:联系人|电话|邮箱)：(.+)$", re.MULTILINE)


def found(pattern: re.Pattern[str], texts: list[tuple[str, str]]) -> list[str]:
    return [f"{name}: {match[0]}" for name, text in texts for match in pattern.finditer(text)]


def test_repository_names_no_registry_host(texts):
    assert found(REGISTRY, texts) == []


def test_repository_names_no_path_of_a_machine(texts):
    assert found(MACHINE_PATH, texts) == []


@pytest.mark.covers("G-24", "T54")
def test_repository_holds_no_mobile_number(texts):
    assert found(MOBILE, texts) == []


@pytest.mark.covers("T54")
def test_repository_holds_no_mail_address_of_a_person(texts):
    assert found(MAIL, texts) == []


@pytest.mark.covers("G-24", "T54")
def test_repository_holds_nothing_of_the_contact_that_the_rule_prints(texts, shared: Path):
    rule = (shared / "seeds" / "certification-rule-CMM-525-0004.txt").read_text(encoding="utf-8")
    block = rule[rule.rindex("E.2 ") :]
    secrets = [value.strip() for value in CONTACT.findall(block) if "略" not in value]

    leaked = [name for name, text in texts if any(secret in text for secret in secrets)]

    assert CONTACT.findall(block), "the rule's block E.2 was not recognised"
    assert leaked == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRY, "--index-url https://pypi" + ".org/simple"),
        (MACHINE_PATH, "open('/" + "tmp/x')"),
        (MOBILE, "电话 138" + "0013" + "8000。"),
        (MOBILE, "+86 139-" + "1234-" + "5678"),
        (MAIL, "write to someone@" + "city.gov.cn"),
    ],
)
def test_pattern_recognises_what_it_forbids(pattern: re.Pattern[str], text: str):
    assert pattern.search(text)


@pytest.mark.parametrize(
    "text", ["138****5678", "sha256:a13800138000b", "1735660800000", "clerk@hotline.example"]
)
def test_pattern_lets_invented_and_masked_values_through(text: str):
    assert not MOBILE.search(text)
    assert not MAIL.search(text)
