"""`eenplan audit verify`: has anybody touched the log?"""

from eenplan.runtime.start import started


def register(commands) -> None:
    audit = commands.add_parser("audit", help="het logboek")
    actions = audit.add_subparsers(required=True, metavar="HANDELING")
    command = actions.add_parser("verify", help="reken de hele keten na")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=verify)


def verify(options) -> dict:
    """Seal what is ready, then recompute every line and link; exit status 1 when one is broken."""
    with started():
        from eenplan.audit import queries

        queries.seal()
        found = queries.verify()
    if not options.json:
        print(
            f"{found['events']} regels, {found['sealed']} verzegeld: "
            + ("ongeschonden." if found["ok"] else f"regel {found['first_bad']} is de eerste die niet klopt.")
        )
    return found
