"""`hengxian found`: the first people of an empty site, by a command on the machine itself, once."""

import secrets
from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from hengxian.cli.refusals import Refusal
from hengxian.cli.sites import SITES, boot

ABOUT = """建站：在空的站点登记三名管理员（系统、安全、审计，须为三个不同的人）；
热线运行平台另登记提供者、热线和首批热线管理人员。
内容写在一个 YAML 文件里（样例见 docs/examples/founding）。印出各人的初始密码，只印这一次，首次登录须更换。
此后的人员和角色，由系统管理员、安全管理员在网页上登记和授予。"""
CHINA = ZoneInfo("Asia/Shanghai")


class Somebody(BaseModel):
    """A person and the user name of his account."""

    model_config = ConfigDict(extra="forbid")
    name: str
    document: str
    number: str
    username: str


class Line(BaseModel):
    """A hotline to begin with."""

    model_config = ConfigDict(extra="forbid")
    name: str
    number: str
    code: str
    place: str
    hours: str = ""
    founded_on: date


class Founding(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")
    system_administrator: Somebody
    security_administrator: Somebody
    audit_administrator: Somebody
    provider: str = ""
    hotlines: tuple[Line, ...] = ()
    managers: tuple[Somebody, ...] = ()


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("file", type=Path, metavar="建站.yaml", help="管理员等的姓名、证件和用户名")
    parser.add_argument("--site", default="body", choices=SITES, help="哪个站点（默认 body）")


def run(asked: Namespace) -> int:
    """All or nothing; prints each user name with the password drawn for it."""
    told = _read(asked.file, asked.site)
    boot(asked.site)
    from django.db import transaction  # needs the site's settings

    at = datetime.now(CHINA)
    with transaction.atomic():
        passwords = _administrators(told, at)
        if asked.site == "hotline":
            passwords |= _hotlines(told, at)
    for username, password in passwords.items():
        print(f"{username}　{password}")
    return 0


def _read(path: Path, site: str) -> Founding:
    try:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        told = Founding.model_validate(plain)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Refusal(f"{path.name} 不能读取：应为 UTF-8 编码的 YAML 文件") from error
    except ValidationError as error:
        where = "、".join(".".join(map(str, each["loc"])) or "整个文件" for each in error.errors())
        raise Refusal(f"{path.name} 内容有误：{where}；应如 docs/examples/founding 的样例") from error
    if site == "hotline" and not (told.provider and told.hotlines and len(told.managers) > 1):
        raise Refusal(f"{path.name} 还缺提供者 provider、热线 hotlines 或者两名以上热线管理人员 managers")
    return told


def _administrators(told: Founding, at: datetime) -> dict[str, str]:
    from hengxian.people import founding  # needs the site's settings

    said: dict[str, founding.Administrator] = {}
    for role in founding.ADMINISTRATORS:
        somebody: Somebody = getattr(told, role)
        said[role] = founding.Administrator(**somebody.model_dump(), password=_password())
    founding.found(said, at=at)
    return {each.username: each.password for each in said.values()}


def _hotlines(told: Founding, at: datetime) -> dict[str, str]:
    from hengxian.hotline import establishing  # only this site has it
    from hengxian.hotline.models import Hotline
    from hengxian.people import appointing
    from hengxian.people.founding import FOUNDER
    from hengxian.people.models import Organisation

    provider = Organisation(name=told.provider, type="热线管理机构")
    provider = appointing.register_organisation(provider, by=FOUNDER, at=at)
    lines = [
        establishing.found_hotline(Hotline(provider=provider, **line.model_dump()), by=FOUNDER, at=at)
        for line in told.hotlines
    ]
    passwords = {}
    for somebody in told.managers:
        passwords[somebody.username] = password = _password()
        person = _enrolled(somebody, FOUNDER, at)
        account = appointing.open_account(person, somebody.username, password=password, by=FOUNDER, at=at)
        appointing.grant(account, "hotline_manager", by=FOUNDER, at=at)
        for line in lines:
            establishing.post(person, line, by=FOUNDER, at=at)
    return passwords


def _enrolled(somebody: Somebody, by: Any, at: datetime) -> Any:
    from hengxian.people import appointing  # needs the site's settings

    return appointing.enrol(somebody.name, document=somebody.document, number=somebody.number, by=by, at=at)


def _password() -> str:
    return secrets.token_urlsafe(15)
