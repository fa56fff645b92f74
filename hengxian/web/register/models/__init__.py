"""The index: what the folder of facts says, arranged for looking up. It can be thrown away and read again."""

from hengxian.web.register.models.certificate import Certificate, Change, Edition
from hengxian.web.register.models.paper import Announcement, Paper
from hengxian.web.register.models.source import Source, Tally

__all__ = ["Announcement", "Certificate", "Change", "Edition", "Paper", "Source", "Tally"]
