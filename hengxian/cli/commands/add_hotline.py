"""`hengxian add-hotline`: another hotline on a site that runs already, with managers who have accounts there."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from hengxian.cli.commands.found import CHINA, Line
from hengxian.cli.refusals import Refusal
from hengxian.cli.sites import boot

ABOUT = """在已建成的热线运行平台上增设一条热线，并安排其管理人员（两名以上，须已有账号和热线管理人员角色）。
内容写在一个 YAML 文件里（样例见 docs/examples/founding/another-hotline.yaml）。全部登记或全部不登记。
安全管理员也可以在网页“热线”上办理。各热线的数据互不相通。"""


class Opening(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")
    provider: str
    hotline: Line
    managers: tuple[str, ...]


def declare(parser: ArgumentParser) -> None:
    """Name the argument."""
    parser.add_argument("file", type=Path, metavar="热线.yaml", help="热线、提供者和管理人员的用户名")


def run(asked: Namespace) -> int:
    """All or nothing; says under which code the hotline is found."""
    told = _read(asked.file)
    boot("hotline")
    from django.db import transaction  # needs the site's settings

    from hengxian.hotline import opening  # only this site has it
    from hengxian.hotline.models import Hotline
    from hengxian.people.founding import FOUNDER
    from hengxian.people.models import Account

    at = datetime.now(CHINA)
    accounts = {each.username: each for each in Account.objects.filter(username__in=told.managers)}
    if strange := [name for name in told.managers if name not in accounts]:
        raise Refusal(f"没有这个账号：{'、'.join(strange)}")
    with transaction.atomic():
        provider = opening.provider_called(told.provider, by=FOUNDER, at=at)
        line = Hotline(provider=provider, **told.hotline.model_dump())
        opening.open_hotline(line, [accounts[name] for name in told.managers], by=FOUNDER, at=at)
    print(f"已增设热线：{line.name}（代号 {line.code}），管理人员 {len(told.managers)} 名")
    return 0


def _read(path: Path) -> Opening:
    try:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        return Opening.model_validate(plain)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Refusal(f"{path.name} 不能读取：应为 UTF-8 编码的 YAML 文件") from error
    except ValidationError as error:
        where = "、".join(".".join(map(str, each["loc"])) or "整个文件" for each in error.errors())
        sample = "docs/examples/founding/another-hotline.yaml"
        raise Refusal(f"{path.name} 内容有误：{where}；应如 {sample} 的样例") from error
