"""One straight history of migrations for all modules; never import live tables here."""
