"""Loads what the knowledge folder says of languages, and the small mechanisms that serve every language."""

from verbale.tongues.files import TONGUES, knowledge_folder, read_knowledge

__all__ = ["TONGUES", "knowledge_folder", "read_knowledge"]
