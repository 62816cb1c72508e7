"""A directory behind a port: Debian's slapd with two people in it."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

SLAPD = shutil.which("slapd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
PEOPLE = "ou=people,dc=office,dc=example"
PASSWORD = "directory-Password-7"
CONFIG = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile {folder}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
database mdb
suffix "dc=office,dc=example"
rootdn "cn=admin,dc=office,dc=example"
rootpw {password}
directory {folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
"""
ENTRIES = """
dn: dc=office,dc=example
objectClass: dcObject
objectClass: organization
dc: office
o: office

dn: {people}
objectClass: organizationalUnit
ou: people
"""
PERSON = """
dn: uid={name},{people}
objectClass: inetOrgPerson
uid: {name}
cn: {name}
sn: {name}
userPassword: {password}
"""


class Directory:
    """A slapd of its own, in a folder of its own."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        (folder / "data").mkdir()
        config, entries = folder / "slapd.conf", folder / "entries.ldif"
        config.write_text(CONFIG.format(folder=folder, password=PASSWORD))
        people = (PERSON.format(name=name, people=PEOPLE, password=PASSWORD) for name in names)
        entries.write_text("".join([ENTRIES.format(people=PEOPLE), *people]))
        slapadd = Path(SLAPD).with_name("slapadd")
        subprocess.run([slapadd, "-f", config, "-l", entries], check=True, capture_output=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"ldap://127.0.0.1:{port}"
        self.server = subprocess.Popen(
            [SLAPD, "-f", config, "-h", self.url, "-d", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait(port)

    def _wait(self, port: int) -> None:
        for _attempt in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError("slapd does not answer")

    def close(self) -> None:
        self.server.terminate()
        self.server.wait(timeout=10)
