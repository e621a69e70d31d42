"""Print with places (PDF, scans): rows, flows, tables, furniture, foot notes, paragraphs healed."""
