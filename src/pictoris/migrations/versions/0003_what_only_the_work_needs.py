"""Long parameters and notes stand apart: whoever asks how a job stands does not read them"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema."""
    op.add_column("job", sa.Column("bulk", sa.Text(), nullable=True))
    op.add_column("job", sa.Column("notes", sa.Text(), nullable=True))
    bulky = sa.text("bulk IS NOT NULL")
    op.create_index("ix_job_bulk", "job", ["updated"], sqlite_where=bulky, postgresql_where=bulky)


def downgrade() -> None:
    """Change it back."""
    op.drop_index("ix_job_bulk", "job")
    op.drop_column("job", "notes")
    op.drop_column("job", "bulk")
