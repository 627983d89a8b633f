"""What must be known to all web processes for a while: tries at signing in, codes that were used.

Django's own cache in the database keeps pickles, and loading a pickle runs what it says: one row written by whoever speaks to
the database as the application would be a command in the web process. This one keeps JSON, which can only be data.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils import timezone

_FOREVER = datetime.max.replace(tzinfo=UTC)


class JsonCache(BaseCache):
    """A cache of Django in the table web_cache. Values are what JSON knows; `add` and `incr` are one statement each."""

    def __init__(self, location: str, params: dict[str, Any]):
        super().__init__(params)

    def get(self, key, default=None, version=None):
        found = self._ask("SELECT value FROM web_cache WHERE key = %(key)s AND until > %(now)s", key, version)
        return json.loads(found) if found is not None else default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._put(key, value, timeout, version, over=True)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None) -> bool:
        """Keep it unless something is kept under this key; what has ended goes at the same time."""
        self._ask("DELETE FROM web_cache WHERE until <= %(now)s", key, version)
        return self._put(key, value, timeout, version, over=False)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None) -> bool:
        sql = "UPDATE web_cache SET until = %(until)s WHERE key = %(key)s AND until > %(now)s RETURNING key"
        return self._ask(sql, key, version, until=self._until(timeout)) is not None

    def incr(self, key, delta=1, version=None) -> int:
        sql = (
            "UPDATE web_cache SET value = to_jsonb(value::numeric + %(delta)s)"
            " WHERE key = %(key)s AND until > %(now)s RETURNING value"
        )
        found = self._ask(sql, key, version, delta=delta)
        if found is None:
            raise ValueError(f"Key '{key}' not found")
        return int(found)

    def delete(self, key, version=None) -> bool:
        return self._ask("DELETE FROM web_cache WHERE key = %(key)s RETURNING key", key, version) is not None

    def clear(self) -> None:
        self._ask("DELETE FROM web_cache", "")

    def _put(self, key, value, timeout, version, *, over: bool) -> bool:
        sql = (
            "INSERT INTO web_cache (key, value, until) VALUES (%(key)s, %(value)s, %(until)s) ON CONFLICT (key) DO UPDATE"
            " SET value = excluded.value, until = excluded.until WHERE %(over)s OR web_cache.until <= %(now)s RETURNING key"
        )
        found = self._ask(sql, key, version, value=json.dumps(value), until=self._until(timeout), over=over)
        return found is not None

    def _until(self, timeout) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return _FOREVER if seconds is None else timezone.now() + timedelta(seconds=seconds)

    def _ask(self, sql: str, key, version=None, **more) -> str | None:
        """The first column of the first row, as text."""
        given = {"key": self.make_and_validate_key(key, version=version), "now": timezone.now(), **more}
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            row = cursor.fetchone() if cursor.description else None
        return None if row is None else row[0]
