"""Exporting the journal to a folder that anybody can check with `hengxian verify-journal` (G-1)."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hengxian.journal import chain, sealed, verifying
from hengxian.journal.checkpoints import as_mapping
from hengxian.journal.models import Checkpoint
from hengxian.publication.signing import PublicKey

TOLD = """这是认证平台日志的导出。核对方法（不需要本平台的服务器和数据库）：

    hengxian verify-journal 本文件夹

entries.jsonl 每行一条日志，每条的摘要含前一条的摘要；checkpoints.jsonl 是每日检查点，其签名密钥的编号
应与公众查询网站公布的一致。{withheld}facts 为空的，是经两人批准清除过个人信息的，其后有记录清除的日志。
"""
WITHHELD = "本次导出不含各条的具体内容（facts），只含其摘要。"


def export_journal(folder: Path, keys: Mapping[str, PublicKey], *, with_facts: bool = True) -> int:
    """Write the whole journal into an empty or new folder; how many entries it has.

    Facts may hold personal data: without them the chain, roots and signatures still verify. `keys` are the
    public keys by id that signed checkpoints. ExportFault for a folder that is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise sealed.ExportFault(f"{folder.name} 里已有文件，日志要导出到空文件夹")
    folder.mkdir(parents=True, exist_ok=True)
    count = _write(folder / sealed.ENTRIES, _entries(with_facts=with_facts))
    _write(folder / sealed.CHECKPOINTS, (as_mapping(point) for point in Checkpoint.objects.order_by("on")))
    told = {id: {"algorithm": key.algorithm, "public_key": key.raw.hex()} for id, key in sorted(keys.items())}
    (folder / sealed.KEYS).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    withheld = "" if with_facts else WITHHELD
    (folder / sealed.README).write_text(TOLD.format(withheld=withheld), encoding="utf-8")
    return count


def _entries(*, with_facts: bool) -> Iterator[dict[str, Any]]:
    for entry in verifying.entries():
        told = entry.as_mapping()
        # The entry of an erasure says what went and why; without it a reader could not tell it from a loss.
        if (
            not with_facts
            and told["facts"] is not None
            and (told["object_kind"], told["verb"]) != sealed.ERASURE
        ):
            told |= {"facts": None, "salt": "", "withheld": True}
        yield told


def _write(path: Path, lines: Iterator[dict[str, Any]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for line in lines:
            stream.write(chain.canonical(line) + "\n")
            count += 1
    return count
