"""Pictures as bytes: decoded under guard, encoded with their mark, kept in a store."""
