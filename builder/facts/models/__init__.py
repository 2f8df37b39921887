"""What each file of `data/` may say, field by field: the one place the schemas come from."""
