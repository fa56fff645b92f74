"""The sites of the product: what each is called, for whom it is, and where it answers on a machine of one's own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """A site has its own settings, database and users; none needs another (G-17)."""

    id: str
    name: str
    audience: str
    port: int

    @property
    def url(self) -> str:
        """Its address when all run on one machine."""
        return f"http://localhost:{self.port}/"


SITES = (
    Site("body", "认证平台", "认证机构人员、申请方", 8000),
    Site("register", "认证证书公众查询", "任何人", 8001),
    Site("hotline", "热线运行平台", "热线话务、承办、督办、质检、管理人员", 8002),
)


def site(id: str) -> Site:
    """The site of that id. KeyError if there is none."""
    return {each.id: each for each in SITES}[id]
