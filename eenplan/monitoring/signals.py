"""What the monitoring room announces."""

from django.dispatch import Signal

#: a case was evaluated: `evaluation=`, `who=`
evaluated = Signal()
