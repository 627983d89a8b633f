"""What forbids destruction: a legal claim or a statutory rule, reviewed on a date (WGS 1.8(7), R-57)."""
