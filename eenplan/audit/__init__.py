"""The log. Rooms write `from eenplan import audit` and call `audit.record(...)`."""

from eenplan.audit.trail import about, loaded, record, trail

__all__ = ["about", "loaded", "record", "trail"]
