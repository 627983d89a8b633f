"""Who gets which answer in the room of provisions."""

EXPECTED: dict = {}
