#!/bin/sh
# Collect the strings to translate into src/cordata_web/locale/*/LC_MESSAGES/django.po (English is written in the code).
# The catalogues name files but no lines and no dates, so that they change only when a string does.
set -eu
cd "$(dirname "$0")/.."
command -v xgettext >/dev/null 2>&1 || { echo "Missing: gettext; on Debian and Ubuntu: apt install gettext" >&2; exit 1; }
python=$PWD/.venv/bin/python
cd src/cordata_web
mkdir -p locale
"$python" -m cordata_web makemessages --locale de --locale fr --locale it --locale sl \
    --add-location file --no-wrap --verbosity 0
"$python" - locale/*/LC_MESSAGES/django.po <<'PYTHON'
import sys
from pathlib import Path
import polib
for path in map(Path, sys.argv[1:]):
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.header = "Cordata: what people read on the site"
    catalogue.metadata_is_fuzzy = False
    catalogue.metadata = {
        "Project-Id-Version": "cordata",
        "Language": path.parts[1],
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": catalogue.metadata["Plural-Forms"],
    }
    catalogue.sort(key=lambda entry: (entry.obsolete, entry.msgid, entry.msgctxt or ""))
    catalogue.save()
    living = [entry for entry in catalogue if not entry.obsolete]
    print(f"{path.parts[1]}: {len(catalogue.translated_entries())} of {len(living)} translated")
PYTHON
