"""Libraries of the distribution that a one-folder program carries: whose, and on which terms.

Knows: how a file's package is found (dpkg), and the licence of each, looked up by a person.
Must never know: what the program does with them. Needs nothing but Python itself.
"""

import platform
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from shipping.licences import Part

LICENCES = {
    "brotli": "MIT",
    "bzip2": "bzip2-1.0.6",
    "dbus": "AFL-2.1 OR GPL-2.0-or-later",
    "e2fsprogs": "MIT",
    "expat": "MIT",
    "fontconfig": "MIT",
    "freetype": "FTL OR GPL-2.0-or-later",
    "gcc": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "glib2.0": "LGPL-2.1-or-later",
    "graphite2": "MIT OR LGPL-2.1-or-later",
    "keyutils": "LGPL-2.0-or-later",
    "krb5": "MIT",
    "libbsd": "BSD-3-Clause",
    "libcap2": "BSD-3-Clause OR GPL-2.0-only",
    "libffi": "MIT",
    "libgcrypt20": "LGPL-2.1-or-later",
    "libgpg-error": "LGPL-2.1-or-later",
    "libidn": "LGPL-3.0-or-later OR GPL-2.0-or-later",
    "libmd": "BSD-3-Clause",
    "libpng1.6": "libpng-2.0",
    "libselinux": "LicenseRef-public-domain",
    "libx11": "MIT",
    "libxau": "MIT",
    "libxcb": "MIT",
    "libxdmcp": "MIT",
    "libxkbcommon": "MIT",
    "libzstd": "BSD-3-Clause OR GPL-2.0-only",
    "lz4": "BSD-2-Clause",
    "openssl": "Apache-2.0",
    "pcre2": "BSD-3-Clause",
    "python": "PSF-2.0",
    "systemd": "LGPL-2.1-or-later",
    "util-linux": "BSD-3-Clause",
    "xcb-util": "MIT",
    "xcb-util-cursor": "MIT",
    "xcb-util-image": "MIT",
    "xcb-util-keysyms": "MIT",
    "xcb-util-renderutil": "MIT",
    "xcb-util-wm": "MIT",
    "xz-utils": "0BSD",
    "zlib": "Zlib",
}
"""By source package, its number left out (gcc-12, python3.11): the terms of the library itself.

util-linux: only libuuid is carried. xz-utils and libzstd: the libraries, not the tools.
"""

_DOCUMENTATION = Path("/usr/share/doc")
_NUMBER = re.compile(r"-?\d+(\.\d+)*$")


@dataclass(frozen=True)
class Origin:
    """The distribution's package that a file comes from."""

    package: str
    version: str
    source: str


def can_be_asked() -> bool:
    """Whether this system knows whose its files are, in a way that is understood here."""
    return shutil.which("dpkg-query") is not None


def system_parts(libraries: Iterable[Path]) -> tuple[list[Part], list[str]]:
    """Return the parts that these libraries belong to, and a sentence for each that is unknown.

    A licence is not judged here: that of a source nobody looked up is empty.
    """
    found: dict[str, Part] = {}
    faults = []
    for library in libraries:
        origin = _origin(library)
        if origin is None:
            faults.append(f"{library} belongs to no package of the system")
        elif origin.source not in found:
            found[origin.source] = _part(origin)
    return sorted(found.values(), key=lambda part: part.name), faults


def licence_of(source: str) -> str:
    """Return the licence of a source package; empty where nobody looked it up."""
    return LICENCES.get(source) or LICENCES.get(_NUMBER.sub("", source), "")


def _part(origin: Origin) -> Part:
    text = _DOCUMENTATION / origin.package / "copyright"
    texts = (text.read_text("utf-8", "replace"),) if text.exists() else ()
    purl = f"pkg:deb/{_system()}/{origin.package}@{quote(origin.version)}"
    home = f"The package {origin.package} of {_system()}"
    return Part(origin.source, origin.version, licence_of(origin.source), home, texts, purl)


def _system() -> str:
    return platform.freedesktop_os_release()["ID"]


def _origin(library: Path) -> Origin | None:
    for name in _names(library):
        said = _ask("--search", name)
        package = said.partition(": ")[0].split(", ")[0]
        if package:
            version, source = _ask("--show", "-f", "${Version} ${source:Package}", package).split()
            return Origin(package.partition(":")[0], version, source)
    return None


def _names(library: Path) -> Iterator[str]:
    """Yield the paths under which the package may know it: /lib is a part of /usr nowadays."""
    for path in dict.fromkeys((str(library), str(library.resolve()))):
        yield path
        yield path.removeprefix("/usr") if path.startswith("/usr/") else f"/usr{path}"


def _ask(*question: str) -> str:
    asked = ["dpkg-query", *question]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout
