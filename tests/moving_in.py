"""How an office of the tests is set up: migrated, seeded, and peopled unless it is to stay bare."""

from flask_migrate import upgrade

from tests.factories import people


def furnish(app, *, peopled=True):
    """Migrate, seed as `flask init` does, and let the people of tests.factories move in.

    Return what the seeding said: the one-time password of the first administrator.
    """
    with app.app_context():
        upgrade()
    result = app.test_cli_runner().invoke(args=["init"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    if peopled:
        with app.app_context():
            people.settle()
    return result.output
