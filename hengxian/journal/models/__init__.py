"""What the journal stores."""

from hengxian.journal.models.attempt import Attempt
from hengxian.journal.models.checkpoint import Checkpoint
from hengxian.journal.models.entry import ChainHead, Detail, Entry
from hengxian.journal.models.erasure import Erasure
from hengxian.journal.models.receipt import Receipt
from hengxian.journal.models.recorded import Lived, Recorded

__all__ = ["Attempt", "ChainHead", "Checkpoint", "Detail", "Entry", "Erasure", "Lived", "Receipt", "Recorded"]
