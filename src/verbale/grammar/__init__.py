"""Small grammars of what is printed alike everywhere: numerals, dates, symbols, list markers; parse beside format."""
