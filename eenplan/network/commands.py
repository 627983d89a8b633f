"""`eenplan house`: the first house of an installation without demonstration, with its first administrator."""

from datetime import date, timedelta

from eenplan.runtime.errors import CommandError
from eenplan.runtime.start import started


def register(commands) -> None:
    command = commands.add_parser("house", help="richt een huis op, met zijn eerste beheerder")
    command.add_argument("code", metavar="CODE", help="kort kenmerk, ook in casusnummers: WATER")
    command.add_argument("house_name", metavar="NAAM")
    command.add_argument("--region", required=True, metavar="VRxx", help="veiligheidsregio, bijvoorbeeld VR16")
    command.add_argument("--administrator", required=True, metavar="E-MAIL")
    command.add_argument("--name", required=True, help="naam van de beheerder")
    command.add_argument("--organisation", metavar="NAAM", help="college van B&W waar de beheerder werkt")
    command.add_argument("--function", default="beheerder", help="functie (standaard: beheerder)")
    command.add_argument(
        "--screened-on",
        type=date.fromisoformat,
        metavar="JJJJ-MM-DD",
        default=date.today(),  # noqa: DTZ011 - Django is not up yet
        help="datum van de VOG (standaard vandaag)",
    )
    command.add_argument(
        "--screening-valid-until",
        type=date.fromisoformat,
        metavar="JJJJ-MM-DD",
        help="tot wanneer de VOG geldt (standaard een jaar na de datum van de VOG)",
    )
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=found)


def found(options) -> dict:
    """Found the house as the owner; prints where the administrator chooses a password, once."""
    with started("owner"):
        from django.core.exceptions import ValidationError
        from django.db import DatabaseError

        from eenplan.law.rules import Refusal
        from eenplan.network import founding

        try:
            link = founding.found_house(
                options.code.upper(),
                options.house_name,
                options.region,
                email=options.administrator,
                name=options.name,
                organisation=options.organisation or f"College van B&W ({options.house_name})",
                function=options.function,
                screened_on=options.screened_on,
                screening_valid_until=options.screening_valid_until or options.screened_on + timedelta(days=365),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except Refusal as error:
            raise CommandError(str(error)) from None
        except DatabaseError as error:
            raise CommandError(f"De database weigert dit: {error}") from None
    if not options.json:
        print(f"Het huis {options.code.upper()} staat. {options.name} kiest hier een wachtwoord (eenmalig):\n{link}")
    return {"ok": True, "house": options.code.upper(), "administrator": options.administrator, "link": link}
