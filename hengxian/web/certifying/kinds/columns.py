"""Columns that several kinds of record share."""

from hengxian.web.acting.kinds import Column

ORGANISATION_NAME = Column("组织", "organisation.name")
HOTLINE_NAME = Column("热线", "hotline.name")
