"""Jobs have speeds, lanes a line for each of them, workers a pool, and a running job a preview"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SPEEDS = ("relax", "fast", "boost", "turbo")
WAITING = "state = 'waiting'"
LANE_WAITS = "waiting > 0"


def upgrade() -> None:
    """Change the schema."""
    op.add_column("job", sa.Column("speed", sa.String(16), nullable=False, server_default="fast"))
    op.add_column("job", sa.Column("pool", sa.String(64), nullable=False, server_default="tools"))
    op.add_column("job", sa.Column("preview", sa.Text(), nullable=True))
    op.add_column("worker", sa.Column("pool", sa.String(64), nullable=False, server_default="tools"))
    for speed in SPEEDS:
        op.add_column("lane", sa.Column(f"head_{speed}", sa.Integer(), nullable=True))
    # 0 is long ago: the first sign of life of a worker looks at every lane that waits.
    op.add_column("lane", sa.Column("ages", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("update lane set head_fast = head_priority where waiting > 0")
    op.drop_index("ix_job_waiting", "job")
    _index("ix_job_waiting", "job", ["account", "speed", "place"], WAITING)
    _index("ix_lane_ages", "lane", ["ages"], LANE_WAITS)
    for speed in SPEEDS:
        head: sa.ColumnClause[Any] = sa.literal_column(f"head_{speed} DESC")
        ready = f"head_{speed} IS NOT NULL AND running < cap"
        _index(f"ix_lane_ready_{speed}", "lane", [head, "running", "served"], ready)


def downgrade() -> None:
    """Change it back."""
    for speed in SPEEDS:
        op.drop_index(f"ix_lane_ready_{speed}", "lane")
    op.drop_index("ix_lane_ages", "lane")
    op.drop_index("ix_job_waiting", "job")
    _index("ix_job_waiting", "job", ["account", sa.literal_column("priority DESC"), "place"], WAITING)
    for column in ("ages", *(f"head_{speed}" for speed in SPEEDS)):
        op.drop_column("lane", column)
    op.drop_column("worker", "pool")
    for column in ("preview", "pool", "speed"):
        op.drop_column("job", column)


def _index(name: str, table: str, columns: list[str | sa.ColumnClause[Any]], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
