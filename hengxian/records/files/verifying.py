"""Every kept file read again and compared with both digests taken at receipt (G-9, G-15)."""

from collections.abc import Iterator

from hengxian.kernel.digests import Digesting
from hengxian.kernel.refusals import Refused
from hengxian.records.files.keeping import store
from hengxian.records.files.lifecycle import ERASED
from hengxian.records.models.stored_file import StoredFile

_BLOCK = 1 << 20


def faults() -> Iterator[str]:
    """One sentence for each file that is lost or altered; nothing when all are as received."""
    for file in StoredFile.objects.exclude(status=ERASED).order_by("pk").iterator(chunk_size=500):
        try:
            if _sm3(file) != file.sm3:
                yield f"{file.name}：存放的内容与收到时的 SM3 摘要不符"
        except Refused as refusal:
            yield str(refusal)


def _sm3(file: StoredFile) -> str:
    digesting = Digesting()
    with store().open_verified(file.place, file.name) as content:
        while block := content.read(_BLOCK):
            digesting.take(block)
    return digesting.finish().sm3
