"""The desk's pages: what `verbale desk` does, as forms that work without script, for persons who sign in."""
