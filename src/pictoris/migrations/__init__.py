"""The schema's history, as Alembic runs it; `infra/migrate.py` is the way in."""
