"""What `eenplan check` asks of the settings, the files and the work at night."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from eenplan.cli.check import Line
from eenplan.cli.check.database import ask, listed
from eenplan.runtime.home import unfinished

#: a night that was missed shows within two hours
A_NIGHT = timedelta(hours=26)
#: as much may two clocks differ
AHEAD = timedelta(minutes=10)
#: megabytes that must be free where the home is
ROOM = 1000
SECRETS = ("secret-key", "file-key", "anchor-key", "app-role", "owner-role", "superuser-role", "identity-key")

# The last time that each task was due, and whether it is still to be done or failed: what was done well is no job any more.
_LAST_NIGHTS = """
SELECT DISTINCT ON (d.task_name) d.task_name, to_timestamp(d.defer_timestamp), j.id IS NOT NULL
  FROM procrastinate_periodic_defers d
  LEFT JOIN procrastinate_jobs j ON j.id = d.job_id AND j.status IN ('todo', 'doing', 'failed')
 WHERE to_timestamp(d.defer_timestamp) < now() + interval '10 minutes'
 ORDER BY d.task_name, d.defer_timestamp DESC
"""


def address() -> Iterator[Line]:
    """Traffic goes through a proxy with TLS that tells who asks; nothing of a trial is left on."""
    told = settings.ADDRESS.geturl()
    yield Line("adres", "" if settings.HTTPS else told, told, "Zet EENPLAN_URL op het openbare adres, https://…")
    proxies = ", ".join(map(str, settings.TRUSTED_PROXIES))
    yield Line(
        "proxy",
        "" if proxies else "geen",
        proxies,
        "Zet EENPLAN_TRUSTED_PROXIES op zijn adres, bijvoorbeeld 127.0.0.1.",
    )
    trial = [name for name, on in (("EENPLAN_DEMO", settings.DEMO), ("EENPLAN_DEBUG", settings.DEBUG)) if on]
    yield Line("proefstand", listed("aan:", trial), "uit", f"Haal {', '.join(trial)} weg.")


def mail() -> Iterator[Line]:
    """A server for mail that lets us in, really asked."""
    if not settings.EMAIL_HOST:
        do = "Zet EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER en EMAIL_HOST_PASSWORD."
        yield Line("mail", "gaat naar bestanden: niemand krijgt haar", "", do)
        return
    place, server, trouble = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}", get_connection(timeout=10), ""
    try:
        server.open()
        server.close()
    except OSError as error:  # also what the protocol refuses
        trouble = f"{place}: {' '.join(str(error).split())}"
    yield Line(
        "mail", trouble, f"{place} laat ons toe", "Kijk adres, poort, gebruiker en wachtwoord na; TLS moet kunnen."
    )


def home() -> Iterator[Line]:
    """Room on the disk, nothing put back by half, and secrets that only we read."""
    free = shutil.disk_usage(settings.HOME).free // 2**20
    told = f"{free} MB vrij in {settings.HOME}"
    yield Line("schijf", told if free < ROOM else "", told, f"Maak ruimte: minstens {ROOM} MB.")
    places = (settings.HOME, *(settings.HOME / name for name in SECRETS))
    read = [str(path) for path in places if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077]
    half = settings.HOME / unfinished().name
    again = "Geef dezelfde opdracht `eenplan restore` nog eens, dan gaat zij verder."
    yield Line("terugzetten", f"niet af ({half})" if half.exists() else "", "er is niets half teruggezet", again)
    yield Line("geheimen", listed("voor anderen te lezen:", read), "alleen voor ons", f"chmod go= {' '.join(read)}")


def backup() -> Iterator[Line]:
    """The last backup that was read back."""
    do = "eenplan backup MAP, elke nacht (deploy/systemd/eenplan-backup.timer)"
    try:
        note = json.loads((settings.HOME / "last-backup.json").read_text())
        at, file = datetime.fromisoformat(note["at"]), Path(note["file"])
    except (OSError, ValueError, KeyError):
        yield Line("back-up", "nog geen", "", do)
        return
    gone = os.access(file.parent, os.X_OK) and not file.exists()
    trouble = "is er niet meer" if gone else "is van meer dan een nacht geleden" if _missed(at) else ""
    yield Line("back-up", trouble and f"{file} {trouble}", f"{file} van {note['at']}", do)


def anchors() -> Iterator[Line]:
    """The seals of the log outside the database fit, and there is one of the last night."""
    from eenplan.audit import anchors

    kept = anchors.check()
    if kept.broken:
        yield Line(
            "zegels", f"{kept.broken}: {kept.why}", "", "eenplan audit verify; docs/log.md zegt wat het kan betekenen"
        )
    else:
        told = f"{kept.count}, het laatste van {kept.latest or 'nooit'}"
        yield Line(
            "zegels", told if _missed(kept.moment) else "", told, "eenplan audit anchor, en laat de worker draaien"
        )


def nights() -> Iterator[Line]:
    """Every task of the night was done in the last one; nothing failed."""
    from eenplan.cli.worker import nightly
    from eenplan.web import health

    yield Line(
        "worker",
        "" if health.worker() else "zwijgt",
        "aan het werk",
        "Start `eenplan worker` (systemctl status eenplan-worker).",
    )
    last = {name: (at, left) for name, at, left in ask(_LAST_NIGHTS)}
    for name in sorted(task.name for task in nightly()):
        at, left = last.get(name, (None, False))
        trouble = "niet gelukt" if left else "niet gedaan" if _missed(at) else ""
        do = "De worker haalt in wat gemist is zodra hij draait; zijn log zegt wat er mislukt."
        yield Line(f"nacht: {name}", trouble, f"{at}", do)


def _missed(at: datetime | None) -> bool:
    """A moment to come is none: it was noted by a clock that was wrong."""
    return at is None or not -AHEAD < timezone.now() - at <= A_NIGHT


PARTS = (address, mail, home, backup, anchors, nights)
