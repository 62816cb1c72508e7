"""Personal data at rest: unreadable without the keyring, and never silently in clear."""

import base64
import json
import stat

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from app.core import crypto
from app.core.crypto import EncryptedText, Keyring, UnreadableText, digest, keyring, use_keyring


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    phone: Mapped[str | None] = mapped_column(EncryptedText("phone"))
    address: Mapped[str | None] = mapped_column(EncryptedText("address"))


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "secret" / "keys.json"


@pytest.fixture
def ring(key_file):
    """The keyring of this test; the one that hung there before is put back."""
    before = crypto._Holder.keyring
    ring = Keyring.create(key_file)
    use_keyring(ring)
    yield ring
    use_keyring(before)


@pytest.fixture
def session():
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


def stored(session, column):
    return session.execute(sa.text(f"SELECT {column} FROM person")).scalar_one()


def test_a_key_file_is_for_its_owner_alone_and_never_replaced(key_file):
    Keyring.create(key_file)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    before = key_file.read_text()
    with pytest.raises(FileExistsError):
        Keyring.create(key_file)
    assert key_file.read_text() == before


def test_a_key_file_open_to_others_is_refused(key_file):
    Keyring.create(key_file)
    key_file.chmod(0o640)
    assert Keyring.load(key_file)
    key_file.chmod(0o644)
    with pytest.raises(RuntimeError, match="open to others"):
        Keyring.load(key_file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "damaged"),
        ("{}", "damaged"),
        ("[]", "damaged"),
        ('{"current": "a", "digest": "c2hvcnQ=", "keys": {}}', "damaged"),
        (
            json.dumps(
                {"current": "a", "keys": {}, "digest": base64.b64encode(bytes(32)).decode()}
            ),
            "lacks its current key",
        ),
    ],
)
def test_a_damaged_key_file_is_refused(key_file, content, message):
    key_file.parent.mkdir()
    key_file.touch(0o600)
    key_file.write_text(content)
    with pytest.raises(RuntimeError, match=message):
        Keyring.load(key_file)


def test_a_missing_key_file_says_how_to_make_one(key_file):
    with pytest.raises(RuntimeError, match="flask init"):
        Keyring.load(key_file)


def test_a_text_comes_back_and_names_scheme_and_key(ring):
    text = "石桥镇某村三组12号 <script> 😀 " + "水" * 10_000
    sealed = ring.encrypt(text, purpose="address")
    assert sealed.startswith(f"v1:{ring.current}:")
    assert "水" not in sealed
    assert ring.decrypt(sealed, purpose="address") == text


def test_the_same_text_never_looks_the_same_twice(ring):
    assert ring.encrypt("13800002051", purpose="phone") != ring.encrypt(
        "13800002051", purpose="phone"
    )


def test_a_text_of_one_purpose_cannot_be_read_for_another(ring):
    with pytest.raises(UnreadableText, match="was changed"):
        ring.decrypt(ring.encrypt("13800002051", purpose="phone"), purpose="address")


@pytest.mark.parametrize("place", [-1, -20, 35])
def test_a_tampered_text_is_refused(ring, place):
    sealed = ring.encrypt("13800002051", purpose="phone")
    other = "A" if sealed[place] != "A" else "B"
    broken = sealed[:place] + other + sealed[place:][1:]
    assert broken != sealed
    with pytest.raises(UnreadableText):
        ring.decrypt(broken, purpose="phone")


@pytest.mark.parametrize(
    ("sealed", "message"),
    [
        ("13800002051", "not encrypted as v1"),
        ("", "not encrypted as v1"),
        ("v2:k:AAAA", "not encrypted as v1"),
        ("v1:20000101-000000:AAAA", "needs key 20000101-000000"),
    ],
)
def test_a_text_that_is_not_ours_is_refused_not_returned(ring, sealed, message):
    with pytest.raises(UnreadableText, match=message):
        ring.decrypt(sealed, purpose="phone")


