#!/bin/sh
# Ask OpenFisca-France again about the two thousand households of the golden file, and compare its answers.
# It is under the AGPL and its pins are not ours: it lives in its own environment, ORACLE (default .oracle).
set -eu
ORACLE=${ORACLE:-.oracle}
VERSION=176.1.8
if [ ! -x "$ORACLE/bin/python" ]; then
    "${PYTHON:-python3}" -m venv "$ORACLE"
fi
"$ORACLE/bin/python" -m pip install --quiet "openfisca-france==$VERSION"
exec "$ORACLE/bin/python" -m tests.law.oracle.repond_menages tests/law/golden/menages.json.gz verifier
