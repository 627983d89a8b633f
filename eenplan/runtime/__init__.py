"""What Eenplan runs on: its home folder, its own PostgreSQL, and the two database roles."""
