"""What a test says it covers is in the catalogue of requirements, under that very id."""

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def listing(shared: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that lists uncovered requirements, as a module; it looks for tests below the working folder."""
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("uncovered", str(shared / "tools" / "uncovered"))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def test_every_claim_names_a_requirement_of_the_catalogue(listing: ModuleType):
    known = {one for ids in listing.catalogue().values() for one in ids}

    claimed = listing.covered()

    assert claimed
    assert sorted(claimed - known) == []


def test_covers_marker_is_registered(pytestconfig: pytest.Config):
    registered = [line.split(":")[0] for line in pytestconfig.getini("markers")]

    assert "covers(*ids)" in registered
    assert pytestconfig.getoption("strict_markers") or "--strict-markers" in pytestconfig.getini("addopts")
