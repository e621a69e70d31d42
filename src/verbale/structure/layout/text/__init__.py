"""Text without places (plain text, Markdown): lines, furniture, notes, paragraphs healed."""
