"""What is bound to the application once: database, request forgery guard, migrations."""

from flask_appbuilder.models.sqla.base import SQLA
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect

from app.core.db import Base

# Without FAB's metadata Alembic would see no table at all.
db = SQLA(metadata=Base.metadata)
csrf = CSRFProtect()
migrate = Migrate()
