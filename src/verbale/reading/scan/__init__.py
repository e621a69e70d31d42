"""Pictures of pages → lines, by recognition and what print lets one put right."""
