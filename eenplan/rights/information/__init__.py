"""The duty to tell a person that the house keeps data about it (AVG 14, BGS 1.3, R-42)."""
