"""The shape every provider has: a name, the scopes it declares and the routes it serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.routing import Route

from kernel.montants import Explication, sans_montant
from kernel.scopes import Scope


@dataclass(frozen=True, slots=True)
class Fournisseur:
    """One administration.

    `libelle_fc` is its name on FranceConnect's consent page; `routes` have full paths; `montants` explains its amounts.
    `scopes_api` are those of API tokens only: FranceConnect neither knows nor announces them.
    """

    slug: str
    titre: str
    libelle_fc: str
    scopes: tuple[Scope, ...]
    routes: Sequence[Route]
    montants: Explication = sans_montant
    scopes_api: tuple[Scope, ...] = ()

    @property
    def noms_scopes(self) -> frozenset[str]:
        return frozenset(s.nom for s in self.scopes)
