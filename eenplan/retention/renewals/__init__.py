"""Renewed processing: two grounds, ordered by the core participants, with the assent of each supplier (BGS 1.16)."""
