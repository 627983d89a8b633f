"""Who gets which answer in the room of rights."""

EXPECTED: dict = {}
