"""Forms for getting in and for the own account. Allauth's forms, with words of our own."""

from datetime import timedelta
from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.web.names import PERMISSIONS

_PASSWORD_HELP = _("At least 15 characters. A short sentence is easy to remember and hard to guess.")
_WORDS: dict[str, tuple[Any, Any]] = {
    "login": (_("E-mail address"), ""),
    "email": (_("E-mail address"), ""),
    "password": (_("Password"), ""),
    "oldpassword": (_("Your password now"), ""),
    "password1": (_("New password"), _PASSWORD_HELP),
    "password2": (_("The new password once more"), ""),
    "code": (_("Code"), _("Six digits from your app, or one of your recovery codes.")),
    "name": (_("Name of this passkey"), _("So that you know which one it is: work laptop, my phone.")),
}


class OwnWords:
    """Mixed into a form: labels and help in our words, and no grey text inside the boxes."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in _WORDS:
                field.label, field.help_text = _WORDS[name]


class LoginForm(OwnWords, account_forms.LoginForm):
    """Address and password."""


class ChangePasswordForm(OwnWords, account_forms.ChangePasswordForm):
    """The password now, and a new one twice."""


class SetPasswordForm(OwnWords, account_forms.SetPasswordForm):
    """A first password, twice."""


class ResetPasswordKeyForm(OwnWords, account_forms.ResetPasswordKeyForm):
    """A new password after a letter."""


class ReauthenticateForm(OwnWords, account_forms.ReauthenticateForm):
    """The password once more before something weighty."""


class ResetPasswordForm(OwnWords, account_forms.ResetPasswordForm):
    """The address to send a link to. The answer is the same whether or not there is an account."""

    def clean_email(self) -> str:
        """Leave out accounts without a password: their way in is their organisation (trust.md T6)."""
        email: str = super().clean_email()
        self.users: list[AbstractBaseUser] = [user for user in self.users if user.has_usable_password()]
        if not self.users:
            self._link_for_nobody(email)
        return email

    def _link_for_nobody(self, email: str) -> None:
        """Make a link that goes nowhere, so that an unknown address takes as long (trust P25)."""
        nobody = get_user_model()(email=email)
        key = PasswordResetTokenGenerator().make_token(nobody)
        get_adapter().get_reset_password_from_key_url(f"{user_pk_to_url_str(nobody)}-{key}")


class CodeForm(OwnWords, code_forms.AuthenticateForm):
    """A code at login."""


class CodeAgainForm(OwnWords, code_forms.ReauthenticateForm):
    """A code before something weighty."""


class AddAppForm(OwnWords, totp_forms.ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("The six digits that the app shows now.")


class AddPasskeyForm(OwnWords, passkey_forms.AddWebAuthnForm):
    """A new passkey: always one that opens the account by itself."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)


class RenamePasskeyForm(OwnWords, passkey_forms.EditWebAuthnForm):
    """Another name for a passkey."""


class ChoosePasswordForm(forms.Form):
    """An invited person chooses a password."""

    password1 = forms.CharField(
        label=_("Password"),
        help_text=_PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("The same password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords."""
        cleaned = super().clean() or {}
        if "password1" in cleaned and cleaned["password1"] != cleaned.get("password2"):
            self.add_error("password2", _("These two passwords are not the same."))
        return cleaned


class OwnDetailsForm(forms.Form):
    """Who I am, as others read it."""

    given_name = forms.CharField(
        label=_("First name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Last name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("nl", "Nederlands"), ("en", "English")])
    version = forms.IntegerField(widget=forms.HiddenInput)


class InviteForm(forms.Form):
    """The address of who is invited; asked only when there is no account yet."""

    email = forms.EmailField(label=_("Work e-mail address"))


class TokenForm(forms.Form):
    """What a token is for, what it may do, and for how long."""

    LIVES: ClassVar[dict[int, Promise]] = {7: _("one week"), 30: _("thirty days"), 90: _("ninety days")}

    purpose = forms.CharField(
        label=_("What is it for?"),
        max_length=100,
        help_text=_("For example: timetable software of our school."),
    )
    permissions = forms.MultipleChoiceField(
        label=_("What may it do?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose as little as possible. It never may more than you."),
    )
    days = forms.TypedChoiceField(
        label=_("How long does it work?"), coerce=int, choices=list(LIVES.items()), initial=30
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        permissions = self.fields["permissions"]
        assert isinstance(permissions, forms.MultipleChoiceField)
        permissions.choices = [
            (permission.value, PERMISSIONS[permission]) for permission in Permission if may(actor, permission)
        ]

    @property
    def life(self) -> timedelta:
        """Return how long the token works."""
        return timedelta(days=self.cleaned_data["days"])
