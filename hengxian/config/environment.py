"""What the operator says through environment variables; the only place that reads them."""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def home(site: str) -> Path:
    """The folder in which a site keeps all it owns (HENGXIAN_HOME); made when missing, closed to other users."""
    folder = Path(os.environ.get("HENGXIAN_HOME") or ROOT / "var" / site)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def said(name: str, default: str = "") -> str:
    """The value of HENGXIAN_<name>."""
    return os.environ.get(f"HENGXIAN_{name}", default)


def is_on(name: str) -> bool:
    """Whether HENGXIAN_<name> was switched on."""
    return said(name).lower() in {"1", "true", "yes", "on"}


def kept_secret(folder: Path, name: str) -> str:
    """The secret in `folder/name.key`, drawn at the first call and readable by its owner only.

    Two processes that start together agree: the file is created once or read.
    """
    path = folder / f"{name}.key"
    if not path.exists():
        draft = folder / f".{name}.{os.getpid()}.key"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def path(name: str, default: str) -> Path:
    """The folder HENGXIAN_<name>, where two sites meet; without one, `var/<default>` of the checkout."""
    return Path(said(name) or ROOT / "var" / default)
