"""The state of the database's tables: brought up to date, or asked for."""

from __future__ import annotations

from pathlib import Path

from secretariat.rules.errors import Refused


def pending_migrations() -> list[str]:
    """Changes of tables that this release has and the database has not, as "app.name"."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    if _shipped() <= set(MigrationRecorder(connection).applied_migrations()):
        return []
    # Loads every migration, which takes longer than most commands.
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _shipped() -> set[tuple[str, str]]:
    """Every migration of this release, by app and name, from the names of the files."""
    from django.apps import apps

    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("[!_~]*.py")
    }


def bring_up_to_date() -> None:
    """Apply what is pending. The data folder is made if it is missing."""
    from django.conf import settings
    from django.core.management import call_command

    settings.ENV.data.mkdir(parents=True, exist_ok=True)
    if pending_migrations():
        call_command("migrate", interactive=False, verbosity=0)


def make_tables() -> None:
    """Make all tables of an empty database at once, and note every migration as applied.

    Several seconds faster than running them one after the other. For a demo; a test compares both.
    """
    from django.apps import apps
    from django.core.management.sql import emit_post_migrate_signal
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in MigrationLoader(connection).graph.nodes:
        recorder.record_applied(app, name)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def require_up_to_date() -> None:
    """Refuse ("not_set_up") to work on a database that this release does not fit."""
    from django.conf import settings

    if pending_migrations():
        raise Refused(
            "not_set_up",
            f"The record in {settings.ENV.data} is not set up for this release. Start "
            "`./secretariat serve` once on it, or name another folder with --data.",
        )
