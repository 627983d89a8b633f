"""What a house tells everybody about itself, without logging in (BGS 1.1, 2.18, WGS 1.12, R-45)."""
