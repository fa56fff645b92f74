"""By what a dataset is evaluated at a moment: the bundled rule, and the profile with the parameters then in force."""

from datetime import datetime
from typing import Any

from hengxian.evaluation.models import Evaluation
from hengxian.evaluation.questions import Terms
from hengxian.records.parameters import Setting, settings_on
from hengxian.scoring.judgements import Judgement
from hengxian.scoring.profile import HandlingTarget, Parameters, Profile, bundled_profile
from hengxian.standard.calendars import state_council
from hengxian.standard.load import bundled_pack

_PARAMETERS = ("P-followup", "P-aht", "P-aht-max", "P-bonus", "P-raters")
MEAN = "平均"


def terms_at(at: datetime, judgements: tuple[Judgement, ...] = ()) -> Terms:
    """The terms in force at that instant; what nobody set stays open and is never guessed.

    ProfileError or ValueError cannot come of parameters that `set_value` has read, but for a mean handling
    time whose two values are in the wrong order: these count as unset.
    """
    return Terms(bundled_pack(), profile_at(at), state_council(), judgements)


def terms_of(evaluation: Evaluation) -> Terms:
    """The terms a kept evaluation was made by: what was declared later alters nothing that was measured (A-3).

    Another edition of rule or profile shows in the fingerprints, and `score_with` refuses it.
    """
    told = evaluation.result["profile"]
    profile = bundled_profile(told["id"]).model_copy(
        update={
            "parameters": Parameters.model_validate(told["parameters"]),
            "raters": told["raters"],
            "bonus": told["bonus"],
        }
    )
    return Terms(bundled_pack(), profile, state_council())


def profile_at(at: datetime) -> Profile:
    """The linear profile with what the body or hotline declared; each declared value changes its fingerprint."""
    found = settings_on(at, _PARAMETERS)
    profile = bundled_profile()
    return profile.model_copy(
        update={
            "parameters": Parameters(followup_days=_value(found["P-followup"]), aht=_target(found)),
            "bonus": _value(found["P-bonus"]) == "是",
            "raters": "mean" if MEAN in str(_value(found["P-raters"]) or "") else "show_all",
        }
    )


def _target(found: dict[str, Setting | None]) -> HandlingTarget | None:
    goal, most = _value(found["P-aht"]), _value(found["P-aht-max"])
    if goal is None or most is None or goal >= most:
        return None
    return HandlingTarget.model_validate({"target_hours": str(goal), "max_hours": str(most)})


def _value(setting: Setting | None) -> Any:
    return None if setting is None else setting.value
