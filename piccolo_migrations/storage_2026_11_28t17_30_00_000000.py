from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import BigInt
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-28T17:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Tokens of the model's calls, counted by day"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="storage", description=DESCRIPTION
    )

    for name in ("answered", "prompt_tokens", "completion_tokens"):
        manager.add_column(
            table_class_name="ModelCallsRow",
            tablename="model_calls",
            column_name=name,
            db_column_name=name,
            column_class_name="BigInt",
            column_class=BigInt,
            params={
                "default": 0,
                "null": False,
                "primary_key": False,
                "unique": False,
                "index": False,
                "index_method": IndexMethod.btree,
                "choices": None,
                "db_column_name": None,
                "secret": False,
            },
            schema=None,
        )

    return manager
