"""Who plays in the demonstration house. All organisations and people are made up; `.test` addresses lead nowhere."""

HOUSE = ("DEMO", "Zorg- en Veiligheidshuis De Delta", "VR25")

#: key: (name, kind, statutory ground, medical secrecy)
ORGANISATIONS = {
    "police": ("Politie De Delta", "police", "2.27(1)c", False),
    "prosecution": ("Openbaar Ministerie De Delta", "prosecution", "2.27(1)d", False),
    "council": ("College van B&W Deltastad", "council", "2.27(1)f", False),
    "mayor": ("Burgemeester Deltastad", "mayor", "2.27(1)e", False),
    "protection": ("Raad voor de Kinderbescherming De Delta", "child_protection", "2.27(1)a", False),
    "ggd": ("GGD De Delta", "public_health", "2.27(1)g", True),
    "probation": ("Reclassering De Delta", "probation", "2.27(2)a", False),
    "safe_home": ("Veilig Thuis De Delta", "safe_home", "2.27(2)b", False),
    "youth": ("Jeugdbescherming De Delta", "certified_youth", "2.27(2)c", False),
    "ggz": ("GGZ Waterkant", "mental_health", "2.27(2)d", True),
    "addiction": ("Verslavingszorg Waterkant", "addiction_care", "2.27(2)d", True),
    "social_work": ("Stichting Wijkwerk Deltastad", "social_work", "2.27(2)e", False),
    "halt": ("Halt De Delta", "halt", "none", False),
    "victims": ("Slachtofferhulp De Delta", "victim_support", "none", False),
}

#: key: (e-mail name, name, organisation, function, roles)
PEOPLE = {
    "police": ("politie", "Fatima Bennani", "police", "wijkagent", "referrer assessor participant"),
    "police_two": ("politie.twee", "Joost Verbeek", "police", "recherche huiselijk geweld", "referrer participant"),
    "prosecution": ("om", "Marleen Hartog", "prosecution", "officier van justitie", "assessor participant"),
    "council": (
        "gemeente",
        "Sander Kok",
        "council",
        "beleidsadviseur zorg en veiligheid",
        "referrer assessor participant",
    ),
    "council_two": ("leerplicht", "Ineke Vos", "council", "leerplichtambtenaar", "referrer participant"),
    "mayor": ("burgemeester", "Paul Westra", "mayor", "adviseur openbare orde", "assessor participant"),
    "protection": ("raad", "Hanneke Smit", "protection", "raadsonderzoeker", "referrer assessor participant"),
    "ggd": ("ggd", "Dirk Molenaar", "ggd", "arts maatschappij en gezondheid", "referrer assessor participant"),
    "probation": ("reclassering", "Youssef Amrani", "probation", "reclasseringswerker", "referrer participant"),
    "safe_home": ("veiligthuis", "Linda de Groot", "safe_home", "vertrouwensarts", "referrer participant"),
    "youth": ("jeugd", "Thijs van Dam", "youth", "jeugdbeschermer", "referrer participant"),
    "ggz": ("ggz", "Eline Visser", "ggz", "psychiater", "referrer participant"),
    "addiction": ("verslavingszorg", "Ruben Haan", "addiction", "casemanager", "referrer participant"),
    "social_work": ("wijkwerk", "Aïcha Jansen", "social_work", "maatschappelijk werker", "referrer participant"),
    "director": ("procesregie", "Nadia Prins", "council", "procesregisseur", "process_director referrer"),
    "director_two": ("procesregie.twee", "Wouter de Lange", "council", "procesregisseur", "process_director referrer"),
    "manager": ("manager", "Karin Bergsma", "council", "ketenmanager", "manager"),
    "contact": ("contactpunt", "Tom Willems", "council", "contactpunt AVG", "contact_point"),
    "contact_two": ("contactpunt.twee", "Lies Hoekstra", "council", "contactpunt AVG", "contact_point"),
    "auditor": ("toezicht", "Greetje Dijkstra", "council", "functionaris gegevensbescherming", "auditor"),
    "administrator": ("beheer", "Ali Yilmaz", "council", "functioneel beheerder", "administrator"),
}


def email(key: str) -> str:
    """Address of one of the cast."""
    return f"{PEOPLE[key][0]}@eenplan.test"
