"""What this room announces."""

from django.dispatch import Signal

#: after a decision of the conference was recorded, in the same transaction; with `who` (Acting) and `resolution`.
#: A resolution with `organisation_id` is an action: the plans room makes it, without retyping (R-15).
resolved = Signal()
