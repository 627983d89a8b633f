"""Requests of data subjects at the contact point: registered, consulted about, decided, answered (R-40, R-41, R-43)."""
