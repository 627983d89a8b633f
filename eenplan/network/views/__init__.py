"""The pages of the network: everybody of the house reads who takes part; the administrator changes it."""
