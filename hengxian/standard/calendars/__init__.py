"""Which days are worked: the yearly arrangements of the State Council, as data with their notices."""

from hengxian.standard.calendars.arrangement import Arrangement, ArrangementError, state_council

__all__ = ["Arrangement", "ArrangementError", "state_council"]
