"""How the log of the processes reads: one line per event, as text or, with EENPLAN_LOG=json, as JSON.

A database that is away makes every request fail in the same way; a traceback of each would hide what matters. So does a request
under another name than ours. Both are one line with the reason.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

import psycopg

#: by name, because the runtime knows neither Django nor procrastinate
_EXPECTED = {"OperationalError", "InterfaceError", "ConnectorException", "PoolTimeout", "DisallowedHost"}


def database_away(error: BaseException | None) -> bool:
    """Is this, or what caused it, a database that cannot be reached or that left?"""
    while error is not None:
        if (
            isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
            or type(error).__name__ == "PoolTimeout"
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


class Line(logging.Formatter):
    """Text: moment, level, part, message; a traceback only for what nobody expected."""

    def format(self, record: logging.LogRecord) -> str:
        if reason := _reason(record):
            record = _copy(record, f"{record.getMessage()}: {reason}")
        return super().format(record)


class Json(logging.Formatter):
    """One object on one line: at, level, logger, message and, for what nobody expected, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if reason := _reason(record):
            told["reason"] = reason
        elif record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def _reason(record: logging.LogRecord) -> str:
    """In one line why it failed, when that is expected; else nothing."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None or not (type(error).__name__ in _EXPECTED or database_away(error)):
        return ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def _copy(record: logging.LogRecord, message: str) -> logging.LogRecord:
    """The record with this message and without its traceback; other handlers keep the first one."""
    copy = logging.makeLogRecord(record.__dict__)
    copy.msg, copy.args, copy.exc_info, copy.exc_text = message, (), None, None
    return copy
