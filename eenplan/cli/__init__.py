"""The command `eenplan`."""
