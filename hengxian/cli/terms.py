"""The options of a measuring command, turned into what evaluation takes."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from hengxian.evaluation.evaluate import Terms
from hengxian.scoring.judgements import read_judgements
from hengxian.scoring.profile import Profile, bundled_profile, load_profile
from hengxian.standard.calendars.arrangement import state_council
from hengxian.standard.load import bundled_pack


def terms_of(asked: Namespace) -> Terms:
    """The bundled rule and calendar, with the profile and the judgements asked for."""
    pack = bundled_pack()
    judged = getattr(asked, "judgements", None)
    judgements = read_judgements(judged, pack.tree) if judged else ()
    return Terms(pack, _profile(asked.profile), state_council(), judgements)


def period_of(asked: Namespace) -> dict[str, Any]:
    """`start`, `end`, `as_of` and `followup_days` by the names that evaluation gives them."""
    return {name: getattr(asked, name) for name in ("start", "end", "as_of", "followup_days")}


def _profile(name: str) -> Profile:
    """A file where the name looks like one, else a bundled profile."""
    path = Path(name)
    return load_profile(path) if path.suffix in (".yaml", ".yml") or path.exists() else bundled_profile(name)
