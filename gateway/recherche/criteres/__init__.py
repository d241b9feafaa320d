"""Every criterion, by the administration that could tell it: adding one is one line in one of these files."""

from gateway.recherche.critere import Critere, Groupe
from gateway.recherche.criteres import caf_msa, domicile, etat_civil, famille, impots, sante, travail

GROUPES: tuple[Groupe, ...] = (
    famille.GROUPE,
    domicile.GROUPE,
    caf_msa.GROUPE,
    impots.GROUPE,
    impots.REVENUS,
    sante.GROUPE,
    travail.GROUPE,
    etat_civil.GROUPE,
)
CRITERES: dict[str, Critere] = {c.nom: c for groupe in GROUPES for c in groupe.criteres}
