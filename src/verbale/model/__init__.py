"""What things are: frozen values, one file a thing, no logic but their own."""
