"""The account: an e-mail address with ways to log in. Who the person is lies in `people`."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.seams import new_id
from startlijn.base.tenancy import DataClass, Declaration, Erasure


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; e-mail addresses compare without case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Make and save an account; without password it can only log in through an identity provider."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account with this e-mail address."""
        return self.get(email__iexact=username or "")


class Account(AbstractBaseUser):
    """A way in. Identities of Entree Federatie, SURFconext and others hang off it (allauth)."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets a person log in.",
        data_class=DataClass.PERSONAL,
        retention="Until the person asks for removal, or 24 months after the last login without any role.",
        shared_because="An account goes along from board to board and between partnerships.",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("email", "password", "last_login"),
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.email
