"""`hengxian demo-site`: fills an empty site with an invented body or an invented hotline, its people and a story."""

from argparse import ArgumentParser, Namespace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hengxian.cli.sites import SITES, boot
from hengxian.kernel.refusals import NotNow

ABOUT = """把一家虚构的认证机构、它的人员和一条热线的认证过程写入空的认证平台；
或把一条虚构的热线、它的人员和承办单位写入空的热线运行平台。供试用。
人员、单位、编号全部虚构；全部动作经由与网页相同的入口完成，日志可以核对。"""
CHINA = ZoneInfo("Asia/Shanghai")
DAYS_AGO = 75


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("--site", default="body", choices=SITES, help="哪个站点（默认 body）")
    parser.add_argument("--password", required=True, help="全部演示账号的密码")
    parser.add_argument("--dataset", help="站点 body：演示热线的数据集压缩包；不给则不演示测评")


def run(asked: Namespace) -> int:
    """Found the site, hire its people, and let its story go on until today."""
    boot(asked.site)
    from django_q.conf import Conf

    from hengxian.cli.showcase import people  # needs the site's settings
    from hengxian.people.models import Account

    Conf.SYNC = True  # the story waits for what is measured; no worker runs yet
    if Account.objects.exists():
        raise NotNow("本站已有账号，演示数据只写入空的站点")
    now = datetime.now(CHINA)
    began = now.replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=DAYS_AGO)
    people.found(asked.password, began)
    if asked.site == "hotline":
        _hotline(asked, began, now)
    else:
        _body(asked, began)
    return 0


def _body(asked: Namespace, began: datetime) -> None:
    from hengxian.certification.publishing import renew_open_data  # only this site has it
    from hengxian.certification.timetable import seal_journal
    from hengxian.cli.showcase import body, people, story

    people.hire(asked.password, began)
    body.settle(began)
    story.tell(asked.password, began, Path(asked.dataset) if asked.dataset else None)
    seal_journal(datetime.now(CHINA))
    renew_open_data(datetime.now(CHINA))
    print("演示机构已建立")


def _hotline(asked: Namespace, began: datetime, now: datetime) -> None:
    from hengxian.cli.showcase_hotline import story  # only this site has it
    from hengxian.hotline.timetable import seal_journal

    story.tell(asked.password, began, now)
    seal_journal(datetime.now(CHINA))
    print("演示热线已建立")