def test_a_short_text_with_our_key_is_refused(ring):
    with pytest.raises(UnreadableText):
        ring.decrypt(f"v1:{ring.current}:AAAA", purpose="phone")


def test_after_a_new_key_old_texts_stay_readable_and_old_digests_stay_equal(ring, key_file):
    old = ring.encrypt("13800002051", purpose="phone")
    turned = Keyring.add_key(key_file)
    assert turned.current != ring.current
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [path.name for path in key_file.parent.iterdir()] == ["keys.json"]
    assert turned.decrypt(old, purpose="phone") == "13800002051"
    assert turned.digest("x", purpose="phone") == ring.digest("x", purpose="phone")
    new = turned.encrypt("13800002051", purpose="phone")
    assert new.startswith(f"v1:{turned.current}:")
    with pytest.raises(UnreadableText, match="needs key"):
        ring.decrypt(new, purpose="phone")


def test_a_digest_is_equal_for_equal_values_of_one_purpose_and_one_installation(ring, tmp_path):
    assert len(digest("610115197803150017", "id_number")) == 64
    assert digest("610115197803150017", "id_number") == digest("610115197803150017", "id_number")
    assert digest("610115197803150017", "id_number") != digest("610115197803150017", "phone")
    elsewhere = Keyring.create(tmp_path / "elsewhere.json")
    assert elsewhere.digest("2051", purpose="phone") != digest("2051", "phone")


def test_without_a_keyring_everything_fails_closed(ring, session):
    use_keyring(None)
    with pytest.raises(RuntimeError, match="no keyring"):
        keyring()
    with pytest.raises(RuntimeError, match="no keyring"):
        digest("2051", "phone")
    session.add(Person(id=1, phone="13800002051"))
    with pytest.raises(sa.exc.StatementError, match="no keyring"):
        session.flush()


def test_no_representation_shows_a_key(ring, key_file):
    secret = json.loads(key_file.read_text())
    shown = repr(ring)
    assert repr(ring.digest_master) not in shown
    assert all(key not in shown for key in [secret["digest"], *secret["keys"].values()])
    assert "masters" not in shown


def test_a_column_keeps_what_it_was_given_where_nobody_can_read_it(ring, session):
    session.add(Person(id=1, phone="13800002051", address=None))
    session.commit()
    assert session.get_one(Person, 1).phone == "13800002051"
    assert session.get_one(Person, 1).address is None
    assert stored(session, "phone").startswith("v1:")
    assert "13800002051" not in stored(session, "phone")
    assert stored(session, "address") is None


def test_an_empty_text_is_encrypted_too(ring, session):
    session.add(Person(id=1, phone=""))
    session.commit()
    assert stored(session, "phone").startswith("v1:")
    assert session.get_one(Person, 1).phone == ""


def test_a_value_copied_into_another_column_is_refused(ring, session):
    session.add(Person(id=1, phone="13800002051"))
    session.commit()
    session.execute(sa.text("UPDATE person SET address = phone"))
    with pytest.raises(UnreadableText):
        _ = session.get_one(Person, 1).address


def test_whether_there_is_a_value_can_be_asked(ring, session):
    session.add_all([Person(id=1, phone="13800002051"), Person(id=2)])
    session.commit()
    for without in (Person.phone.is_(None), Person.phone == None):  # noqa: E711
        assert session.scalars(sa.select(Person.id).where(without)).all() == [2]
    for present in (Person.phone.is_not(None), Person.phone != None):  # noqa: E711
        assert session.scalars(sa.select(Person.id).where(present)).all() == [1]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Person.phone == "13800002051",
        lambda: Person.phone != "13800002051",
        lambda: Person.phone.in_(["13800002051"]),
        lambda: Person.phone.like("138%"),
        lambda: Person.phone.ilike("138%"),
        lambda: Person.phone.desc(),
    ],
)
def test_a_comparison_that_could_never_be_true_is_refused_loudly(ask):
    with pytest.raises(TypeError, match="store a digest"):
        ask()
