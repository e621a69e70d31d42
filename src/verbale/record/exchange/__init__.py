"""Exchange: a whole record out of one place and into another."""
