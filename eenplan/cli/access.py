"""`eenplan access`: why does somebody see this or not, and do all grants follow from facts?"""

from eenplan.runtime.errors import CommandError
from eenplan.runtime.start import started


def register(commands) -> None:
    access = commands.add_parser("access", help="wie ziet wat, en waarom")
    actions = access.add_subparsers(required=True, metavar="HANDELING")
    command = actions.add_parser("explain", help="waarom ziet dit account deze casus wel of niet")
    command.add_argument("--user", required=True, metavar="EMAIL")
    command.add_argument("--case", required=True, metavar="NUMMER")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=explain)

    command = actions.add_parser("check", help="kloppen de toegangen met de feiten")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=check)


def explain(options) -> dict:
    """Ask the database as that account; the question itself is logged."""
    with started():
        from eenplan import audit
        from eenplan.access.acting import act_as
        from eenplan.access.models import Account
        from eenplan.web.explain import explain as answer

        account = Account.objects.filter(email__iexact=options.user).first()
        if account is None:
            raise CommandError(f"Er is geen account {options.user}.")
        with act_as(account) as who:
            found = answer(who, options.case)
            audit.record("access.explain", thing=options.case, detail="gevraagd door het beheer")
    if not options.json:
        for kind, part in found["content"].items():
            print(f"{kind:14} {'ja ' if part['allowed'] else 'nee'}  {part['because']} ({part['article']})")
    return found


def check(options) -> dict:
    """Recompute every grant from the facts, as the owner; exit status 1 when one is missing or too many."""
    with started("owner"):
        from eenplan.web.grants import differences

        found = differences()
    for kind, label in (("missing", "ontbreekt"), ("surplus", "te veel")):
        for row in [] if options.json else found[kind]:
            print(label, *row)
    return {"ok": not any(found.values()), **{kind: len(rows) for kind, rows in found.items()}}
