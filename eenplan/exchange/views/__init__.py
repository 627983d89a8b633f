"""The pages of exchange, by what one does."""
