"""`eenplan access`: why does somebody see this or not, and do all grants follow from facts?"""

from eenplan.runtime.errors import CommandError
from eenplan.runtime.start import started


def register(commands) -> None:
    access = commands.add_parser("access", help="wie ziet wat, en waarom")
    actions = access.add_subparsers(required=True, metavar="HANDELING")
    command = actions.add_parser("explain", help="wie ziet dit, en waarom ziet dit account het wel of niet")
    command.add_argument("--user", required=True, metavar="EMAIL")
    about = command.add_mutually_exclusive_group(required=True)
    about.add_argument("--case", metavar="NUMMER", help="een casus")
    about.add_argument("--person", type=int, metavar="NUMMER", help="een persoon")
    about.add_argument("--item", type=int, metavar="NUMMER", help="een gegeven")
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
        from eenplan.web import explain as answers

        account = Account.objects.filter(email__iexact=options.user).first()
        if account is None:
            raise CommandError(f"Er is geen account {options.user}.")
        with act_as(account) as who:
            if options.case:
                found = answers.of_case(who, options.case).as_data()
                found["content"] = answers.content_of_case(who, options.case)
            elif options.person:
                found = answers.of_person(who, options.person).as_data()
            else:
                found = answers.of_item(who, options.item).as_data()
            thing = options.case or f"person:{options.person}" if not options.item else f"item:{options.item}"
            audit.record("access.explain", thing=thing, detail="gevraagd door het beheer")
    if not options.json:
        _print(found)
    return found


def _print(found: dict) -> None:
    from eenplan.law.articles import cited
    from eenplan.law.calendar import written

    print(f"{'ja ' if found['allowed'] else 'nee'}  {found['because']} ({cited(found['article'])})")
    for kind, part in found.get("content", {}).items():
        print(f"{kind:14} {'ja ' if part['allowed'] else 'nee'}  {part['because']} ({cited(part['article'])})")
    for seer in found["seers"]:
        until = f" tot {written(seer['until'])}" if seer["until"] else ""
        by = f", besluit van {seer['decided_by']}" if seer["decided_by"] else ""
        print(
            f"{'ziet' if seer['now'] else 'zag '} {seer['name']}, {seer['organisation']}: {seer['how']},"
            f" {seer['because']}{by}, sinds {written(seer['since'])}{until} ({cited(seer['article'])})"
        )
    for rule in (*found["groups"], *found["hidden"]):
        print(f"regel {rule['what']}: {rule['rule']} ({cited(rule['article'])})")


def check(options) -> dict:
    """Recompute every grant from the facts, as the owner; exit status 1 when one is missing or too many."""
    with started("owner"):
        from eenplan.web.grants import differences

        found = differences()
    for kind, label in (("missing", "ontbreekt"), ("surplus", "te veel")):
        for row in [] if options.json else found[kind]:
            print(label, *row)
    return {"ok": not any(found.values()), **{kind: len(rows) for kind, rows in found.items()}}
