"""Every criterion, by the administration that could tell it: adding one is one line in one of these files."""

from gateway.recherche.critere import Critere, Groupe
from gateway.recherche.criteres import (
    caf_msa,
    domicile,
    etat_civil,
    etudes,
    evenements,
    famille,
    impots,
    sante,
    travail,
)

#: In the order in which they are read: what costs most is last.
GROUPES: tuple[Groupe, ...] = (
    famille.GROUPE,
    domicile.GROUPE,
    etat_civil.GROUPE,
    evenements.GROUPE,
    travail.GROUPE,
    etudes.GROUPE,
    sante.GROUPE,
    impots.REVENUS,
    caf_msa.GROUPE,
    impots.GROUPE,
)
CRITERES: dict[str, Critere] = {c.nom: c for groupe in GROUPES for c in groupe.criteres}
