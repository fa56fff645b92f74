"""Organisations: applicants, operators, the body itself; kept apart from hotlines and sites (A-4)."""

from typing import ClassVar

from django.db import models

from hengxian.journal.models import Recorded


class OrganisationKind(models.TextChoices):
    """Who applies, in the words of the questions and answers (1, 4a), and whom else the body meets."""

    GOVERNMENT = "政府及职能部门", "政府及职能部门"
    HOTLINE_AUTHORITY = "热线管理机构", "热线管理机构"
    OUTSOURCER = "服务外包企业", "服务外包企业"
    SERVICE_CENTRE = "热线服务中心", "热线服务中心"
    BODY = "认证机构", "认证机构"
    OTHER = "其他组织", "其他组织"


class CodeKind(models.TextChoices):
    """Which code the organisation's certificate carries; old certificates are accepted (A-5, T42)."""

    USCC = "统一社会信用代码", "统一社会信用代码"
    ORGANISATION_CODE = "组织机构代码", "组织机构代码"
    INSTITUTION = "事业单位法人证书号", "事业单位法人证书号"


class Organisation(Recorded):
    """One legal entity, or an office that applies through its `legal_entity`."""

    kind: ClassVar[str] = "organisation"
    label: ClassVar[str] = "组织"
    name = models.CharField("名称", max_length=120)
    type = models.CharField("类型", max_length=20, choices=OrganisationKind)
    code_kind = models.CharField("代码类型", max_length=20, choices=CodeKind, default=CodeKind.USCC)
    code = models.CharField("代码", max_length=40, blank=True, default="")
    registered_address = models.CharField("注册地址", max_length=200, blank=True, default="")
    office_address = models.CharField("办公地址", max_length=200, blank=True, default="")
    phone = models.CharField("电话", max_length=30, blank=True, default="")
    legal_entity = models.ForeignKey(
        "self",
        verbose_name="所属法人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offices",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code_kind", "code"], condition=~models.Q(code=""), name="organisation_code_once"
            )
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name
