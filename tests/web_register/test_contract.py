"""The register can reach published facts and nothing else (E-5): by its imports, and by what its site holds."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from hengxian.config.settings import register
from tests.web_register.conftest import begin

ALLOWED = ("kernel", "standard", "publication", "web.register", "web.components")


def imported(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    froms = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return [name for name in froms + plain if name.startswith("hengxian.")]


@pytest.mark.covers("E-5")
def test_register_imports_only_publication_standard_kernel_and_components(root):
    allowed = tuple(f"hengxian.{room}" for room in ALLOWED)

    strangers = [
        (path.name, name)
        for path in (root / "hengxian/web/register").rglob("*.py")
        for name in imported(path)
        if not f"{name}.".startswith(tuple(f"{room}." for room in allowed))
    ]

    assert strangers == []


LOADED = """
import sys, django
django.setup()
import hengxian.config.urls_register, hengxian.web.register.static_export
print(*sorted({".".join(name.split(".")[:2]) for name in sys.modules if name.startswith("hengxian.")}))
"""


@pytest.mark.covers("E-5", "G-17")
def test_site_register_starts_without_the_rooms_of_the_body(root, tmp_path):
    surroundings = {
        "DJANGO_SETTINGS_MODULE": "hengxian.config.settings.register",
        "HENGXIAN_HOME": str(tmp_path),
    }

    told = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=root, env=surroundings, capture_output=True, text=True, check=True
    )

    rooms = {name.removeprefix("hengxian.") for name in told.stdout.split()}
    assert rooms & {"journal", "records", "certification", "evaluation", "measurement", "hotline"} == set()
    assert [app for app in register.INSTALLED_APPS if app.startswith("hengxian.")] == [
        "hengxian.web.components",
        "hengxian.web.register",
    ]


def test_publication_knows_no_django(root):
    code = "import sys, hengxian.publication.opendata, hengxian.publication.attesting, hengxian.publication.complaints; print('django' in sys.modules)"

    told = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "False"


@pytest.mark.covers("E-5")
def test_static_copy_is_made_by_the_command(root, tmp_path):
    publisher = begin(tmp_path)
    publisher.issue("HX-1")
    surroundings = {"HENGXIAN_HOME": str(tmp_path / "site"), "HENGXIAN_FACTS": str(publisher.folder)}
    command = [sys.executable, "-m", "hengxian.cli.main", "export-register", str(tmp_path / "copy")]

    told = subprocess.run(command, cwd=root, env=surroundings, capture_output=True, text=True, check=True)

    assert told.stdout.endswith("页：copy\n")
    assert "云岭市市民热线服务中心" in (tmp_path / "copy/c/HX-1/index.html").read_text("utf-8")
    assert (tmp_path / "copy/static/register/register.css").exists()
