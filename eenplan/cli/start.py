"""Bringing Django up for a command; lives in `runtime`, so that the rooms' commands need not reach up to here."""

from eenplan.runtime.start import django_as, started, where

__all__ = ["django_as", "started", "where"]
