"""What a person may ask of the house, and what the house tells of its own accord; one file per subject."""

from eenplan.rights.models.information import (
    InformationDuty,
    InformationLetter,
    InformationOpinion,
    InformationOutcome,
)
from eenplan.rights.models.leaks import Leak, LeakInput
from eenplan.rights.models.public import PublicPage
from eenplan.rights.models.requests import (
    Answer,
    Applicant,
    Consultation,
    Exemption,
    Letter,
    Measure,
    Omission,
    Request,
)

__all__ = [
    "Answer",
    "Applicant",
    "Consultation",
    "Exemption",
    "InformationDuty",
    "InformationLetter",
    "InformationOpinion",
    "InformationOutcome",
    "Leak",
    "LeakInput",
    "Letter",
    "Measure",
    "Omission",
    "PublicPage",
    "Request",
]
