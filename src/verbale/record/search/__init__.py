"""Search: words of a text as indexed, the index, questions."""
