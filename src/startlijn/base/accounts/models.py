"""The account: an e-mail address with ways to log in. Who the person is lies in `people`."""

from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from startlijn.base.seams import new_id
from startlijn.base.tenancy import DataClass, Declaration, Erasure, Identified, Kept


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
        kept=(Kept(("created_at",), months=24, seen=("last_login",), only={"person": None}),),
        shared_because="An account goes along from board to board and between partnerships.",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("email", "password", "last_login"),
        secret=("password",),
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    session_round = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must match: it changes with the password and with `session_round`."""
        kept = f"{self.session_round}:{self.password}"
        return salted_hmac("startlijn.session", kept, secret=secret, algorithm="sha256").hexdigest()


class Invitation(Identified):
    """A link that opens an account once. Only the hash of the link is kept."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets somebody who was invited choose how to log in.",
        data_class=DataClass.PERSONAL,
        retention="30 days after it was used or ran out.",
        kept=(Kept(("used_at",), days=30), Kept(("expires_at",), days=30), Kept(("withdrawn_at",), days=30)),
        shared_because="It belongs to an account, which goes along between partnerships.",
        subject="account__person",
        erasure=Erasure.DELETE,
        personal=("account",),
        secret=("token_hash",),
    )

    account = models.ForeignKey(Account, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="invitation_forward_in_time"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None), name="invitation_used_or_withdrawn"
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="invitation_one_open",
            ),
        ]
