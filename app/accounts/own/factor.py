"""The second factor (动态口令): set up, asked at the door, given up; TOTP after RFC 6238."""

import hmac
import secrets
from hashlib import sha256

import pyotp
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role, assoc_user_role

from app.accounts.models import Officer
from app.accounts.own import sessions
from app.accounts.own.models import LoginSession, RecoveryCode, RoleSecondFactor, SecondFactor
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.extensions import db
from app.journal.commands import note

STEP = 30
#: A telephone's clock may be off by one step.
DRIFT = 1
RECOVERY_CODES = 10
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
WRONG = N_("This code is wrong or was used already.")


# ---- reading ------------------------------------------------------------------------------------


def factor_of(officer: Officer) -> SecondFactor | None:
    """Return the second factor of an officer, set up or still being set up."""
    return db.session.get(SecondFactor, officer.id)


def is_on(officer: Officer) -> bool:
    """Say whether the officer is asked for a code at the door."""
    factor = factor_of(officer)
    return factor is not None and factor.confirmed_at is not None


def is_required(officer: Officer) -> bool:
    """Say whether a role of the officer asks for a second factor."""
    return bool(
        db.session.scalar(
            sa.select(RoleSecondFactor.role_id)
            .join(assoc_user_role, assoc_user_role.c.role_id == RoleSecondFactor.role_id)
            .where(assoc_user_role.c.user_id == officer.id)
            .limit(1)
        )
    )


def roles_with_factor() -> set[int]:
    """Return the ids of the roles that ask for a second factor."""
    return set(db.session.scalars(sa.select(RoleSecondFactor.role_id)))


def codes_left(officer: Officer) -> int:
    """Return how many recovery codes the officer has not used."""
    return db.session.scalar(
        sa.select(sa.func.count(RecoveryCode.id)).where(
            RecoveryCode.officer_id == officer.id, RecoveryCode.used_at.is_(None)
        )
    )


def address_for(officer: Officer, factor: SecondFactor, issuer: str) -> str:
    """Return what the picture tells the telephone."""
    return pyotp.TOTP(factor.secret).provisioning_uri(name=officer.username, issuer_name=issuer)


# ---- the own second factor ----------------------------------------------------------------------


@atomic
def prepare(*, by: Officer) -> SecondFactor:
    """Make a secret for the officer; it counts only once he has shown a code of it."""
    factor = factor_of(by)
    if factor is not None and factor.confirmed_at is not None:
        raise DomainError(N_("The second factor is set up already."))
    if factor is None:
        factor = SecondFactor(officer_id=by.id)
    factor.secret, factor.last_step = pyotp.random_base32(), 0
    db.session.add(factor)
    return factor


@atomic
def confirm(code: str, *, by: Officer, this: LoginSession | None) -> list[str]:
    """Set the second factor up with a first code; return the recovery codes, shown this once.

    :raises Invalid: if the code is not that of the secret.
    """
    factor = factor_of(by)
    if factor is None or factor.confirmed_at is not None:
        raise DomainError(N_("Begin by setting up the second factor."))
    if not _takes(factor, code):
        raise Invalid(WRONG, field="code")
    factor.confirmed_at = clock.now()
    codes = _new_codes(by)
    sessions.outlive(by, this, "factor")
    if this is not None:
        this.must_enrol = False
    note("own.second_factor_on", about=("Account", by.id, by.full_name), by=by)
    return codes


@atomic
def give_up(code: str, *, by: Officer) -> None:
    """Take the own second factor away, by a code of it; where a role asks for one, not at all.

    :raises Invalid: if the code is not right.
    """
    if is_required(by):
        raise DomainError(N_("A role of yours asks for a second factor."))
    _refuse_wrong(code, by)
    _remove(by)
    note("own.second_factor_off", about=("Account", by.id, by.full_name), by=by)


@atomic
def renew_codes(code: str, *, by: Officer) -> list[str]:
    """Return new recovery codes, shown this once; the older ones end.

    :raises Invalid: if the code is not right.
    """
    _refuse_wrong(code, by)
    note("own.recovery_codes_renewed", about=("Account", by.id, by.full_name), by=by)
    return _new_codes(by)


# ---- at the door --------------------------------------------------------------------------------


@atomic
def accept(officer: Officer, code: str) -> bool:
    """Say whether a code opens the door: one of the telephone, or one from paper, each once."""
    factor = db.session.scalar(
        sa.select(SecondFactor).where(SecondFactor.officer_id == officer.id).with_for_update()
    )
    if factor is None or factor.confirmed_at is None:
        return False
    return _takes(factor, code) or _takes_from_paper(officer, code)


def _takes(factor: SecondFactor, code: str) -> bool:
    digits = "".join(code.split())
    totp, present = pyotp.TOTP(factor.secret), int(clock.now().timestamp()) // STEP
    for step in range(present - DRIFT, present + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode()):
            return _use_step(factor, step)
    return False


def _use_step(factor: SecondFactor, step: int) -> bool:
    # Decided by the database: of two people with the same code only one comes in.
    db.session.flush()
    used = db.session.execute(
        sa.update(SecondFactor)
        .where(SecondFactor.officer_id == factor.officer_id, SecondFactor.last_step < step)
        .values(last_step=step)
    )
    return used.rowcount == 1


def _takes_from_paper(officer: Officer, code: str) -> bool:
    used = db.session.execute(
        sa.update(RecoveryCode)
        .where(RecoveryCode.officer_id == officer.id, RecoveryCode.used_at.is_(None))
        .where(RecoveryCode.code_digest == _digest(officer, code))
        .values(used_at=clock.now())
    )
    if used.rowcount:
        note("own.recovery_code_used", about=("Account", officer.id, officer.full_name), by=officer)
    return bool(used.rowcount)


# ---- by an administrator ------------------------------------------------------------------------


@atomic
def reset(officer: Officer, *, by: Officer) -> None:
    """Take the second factor off somebody who lost his telephone; his sessions end."""
    if by.id == officer.id:
        raise DomainError(N_("Nobody takes the second factor off their own account this way."))
    if factor_of(officer) is None:
        raise DomainError(N_("This account has no second factor."))
    _remove(officer)
    sessions.outlive(officer, None, "factor")
    note("account.second_factor_reset", about=("Account", officer.id, officer.full_name), by=by)


@atomic
def require_second_factor(role: Role, *, required: bool, by: Officer) -> None:
    """Ask the holders of a role for a second factor from their next login on, or no longer."""
    row = db.session.get(RoleSecondFactor, role.id)
    if (row is not None) == required:
        return
    if required:
        db.session.add(RoleSecondFactor(role_id=role.id))
    else:
        db.session.delete(row)
    note(
        "role.second_factor_changed",
        about=("Role", role.id, role.name),
        by=by,
        before={"required": not required},
        after={"required": required},
    )


def _remove(officer: Officer) -> None:
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.officer_id == officer.id))
    db.session.delete(factor_of(officer))
    db.session.flush()


def _refuse_wrong(code: str, by: Officer) -> None:
    if not accept(by, code):
        raise Invalid(WRONG, field="code")


def _new_codes(officer: Officer) -> list[str]:
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.officer_id == officer.id))
    codes = [_one_code() for _place in range(RECOVERY_CODES)]
    db.session.execute(
        sa.insert(RecoveryCode),
        [{"officer_id": officer.id, "code_digest": _digest(officer, code)} for code in codes],
    )
    return codes


def _one_code() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _place in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def _digest(officer: Officer, code: str) -> str:
    # Twelve random signs are 59 bits: a plain digest cannot be tried out.
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(f"{officer.id}:{plain}".encode()).hexdigest()
