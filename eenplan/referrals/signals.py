"""What this room announces to the rooms after it; sent within the transaction, with `referral`."""

from django.dispatch import Signal

#: a referral was submitted: `referral`
submitted = Signal()
#: the core organisations decided: `referral`, `decision`
decided = Signal()
