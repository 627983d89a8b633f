"""A kept file. Each room derives its own table, so that a file lives, is seen and is destroyed with what it belongs to."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from eenplan.access.models import Account
from eenplan.files import vault
from eenplan.network.models import HouseRecord


class LockedField(models.BinaryField):
    """Locked with the keys of the files: whatever the table, a new key locks it again (eenplan/files/rotating.py)."""

    def deconstruct(self):
        """To a migration it is what it is to the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs


class StoredFile(HouseRecord):
    """Encrypted content with what is needed to hand it out again. Never changed after it was kept.

    Kept in the database, so that file and row appear and disappear in one transaction, also in a crash and in a backup, and
    row security guards both (docs/adr/0011).
    """

    name = models.CharField(_("bestandsnaam"), max_length=200)
    content_type = models.CharField(_("soort bestand"), max_length=100)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    sha256 = models.CharField(_("vingerafdruk"), max_length=64)
    locked = LockedField(_("versleutelde inhoud"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("bewaard door"))
    kept_at = models.DateTimeField(_("bewaard op"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def put(self, name: str, content_type: str, content: bytes) -> None:
        """Fill in the file; the caller saves the row."""
        self.name, self.content_type, self.size = name, content_type, len(content)
        self.sha256, self.locked = hashlib.sha256(content).hexdigest(), vault.lock(content)

    @property
    def content(self) -> bytes:
        """Decrypted. Raises vault.CannotOpen."""
        return vault.unlock(self.locked)
