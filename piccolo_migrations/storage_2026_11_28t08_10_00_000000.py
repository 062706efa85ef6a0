from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-28T08:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Running interviews and reports in the new form"

# Both databases understand each of these. A reason becomes part of a plan whose
# move and requirement nobody stored; a report that had failed is written after all.
STATEMENTS = (
    """UPDATE turns SET plan = '{"move": null, "requirement": null, "reason": ' || reason || '}'
       WHERE reason IS NOT NULL""",
    """UPDATE feedbacks SET conclusion =
       REPLACE(REPLACE(REPLACE(conclusion, '"evidence": "evidenced"', '"evidence": "shown"'),
               '"evidence": "claimed"', '"evidence": "in the CV"'),
               '"evidence": "unseen"', '"evidence": "not spoken of"')
       WHERE conclusion IS NOT NULL""",
    "UPDATE feedbacks SET state = 'pending', tries = 0 WHERE state = 'failed'",
)


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="storage", description=DESCRIPTION
    )

    async def convert():
        for statement in STATEMENTS:
            await engine_finder().run_ddl(statement)

    # Raw statements come first, so the reasons are read before their column goes.
    manager.add_raw(convert)
    manager.drop_column(
        table_class_name="TurnRow",
        tablename="turns",
        column_name="reason",
        db_column_name="reason",
        schema=None,
    )
    return manager
