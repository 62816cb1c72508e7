"""G10: `flask init` may be repeated for ever."""

import sqlalchemy as sa


def everything(db) -> dict[str, list]:
    db.session.expire_all()
    return {
        table.name: db.session.execute(sa.select(table).order_by(*table.primary_key)).all()
        for table in db.metadata.sorted_tables
    }


def test_seeding_again_changes_nothing(app, db):
    before = everything(db)
    result = app.test_cli_runner().invoke(args=["init"], catch_exceptions=False)
    assert result.exit_code == 0
    assert "password" not in result.output.lower(), "the one-time password is for the first start"
    db.session.rollback()
    after = everything(db)
    changed = [name for name in before if before[name] != after[name]]
    assert not changed, f"the second `flask init` changed {changed}: seed by (list, code), upsert"


def test_a_start_makes_the_folder_that_a_backup_names(app, db, monkeypatch, tmp_path):
    monkeypatch.setitem(app.config, "UPLOAD_FOLDER", str(tmp_path / "attachments"))
    assert app.test_cli_runner().invoke(args=["init"]).exit_code == 0
    assert (tmp_path / "attachments").is_dir(), "a backup before the first upload fails"
