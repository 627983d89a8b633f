"""What the plan room announces."""

from django.dispatch import Signal

#: a version of a plan was adopted: `adoption=`, `who=`
adopted = Signal()
#: the responsible organisation marked its action done: `action=`, `who=`
finished = Signal()
