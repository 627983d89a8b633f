"""The pages of a case, by what one does. Thin: rules, actions and queries do the work."""
