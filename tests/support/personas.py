"""The eleven kinds of visitor of the access matrix, seen from the open case of the world."""

#: persona: key in world.people (None: nobody signed in)
PERSONAS = {
    "anonymous": None,
    "other_house": "neighbour",
    "other_organisation": "probation",
    "same_organisation": "police_colleague",
    "participant2": "ggz",
    "participant1": "police",
    "process_director": "director",
    "manager": "manager",
    "contact_point": "contact",
    "auditor": "auditor",
    "administrator": "administrator",
}
