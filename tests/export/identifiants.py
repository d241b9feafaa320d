"""Every identifier of an export, by our ranges and by judges that are not ours.

    bacasable nation export million --format parquet --citizens 1000000
    python -m tests.export.identifiants million

Ends in failure, with the first ones, when an identifier lies outside its reserved range, when python-stdnum or the rule
of the Assurance Maladie refuses it, or when two citizens have the same.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
from stdnum.fr import nif, nir

from fixtures.inoffensif import PAR_CLE

#: Sex 1 to 4, months 01 to 12 and 20 to 99.
CNAM = re.compile(r"[1-4]\d{2}(0[1-9]|1[0-2]|[2-9]\d)(\d{2}|2[AB])\d{6}\d{2}", re.ASCII)
#: By kind: where it is (a file, its columns, put end to end), and who judges it.
OU: dict[str, tuple[str, tuple[str, ...]]] = {
    "nir": ("personnes", ("nir",)),
    "spi": ("personnes", ("spi",)),
    "email": ("personnes", ("email",)),
    "telephone": ("personnes", ("telephone",)),
    "allocataire": ("dossiers", ("code_organisme", "numero")),
    "ine": ("etudes", ("ine",)),
    "immatriculation": ("vehicules", ("immatriculation",)),
    "demandeur": ("demandeurs_emploi", ("identifiant",)),
}
JUGES: dict[str, tuple[Callable[[str], object], ...]] = {
    "nir": (nir.is_valid, CNAM.fullmatch),
    "spi": (nif.is_valid,),
}
UNIQUES = ("nir", "spi", "email", "allocataire")
#: Refused ones kept of each kind.
EXEMPLES = 5


def valeurs(dossier: Path, cle: str) -> Iterator[str]:
    """Every identifier of a kind, in order."""
    table, colonnes = OU[cle]
    with pq.ParquetFile(dossier / f"{table}.parquet") as fichier:
        for lot in fichier.iter_batches(columns=list(colonnes)):
            yield from map(" ".join, zip(*(c.to_pylist() for c in lot.columns), strict=True))


def juger(cle: str, lues: Iterator[str]) -> tuple[int, list[str]]:
    """How many were read, and the first that a judge refuses or that come twice."""
    juges = (PAR_CLE[cle].est_synthetique, *JUGES.get(cle, ()))
    vues: Counter[str] = Counter()
    refuses: list[str] = []
    for lue in lues:
        vues[lue] += 1
        if not all(juge(lue) for juge in juges) or (cle in UNIQUES and vues[lue] > 1):
            refuses.append(lue)
    return vues.total(), refuses[:EXEMPLES]


def main() -> int:
    dossier, refus = Path(sys.argv[1]), 0
    for cle in OU:
        lus, refuses = juger(cle, valeurs(dossier, cle))
        refus += len(refuses)
        sys.stdout.write(f"{cle:16}{lus:>9} lus  {' '.join(refuses) or 'aucun refusé'}\n")
    return int(refus > 0)


if __name__ == "__main__":
    raise SystemExit(main())
