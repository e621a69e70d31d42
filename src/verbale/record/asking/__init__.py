"""Questions to a record: documents, relations, entities, duties, who stands where, what returns, who cites whom."""
