"""A dossier kept: as rows and back, old addresses led on, judgements over it; all of it in one transaction."""
