"""Start the development server: ``python run.py``. Offices use ``make run``."""

from app import create_app

app = create_app()

if __name__ == "__main__":
    app.run(port=8080)
