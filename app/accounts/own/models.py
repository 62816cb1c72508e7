"""Sessions, earlier passwords, the second factor, and how an officer likes the pages."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import EncryptedText
from app.core.db import Base, UtcDateTime


def _officer(*, key: bool = False) -> Mapped[int]:
    target = sa.ForeignKey("ab_user.id", ondelete="CASCADE")
    return mapped_column(target, primary_key=True) if key else mapped_column(target, index=True)


class LoginSession(Base):
    """One login of an officer at one browser (登录会话), from the door to its end.

    The browser holds a random token, the table only its digest. A row whose ``version`` is not
    the officer's ``session_version`` has ended, whatever else it says.
    """

    __tablename__ = "login_session"
    __table_args__ = (sa.Index("ix_login_session_officer", "officer_id", "ended_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    officer_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id", ondelete="CASCADE"))
    version: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Written at most once in a minute.
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    address: Mapped[str] = mapped_column(sa.String(45), default="")
    browser: Mapped[str] = mapped_column(sa.String(60), default="")
    #: A role of the officer asks for a second factor that he has yet to set up.
    must_enrol: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_why: Mapped[str] = mapped_column(sa.String(12), default="")

    def __repr__(self) -> str:
        return f"{self.officer_id} {self.started_at:%Y-%m-%d %H:%M}"


class EarlierPassword(Base):
    """A password that an officer had (历史口令), kept as its hash so that it is not taken again."""

    __tablename__ = "password_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = _officer()
    password: Mapped[str] = mapped_column(sa.String(256))
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)

    def __repr__(self) -> str:
        return f"{self.officer_id} {self.replaced_at:%Y-%m-%d}"


class SecondFactor(Base):
    """An officer's second factor (动态口令): the secret that his telephone knows as well."""

    __tablename__ = "second_factor"

    officer_id: Mapped[int] = _officer(key=True)
    secret: Mapped[str] = mapped_column(EncryptedText("second_factor.secret"))
    #: The time step of the code that was taken last: no code opens the door twice.
    last_step: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def __repr__(self) -> str:
        return f"{self.officer_id}"


class RecoveryCode(Base):
    """A code on paper (备用码) that stands in once for a lost telephone."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = _officer()
    code_digest: Mapped[str] = mapped_column(sa.String(64))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def __repr__(self) -> str:
        return f"{self.officer_id} {self.id}"


class RoleSecondFactor(Base):
    """A role whose holders must use a second factor."""

    __tablename__ = "role_second_factor"

    role_id: Mapped[int] = mapped_column(
        sa.ForeignKey("ab_role.id", ondelete="CASCADE"), primary_key=True
    )

    def __repr__(self) -> str:
        return f"{self.role_id}"


class Preference(Base):
    """How an officer likes the pages, wherever he logs in; empty is as the browser has it."""

    __tablename__ = "preference"

    officer_id: Mapped[int] = _officer(key=True)
    language: Mapped[str] = mapped_column(sa.String(8), default="")
    large_text: Mapped[bool] = mapped_column(default=False)

    def __repr__(self) -> str:
        return f"{self.officer_id}"


class DefaultFilter(Base):
    """The filter with which a list opens for an officer (默认筛选)."""

    __tablename__ = "default_filter"

    officer_id: Mapped[int] = _officer(key=True)
    #: The endpoint of the list's page.
    page: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    query: Mapped[str] = mapped_column(sa.String(500))

    def __repr__(self) -> str:
        return f"{self.officer_id} {self.page}"
