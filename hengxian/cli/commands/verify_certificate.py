"""`hengxian verify-certificate`: a certificate's code, a credential or the open data, without any network."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from hengxian.cli.refusals import Refusal
from hengxian.publication.credential import verify_credential
from hengxian.publication.faults import Forged
from hengxian.publication.opendata import verify_open_data
from hengxian.publication.payload import PREFIX, verify_payload
from hengxian.publication.signing import PublicKey, key_ring

ABOUT = f"""不连网络核验：证书第二个二维码的文字（以 {PREFIX} 开头）、可验证凭证（.json 文件），
或下载的开放数据（含 signature.json 的文件夹）。公钥用公示网站的 keys.json，请事先从可靠的途径取得。
证书颁发以后是否被暂停、撤销或注销，要看公示网站。签名不符时退出状态为 1。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("what", metavar="核验对象", help="二维码文字、凭证文件或开放数据文件夹")
    parser.add_argument("--keys", type=Path, required=True, metavar="文件", help="公示网站的 keys.json")


def run(asked: Namespace) -> int:
    """Print what was verified; exit status 1 when it is forged."""
    keys = _keys(asked.keys)
    try:
        print(_verified(asked.what, keys))
    except Forged as fault:
        print(f"不符：{fault}")
        return 1
    return 0


def _verified(what: str, keys: dict[str, PublicKey]) -> str:
    if what.strip().startswith(PREFIX):
        told = verify_payload(what, keys)
        return (
            f"签名相符：证书 {told.number}（第{told.edition}版）\n认证对象 {told.holder}\n热线 {told.hotline}\n"
            f"认证机构 {told.body}\n颁发日期 {told.issued_on}，有效期至 {told.valid_until}\n"
            f"载明内容的摘要 {told.digest}"
        )
    if Path(what).is_dir():
        return f"签名相符：开放数据，生成时间 {verify_open_data(Path(what), keys).isoformat()}"
    document = _json(Path(what))
    verify_credential(document, keys)
    return f"签名相符：凭证 {document['credentialSubject'].get('number') or document['id']}"


def _keys(path: Path) -> dict[str, PublicKey]:
    try:
        return key_ring(_json(path)["keys"])
    except (KeyError, TypeError, ValueError):
        raise Refusal(f"{path.name} 不是公示网站的 keys.json") from None


def _json(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_bytes())
    except ValueError:
        raise Refusal(f"{path.name} 不是 JSON 文件") from None
    if not isinstance(read, dict):
        raise Refusal(f"{path.name} 的内容应为一个 JSON 对象")
    return read
