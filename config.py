"""How this installation is set up: every setting, its default, and the variable that changes it."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent
INSTANCE = Path(os.environ.get("INSTANCE_DIR", ROOT / "instance")).resolve()


def _number(name: str, default: int) -> int:
    return int(os.environ.get(name, default))


def _flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def database_url() -> str:
    """Return the database's URL; a bare PostgreSQL one is given the driver we ship."""
    url = os.environ.get("DATABASE_URL", f"sqlite:///{INSTANCE / 'petitions.db'}")
    for bare in ("postgres://", "postgresql://"):
        if url.startswith(bare):
            return "postgresql+psycopg://" + url.removeprefix(bare)
    return url


def secret_key(path: Path) -> str:
    """Return the key that signs sessions; the first start writes it, for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_hex(32)
        file.write(key + "\n")
    return key


class Config:
    """What runs in an office."""

    # Where things are kept
    SECRET_KEY = os.environ.get("SECRET_KEY", "")  # empty: read from SECRET_KEY_FILE
    SECRET_KEY_FILE = os.environ.get("SECRET_KEY_FILE", str(INSTANCE / "secret_key"))
    KEY_FILE = os.environ.get("KEY_FILE", str(INSTANCE / "keys.json"))
    SQLALCHEMY_DATABASE_URI = database_url()
    MIGRATIONS_DIR = str(ROOT / "app" / "migrations")
    # Under which address officers reach the office, such as https://xf.example.gov.cn: it stands
    # in the codes of letters. Empty takes the address by which the signer came.
    OFFICE_URL = os.environ.get("OFFICE_URL", "")
    # Outside every folder that the server hands out.
    UPLOAD_FOLDER = os.environ.get("UPLOAD_FOLDER", str(INSTANCE / "attachments"))

    # The office that a first start creates
    # (without a name the first day asks for it, and until then the product's own name stands)
    OFFICE_NAME = os.environ.get("OFFICE_NAME", "")
    UNNAMED_OFFICE = "信访信息管理系统"
    OFFICE_REGION = os.environ.get("OFFICE_REGION", "610115")

    # House rules
    GROUP_VISIT_THRESHOLD = _number("GROUP_VISIT_THRESHOLD", 5)
    MAX_REPRESENTATIVES = _number("MAX_REPRESENTATIVES", 5)  # art. 20
    BACKDATE_DAYS = _number("BACKDATE_DAYS", 3)
    OLDEST_YEARS = _number("OLDEST_YEARS", 10)
    DRAFT_HOURS = _number("DRAFT_HOURS", 72)

    # Limits: a folder with rule sets of the division's own, and whose local rules are in force
    # (330000: Zhejiang, shipped as an example); docs/manual/13-期限与日历.md
    RULES_DIR = os.environ.get("RULES_DIR", "")
    LOCAL_RULES = os.environ.get("LOCAL_RULES", "")

    # Background work: empty is the file, redis://host:6379/0 a Redis
    JOBS_URL = os.environ.get("JOBS_URL", "")
    JOBS_FILE = os.environ.get("JOBS_FILE", str(INSTANCE / "jobs.db"))
    #: After so many seconds of silence another process takes the work over.
    JOBS_LEASE_SECONDS = _number("JOBS_LEASE_SECONDS", 30)

    # A copy of "you have n reminders" by mail; nothing is sent while there is no host
    SMTP_HOST = os.environ.get("SMTP_HOST", "")
    SMTP_PORT = _number("SMTP_PORT", 25)
    SMTP_STARTTLS = _flag("SMTP_STARTTLS")
    SMTP_USER = os.environ.get("SMTP_USER", "")
    SMTP_PASSWORD = os.environ.get("SMTP_PASSWORD", "")
    SMTP_FROM = os.environ.get("SMTP_FROM", "")

    # Attachments
    MAX_UPLOAD_MB = _number("MAX_UPLOAD_MB", 50)
    MAX_UPLOAD_BYTES = MAX_UPLOAD_MB * 1024 * 1024
    MAX_UPLOAD_FILES = _number("MAX_UPLOAD_FILES", 20)
    MAX_CONTENT_LENGTH = _number("MAX_REQUEST_MB", 200) * 1024 * 1024
    MAX_FORM_MEMORY_SIZE = 2 * 1024 * 1024  # ten thousand characters in every text of a form
    UPLOAD_TYPES = (
        "pdf jpg jpeg png gif bmp tif tiff webp doc docx xls xlsx ppt pptx wps et ofd txt "
        "mp3 wav m4a mp4 avi mov"
    ).split()

    # Logging in: five failures lock for half an hour, idle and absolute end of a session
    PASSWORD_HASH_METHOD = "scrypt:32768:8:1"
    LOGIN_FAILURES = _number("LOGIN_FAILURES", 5)
    LOCK_MINUTES = _number("LOCK_MINUTES", 30)
    IDLE_MINUTES = _number("IDLE_MINUTES", 15)
    SESSION_HOURS = _number("SESSION_HOURS", 8)
    SESSIONS_AT_ONCE = _number("SESSIONS_AT_ONCE", 1)
    PASSWORD_DAYS = _number("PASSWORD_DAYS", 90)
    # The cookie may live a day; when a login is over is kept in the database.
    PERMANENT_SESSION_LIFETIME = timedelta(hours=24)
    # Who says that a password is right: db (we), ldap or oidc (somebody else); docs/login.md
    AUTH_METHOD = os.environ.get("AUTH_METHOD", "db")
    LDAP_SERVER = os.environ.get("LDAP_SERVER", "")
    LDAP_TLS = _flag("LDAP_TLS")
    LDAP_PLAIN = _flag("LDAP_PLAIN")
    LDAP_CA_FILE = os.environ.get("LDAP_CA_FILE", "")
    LDAP_SEARCH = os.environ.get("LDAP_SEARCH", "")
    LDAP_UID_FIELD = os.environ.get("LDAP_UID_FIELD", "uid")
    LDAP_BIND_USER = os.environ.get("LDAP_BIND_USER", "")
    LDAP_BIND_PASSWORD = os.environ.get("LDAP_BIND_PASSWORD", "")
    LDAP_USERNAME_FORMAT = os.environ.get("LDAP_USERNAME_FORMAT", "")
    LDAP_APPEND_DOMAIN = os.environ.get("LDAP_APPEND_DOMAIN", "")
    OIDC_METADATA_URL = os.environ.get("OIDC_METADATA_URL", "")
    OIDC_CLIENT_ID = os.environ.get("OIDC_CLIENT_ID", "")
    OIDC_CLIENT_SECRET = os.environ.get("OIDC_CLIENT_SECRET", "")
    OIDC_SCOPE = os.environ.get("OIDC_SCOPE", "openid profile")
    OIDC_USERNAME_CLAIM = os.environ.get("OIDC_USERNAME_CLAIM", "preferred_username")
    OIDC_NAME = os.environ.get("OIDC_NAME", "")
    #: Proxies before us whose word about address and scheme is taken (nginx: 1).
    TRUSTED_PROXIES = _number("TRUSTED_PROXIES", 0)
    SESSION_COOKIE_NAME = "petitions"
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    SESSION_COOKIE_SECURE = _flag("HTTPS_ONLY")
    # A request of the person dates the cookie anew; one that an open page makes by itself does not.
    SESSION_REFRESH_EACH_REQUEST = False
    ONCE_REQUIRED = True  # a form that makes a record is sent with its token, or refused
    WTF_CSRF_TIME_LIMIT = None  # as long as the session: a long form must not expire by itself

    # For so many seconds the figures of the leader's dashboard are kept; 0 counts at every view
    DASHBOARD_SECONDS = _number("DASHBOARD_SECONDS", 300)

    # Words
    LANGUAGES = {
        "zh": {"flag": "cn", "name": "简体中文"},
        "zh_TW": {"flag": "tw", "name": "繁體中文"},
        "en": {"flag": "gb", "name": "English"},
    }
    BABEL_DEFAULT_LOCALE = "zh"
    BABEL_DEFAULT_TIMEZONE = "Asia/Shanghai"
    BABEL_TRANSLATION_DIRECTORIES = str(ROOT / "translations")
    APP_NAME = os.environ.get("APP_NAME", OFFICE_NAME or UNNAMED_OFFICE)

    # The framework: everything that acts by itself at start, or that nobody asked for, is off
    APP_THEME = ""  # most of the bundled themes call a foreign host
    FAB_CREATE_DB = False
    FAB_UPDATE_PERMS = False
    FAB_ADD_MENU_API = False
    FAB_ADD_OPENAPI_VIEWS = False
    FAB_API_MAX_PAGE_SIZE = 100
    # The framework gives every permission to the role of this name; no such role is ever made.
    AUTH_ROLE_ADMIN = "Nobody holds this role"
    AUTH_ROLE_PUBLIC = "Nobody holds the public role"
    RATELIMIT_ENABLED = False  # per process only; the counters in the database are the control
    # A database error must not write what was typed into the log.
    SQLALCHEMY_ENGINE_OPTIONS: dict[str, object] = {"hide_parameters": True}
    TEMPLATES_AUTO_RELOAD = _flag("DEBUG_TEMPLATES")
    DEVELOPER_PAGES = _flag("DEVELOPER_PAGES")
    # Where the search box of the top bar leads, and what one must read to be given it
    SHELL_SEARCH = "WorkView.search"
    SHELL_SEARCH_NOUN = "Worklist"


class TestConfig(Config):
    """What the tests run with: no file is written outside the folder they give."""

    __test__ = False
    TESTING = True
    OFFICE_NAME = "临潼区信访局"
    SECRET_KEY = "a key for tests alone, longer than thirty-two bytes"
    SQLALCHEMY_DATABASE_URI = os.environ.get("TEST_DATABASE_URL", "sqlite:///:memory:")
    JOBS_URL = "memory"
    ONCE_REQUIRED = False  # tests send what they like; test_sent_once.py asks for the token
    WTF_CSRF_ENABLED = False  # the extension stays: GET must never change anything
    PASSWORD_HASH_METHOD = "scrypt:1024:8:1"  # the tests check hundreds of passwords
    SESSION_HOURS = 24 * 36500  # stories jump through the calendar
    IDLE_MINUTES = 60 * SESSION_HOURS
    PASSWORD_DAYS = 0
    SESSIONS_AT_ONCE = 0  # one officer sits at several browsers of a story
    DEVELOPER_PAGES = True
    DASHBOARD_SECONDS = 0  # each test counts its own petitions
