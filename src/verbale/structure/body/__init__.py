"""Passages after the title → components, and their blocks with roles, numbers and addresses."""
