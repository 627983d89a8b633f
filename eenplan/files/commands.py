"""`eenplan files`: the keys of the attachments, and of whatever else is kept locked."""

from eenplan.runtime.start import started


def register(commands) -> None:
    """Add `files rotate`."""
    files = commands.add_parser("files", help="de sleutels van bijlagen en bewaarde tekst")
    actions = files.add_subparsers(required=True, metavar="HANDELING")
    command = actions.add_parser(
        "rotate",
        help="versleutel alle bijlagen en bewaarde tekst opnieuw met de nieuwste sleutel",
        description="Zet eerst een nieuwe sleutel vooraan in EENPLAN_FILE_KEYS. Onderbroken? Voer de opdracht opnieuw uit.",
    )
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=rotate)


def rotate(options) -> dict:
    """Lock everything again; exit status 1 when one opens with no key."""
    with started("owner"):
        from eenplan.files.rotating import rotate as run

        count = run()
    if not options.json:
        print(f"{count['relocked']} opnieuw versleuteld, {count['already']} hadden de nieuwste sleutel al", end=", ")
        print(f"{count['closed']} gaan met geen enkele sleutel open.")
    return {"ok": not count["closed"], **count}
