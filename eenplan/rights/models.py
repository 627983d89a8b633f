"""The tables of this room, by subject."""

from eenplan.rights.information.models import (
    InformationDuty,
    InformationLetter,
    InformationOpinion,
    InformationOutcome,
)
from eenplan.rights.leaks.models import Leak, LeakInput
from eenplan.rights.public.models import PublicPage

__all__ = [
    "InformationDuty",
    "InformationLetter",
    "InformationOpinion",
    "InformationOutcome",
    "Leak",
    "LeakInput",
    "PublicPage",
]
