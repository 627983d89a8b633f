"""Accounts, and the grants by which the database lets them see."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from eenplan.access import secrets
from eenplan.access.declarations import Declaration
from eenplan.access.folding import folded
from eenplan.ui.text import cleaned


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "Account":
        # two addresses that look the same are one mailbox, and one account
        account = self.model(email=self.normalize_email(cleaned(email, one_line=True).strip()).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, email: str) -> "Account":
        return self.get(email__iexact=email)


class Account(AbstractBaseUser):
    """A login of one professional at one organisation. No superuser exists: what an account sees, grants decide."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=200)
    is_active = models.BooleanField(_("actief"), default=True)
    is_demo = models.BooleanField(_("demonstratie-account"), default=False)
    language = models.CharField(_("taal"), max_length=2, default="nl")
    joined_at = models.DateTimeField(_("aangemaakt"), auto_now_add=True)
    sort_key = folded()
    password_stamp = models.UUIDField(_("stempel van het wachtwoord"), default=uuid.uuid4, editable=False)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    # The hash of the password stands apart, where nobody reads it in bulk; it is fetched when asked for and kept when saved.

    @property
    def password(self) -> str:
        if "_hash" not in self.__dict__:
            self._hash = secrets.password_of(self.pk)
        return self._hash

    @password.setter
    def password(self, hashed: str) -> None:
        self._hash, self._new_hash = hashed, True

    def save(self, *args, update_fields=None, **kwargs) -> None:
        wanted = update_fields is None or "password" in update_fields
        if update_fields is not None:
            update_fields = set(update_fields) - {"password"}
        super().save(*args, update_fields=update_fields, **kwargs)
        if wanted and self.__dict__.pop("_new_hash", False):
            self.password_stamp = secrets.keep_password(self.pk, self._hash)

    def refresh_from_db(self, *args, **kwargs) -> None:
        super().refresh_from_db(*args, **kwargs)
        for kept in ("_hash", "_new_hash"):
            self.__dict__.pop(kept, None)

    def _get_session_auth_hash(self, secret=None) -> str:
        """A session lasts as long as the password it began with; the stamp changes with every new one."""
        return salted_hmac(
            "eenplan.access.session", str(self.password_stamp), secret=secret, algorithm="sha256"
        ).hexdigest()


class Password(models.Model):
    """The hash of a password; only owner functions of `policies_secrets.sql` read and write it."""

    account = models.OneToOneField(
        Account, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("account")
    )
    hash = models.CharField(_("hash"), max_length=128)
    set_at = models.DateTimeField(_("gezet op"))

    class Meta:
        verbose_name = _("wachtwoord")
        verbose_name_plural = _("wachtwoorden")

    def __str__(self) -> str:
        return f"wachtwoord van {self.account_id}"


class Grant(models.Model):
    """Who may see what, why and until when. Written by triggers on the facts only; the application can just read it."""

    declaration = Declaration(destroyed="authorisation")

    class Kind(models.TextChoices):
        HOUSE = "house", _("huis")
        REFERRAL = "referral", _("aanmelding")
        CASE = "case", _("casus")
        PERSON = "person", _("persoon")

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants", verbose_name=_("account"))
    organisation_id = models.BigIntegerField(_("namens organisatie"))
    house_id = models.BigIntegerField(_("huis"))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    object_id = models.BigIntegerField(_("nummer"))
    scope = models.CharField(_("bereik"), max_length=20)
    reason = models.CharField(_("reden"), max_length=300)
    article = models.CharField(_("artikel"), max_length=40)
    source = models.CharField(_("volgt uit tabel"), max_length=60)
    source_id = models.BigIntegerField(_("volgt uit rij"))
    since = models.DateTimeField(_("vanaf"))
    until = models.DateTimeField(_("tot"), null=True)

    class Meta:
        verbose_name = _("toegang")
        verbose_name_plural = _("toegangen")
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id", "scope"], name="access_grant_one_per_fact"),
        ]
        indexes = [
            models.Index(
                fields=["account", "kind", "scope", "object_id"],
                name="access_grant_sees",
                include=["house_id", "since", "until"],
            ),
            models.Index(fields=["kind", "object_id"], name="access_grant_seen_by"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} ({self.scope})"


class Key(models.Model):
    """The two keys of `policies.sql`, as pads: one row that only the owner's functions read, and no dump holds."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    inner_pad = models.BinaryField(_("binnenkant van de sleutel"))
    outer_pad = models.BinaryField(_("buitenkant van de sleutel"))
    seal_inner = models.BinaryField(_("binnenkant van het zegel"))
    seal_outer = models.BinaryField(_("buitenkant van het zegel"))

    class Meta:
        verbose_name = _("sleutel")
        verbose_name_plural = _("sleutels")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="access_key_one")]

    def __str__(self) -> str:
        return "sleutel"


class PolicySet(models.Model):
    """Which row-security policies are loaded: the fingerprint of all `policies.sql` files, and of what they made."""

    fingerprint = models.CharField(_("vingerafdruk"), max_length=64)
    state = models.CharField(_("vingerafdruk van de database"), max_length=64, default="")
    loaded_at = models.DateTimeField(_("geladen op"), auto_now=True)

    class Meta:
        verbose_name = _("geladen regels")
        verbose_name_plural = _("geladen regels")

    def __str__(self) -> str:
        return self.fingerprint
