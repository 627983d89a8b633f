"""Who gets which answer in the room of retention."""

EXPECTED: dict = {}
