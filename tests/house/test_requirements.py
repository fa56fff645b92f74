"""The requirements are pinned, hashed, the same in every set, and free of licences that bind the user."""

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

SETS = ("bootstrap", "base", "dev", "bench")
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)(?: ; (.+?))?(?: \\)?$")
BINDING = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)


def entries(root: Path, name: str) -> list[str]:
    text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return text.replace("\\\n", "").splitlines()


def pins(root: Path, name: str) -> set[str]:
    return {entry.split(" --hash")[0].strip() for entry in entries(root, name)}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~ ;]", name)[0]).lower()


def licence(found: Distribution) -> list[str]:
    """Every licence that a distribution offers; where it names several by 'OR', each of them."""
    head = found.metadata
    stated = [
        value.split("::")[-1] for value in head.get_all("Classifier") or [] if value.startswith("License")
    ]
    expression = head.get("License-Expression") or (head.get("License") or "").split("\n")[0]
    return [part.strip() for part in expression.split(" OR ") if part.strip()] or stated


@pytest.mark.parametrize("name", SETS)
def test_every_requirement_is_pinned_and_hashed(root: Path, name: str):
    loose = [
        e
        for e in entries(root, name)
        if not PIN.match(e.split(" --hash")[0].strip()) or "--hash=sha256:" not in e
    ]

    assert loose == []


def test_a_package_has_one_version_in_all_sets(root: Path):
    assert pins(root, "base") <= pins(root, "dev")
    assert pins(root, "base") <= pins(root, "bench")


def test_requirements_hold_what_the_project_asks_for(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {"base": project["project"]["dependencies"], **project["dependency-groups"]}

    missing = {
        name: sorted({normal(a) for a in asked[name]} - {normal(pin) for pin in pins(root, name)})
        for name in ("base", "dev", "bench")
    }

    assert missing == {"base": [], "dev": [], "bench": []}


def test_no_dependency_binds_the_user_by_its_licence(root: Path):
    names = {normal(pin) for pin in pins(root, "dev") | pins(root, "bench")}

    bound, read = [], 0
    for name in sorted(names):
        try:
            offered = licence(distribution(name))
        except PackageNotFoundError:
            continue  # for another platform, or of a set that is not installed
        read += 1
        if offered and all(BINDING.search(one) for one in offered):
            bound.append(f"{name}: {offered}")

    assert read > 20
    assert bound == []
