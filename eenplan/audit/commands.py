"""`eenplan audit`: verify the log, anchor it outside the database, and hand it over in the shapes of standards."""

import argparse
import getpass
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from eenplan.runtime.errors import CommandError
from eenplan.runtime.start import started


def register(commands) -> None:
    audit = commands.add_parser("audit", help="het logboek")
    actions = audit.add_subparsers(required=True, metavar="HANDELING")
    command = actions.add_parser("verify", help="reken de keten na en vergelijk haar met de zegels buiten de database")
    command.add_argument("--new", action="store_true", help="alleen wat sinds de vorige goede controle is geschreven")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=verify)

    command = actions.add_parser("anchor", help="onderteken het laatste zegel en bewaar het buiten de database")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=anchor)

    command = actions.add_parser(
        "acknowledge", help="erken na het terugzetten van een back-up dat zegels van daarna niet meer passen"
    )
    command.add_argument("--first", required=True, metavar="EMAIL", help="een toezichthouder")
    command.add_argument("--second", required=True, metavar="EMAIL", help="een andere toezichthouder")
    command.add_argument("--reason", required=True, metavar="TEKST", help="welke back-up is teruggezet, en waarom")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=acknowledge)

    command = actions.add_parser("export", help="het log van een periode, als regels JSON")
    command.add_argument("--shape", choices=["nen7513", "vng", "ldv"], required=True)
    command.add_argument("--user", required=True, metavar="EMAIL", help="de toezichthouder namens wie")
    command.add_argument("--house", required=True, metavar="CODE")
    command.add_argument("--since", type=_day, required=True, metavar="JJJJ-MM-DD")
    command.add_argument("--until", type=_day, required=True, metavar="JJJJ-MM-DD")
    command.add_argument("--purpose", choices=["legality", "internal", "security", "court"], required=True)
    command.add_argument("--to", type=Path, metavar="BESTAND", help="anders naar het scherm")
    command.set_defaults(run=export)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("schrijf een datum als 2026-03-01") from None


def verify(options) -> dict:
    """Seal what is ready, then recompute every line and link; exit status 1 when one is broken."""
    with started():
        from eenplan.audit import anchors, queries

        queries.seal()
        found = queries.verify(whole=not options.new, progress=None if options.json else _show)
        kept = anchors.check()
    if not options.json:
        print(_verdict(found))
        print(_anchored(kept))
    found["anchors"], found["broken_anchor"] = kept.count, kept.broken or None
    return {**found, "ok": found["ok"] and kept.ok}


def _show(found: dict) -> None:
    print(f"  {found['verified']} van {found['total']} verzegelde regels nagerekend", file=sys.stderr, flush=True)


def _verdict(found: dict) -> str:
    counted = f"{found['events']} regels, {found['sealed']} verzegeld"
    if found["ok"]:
        return f"{counted}: {'' if found['whole'] else 'wat nieuw was, '}ongeschonden."
    if found["first_bad"] == 0:
        return f"{counted}: aan het einde van de keten zijn regels verdwenen."
    return f"{counted}: regel {found['first_bad']} is de eerste die niet klopt."


def _anchored(kept) -> str:
    if kept.broken:
        return f"Zegel {kept.broken} buiten de database past niet: {kept.why}."
    lost = (
        f", op {kept.lost} na, die door terugzetten vervielen en door twee toezichthouders zijn erkend"
        if kept.lost
        else ""
    )
    return f"{kept.count} zegels buiten de database, alle passen bij de keten{lost}."


def anchor(options) -> dict:
    """Verify what is new, then sign the last link; nothing is signed when a line is broken."""
    with started():
        from eenplan.audit import anchors, queries

        queries.seal()
        found = queries.verify(whole=False)
        if not found["ok"]:
            raise CommandError(f"{_verdict(found)} Er is niets ondertekend.")
        path = anchors.write()
        key = anchors.public_key()
    if not options.json:
        print(f"{path or 'Er is nog niets te ondertekenen.'}\nOpenbare sleutel: {key}")
    return {"ok": True, "anchor": path and str(path), "public_key": key}


def acknowledge(options) -> dict:
    """Two supervisors, each with the own password, say that anchors do not fit because a backup was put back; it is logged."""
    with started():
        from django.db import transaction

        from eenplan import audit
        from eenplan.access.acting import act_as
        from eenplan.audit import anchors

        people = [_supervisor(email) for email in (options.first, options.second)]
        if people[0] == people[1]:
            raise CommandError("Twee keer dezelfde: hiervoor zijn twee toezichthouders nodig.")
        if not options.reason.strip():
            raise CommandError("Zeg met --reason welke back-up is teruggezet, en waarom.")
        with transaction.atomic():
            for account in people:
                with act_as(account):
                    audit.record("log.acknowledge", detail=options.reason[:300])
            try:
                path, lost = anchors.acknowledge(options.reason, [account.name for account in people])
            except ValueError as error:
                raise CommandError(f"Er is niets te erkennen: {error}.") from None
    if not options.json:
        print(f"{path}: {len(lost)} zegels vervallen, erkend door {people[0]} en {people[1]}.")
    return {"ok": True, "acknowledgement": str(path), "lost": lost}


def _supervisor(email: str):
    """The account of a supervisor who gives the own password. Raises CommandError."""
    from eenplan.access.acting import act_as
    from eenplan.access.models import Account
    from eenplan.law.codes import Role

    account = Account.objects.filter(email__iexact=email, is_active=True).first()
    if account is not None:
        with act_as(account) as who:
            account = account if who.has(Role.AUDITOR) else None
    if account is None:
        raise CommandError(f"{email} is geen toezichthouder.")
    if not account.check_password(getpass.getpass(f"Wachtwoord van {account.name}: ")):
        raise CommandError("Dat wachtwoord klopt niet.")
    return account


def export(options) -> dict:
    """Stream the log of a house as one of its supervisors; the export itself is logged."""
    with started(), ExitStack() as stack:
        from eenplan.access.acting import act_as
        from eenplan.access.models import Account
        from eenplan.audit import actions, naming
        from eenplan.law.codes import Role

        account = Account.objects.filter(email__iexact=options.user).first()
        if account is None:
            raise CommandError(f"Er is geen account {options.user}.")
        who = stack.enter_context(act_as(account))
        house = next(iter(naming.find("house", options.house)), None)
        if house is None or not who.has(Role.AUDITOR, house=house):
            raise CommandError(f"{options.user} is geen toezichthouder van {options.house}.")
        to = stack.enter_context(open(options.to, "w", encoding="utf-8")) if options.to else sys.stdout
        asked = {name: getattr(options, name) for name in ("shape", "since", "until", "purpose")}
        count = 0
        for line in actions.export(who, house=house, **asked):
            to.write(line)
            count += 1
    return {"ok": True, "lines": count}
