"""The amounts of a citizen over every administration, each explained by the one that serves it."""

from __future__ import annotations

from datetime import date

from gateway.catalogue import FOURNISSEURS
from kernel.montants import Montant
from registry.registre import Registre


def montants(registre: Registre, ref: str, jour: date) -> list[tuple[str, Montant]]:
    """With the name of the administration, in the order of the catalogue."""
    return [(f.titre, montant) for f in FOURNISSEURS for montant in f.montants(registre, ref, jour)]
