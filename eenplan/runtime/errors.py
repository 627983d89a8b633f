"""Failures that are told to the user in one sentence."""


class CommandError(Exception):
    """An expected failure: shown as one clear message, without a traceback."""
