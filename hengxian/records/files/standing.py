"""What bars a person from erasing a file, and what has to be over before it may go."""

from django.utils import timezone

from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, standing_of
from hengxian.kernel.lifecycle import Standing
from hengxian.records.models.stored_file import StoredFile


@standing_of("file")
def of_file(file: StoredFile, by: Actor) -> Standing:
    """Whoever asked for the erasure of this file does not approve it, by whatever account (G-5, G-14)."""
    if file.proposed_by == by.person:
        return Standing(ties={"proposer": f"清除“{file.name}”是本人申请的，须由另一人批准"})
    return Standing()


@condition
def retention_over(file: StoredFile, act: Act) -> str | None:
    """What must be kept longer is not erased on request (个人信息保护法 47, second paragraph)."""
    if file.retained_until and timezone.localtime(act.at).date() <= file.retained_until:
        return f"“{file.name}”须保存至 {file.retained_until.isoformat()}，期满前不能清除"
    return None
