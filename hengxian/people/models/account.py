"""Accounts: how a person signs in; one person may own several, each for other roles or another organisation."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from hengxian.journal.actor import Actor
from hengxian.journal.models import Recorded
from hengxian.people.models.organisation import Organisation
from hengxian.people.models.person import Person
from hengxian.people.roles import STAFF

# Changed by signing in and by choosing a password, neither of which is an act of the process.
UNJOURNALED = frozenset({"password", "last_login"})


class Accounts(BaseUserManager["Account"]):
    """Accounts with the person they belong to, since no page shows one without the other."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        """Joined with person and organisation."""
        return super().get_queryset().select_related("person", "organisation")


class Account(AbstractBaseUser, Recorded):
    """A user name; what it may do are its open grants. `is_active` False means locked by an administrator."""

    kind: ClassVar[str] = "account"
    label: ClassVar[str] = "账号"
    username = models.CharField(
        "用户名", max_length=60, unique=True, error_messages={"unique": "该用户名已被使用。"}
    )
    person = models.ForeignKey(
        Person, verbose_name="自然人", on_delete=models.PROTECT, related_name="accounts"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="所属组织",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accounts",
    )
    email = models.EmailField("通知邮箱", blank=True, default="")
    is_active = models.BooleanField("可登录", default=True)
    must_change_password = models.BooleanField("须更换初始口令", default=True)
    opened_at = models.DateTimeField("开立时间")

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        """The user name."""
        return self.username

    @property
    def display_name(self) -> str:
        """The person's name."""
        return self.person.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Signing in and a new password may save what is theirs; all else is written by the journal alone."""
        if not self._state.adding:
            kwargs["update_fields"] = UNJOURNALED & set(kwargs.get("update_fields") or UNJOURNALED)
        super().save(*args, **kwargs)

    def content(self) -> dict[str, Any]:
        """All columns but the password's digest and the last sign-in."""
        return {name: value for name, value in super().content().items() if name not in UNJOURNALED}

    def roles(self) -> frozenset[str]:
        """The ids of the roles granted and not ended; read once an instance."""
        if not hasattr(self, "_roles"):
            self._roles = frozenset(self.grants.filter(ended_at=None).values_list("role", flat=True))
        return self._roles

    def is_staff(self) -> bool:
        """Whether the account works for the body (or the hotline), not for an applicant."""
        return bool(self.roles() & STAFF)

    def as_actor(self) -> Actor:
        """Who acts, as the journal writes it down."""
        return Actor(self.person_id, self.pk, self.person.name, self.roles(), self.organisation_id)
