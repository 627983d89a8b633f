"""Eenplan: one family, one plan, one director."""

__version__ = "0.2.0"
