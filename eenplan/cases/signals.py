"""What this room announces to the rooms after it; sent within the transaction."""

from django.dispatch import Signal

#: the case was closed: `case`, `closing`. From this moment nothing of it can be read any more by who closed it.
closed = Signal()
#: an organisation or a professional stopped taking part: `case`, `organisation`, `accounts` (numbers)
left = Signal()
