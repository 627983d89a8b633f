"""The register of data leaks with its clock of 72 hours (AVG 33 and 34, BGS 1.4, R-44)."""
