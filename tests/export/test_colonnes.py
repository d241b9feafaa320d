"""The columns of the nation say what its households say one by one: every value of every table, in the same order."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from fixtures.export.exporter import TOUTES
from fixtures.export.lignes import extraire as en_lignes
from fixtures.export.schema import PAR_NOM
from fixtures.nation import Nation, decisions
from fixtures.nation.colonnes.tables import TABLES, extraire_lignes
from fixtures.nation.colonnes.tables import extraire as en_colonnes
from fixtures.nation.gabarit import gabarit
from law.foyer_solidarite import AdulteSolidarite, FoyerSolidarite
from law.parametres import parametres_prestations
from law.prime_activite import prime_activite

PAR_BLOC = gabarit().nombre_menages
GRANDE = 67_000_000
#: Seed, size, epoch, first household (negative: from the end), how many.
LOTS = (
    (42, 1_000_000, 2026, 0, 900),
    (42, 1_000_000, 2026, PAR_BLOC - 400, 900),
    (42, 1_000_000, 2026, -500, 500),
    (7, 40_000, 2031, 9_800, 500),
    (3, 1, 2020, 5_000, 500),
    (11, GRANDE, 2024, 3_000 * PAR_BLOC - 300, 600),
    (11, GRANDE, 2024, -300, 300),
)


@pytest.mark.parametrize("lot", LOTS, ids=["-".join(map(str, lot)) for lot in LOTS])
def test_les_colonnes_sont_les_lignes(lot: tuple[int, int, int, int, int]) -> None:
    """A lot that starts anywhere, crosses blocks or ends the nation, of any seed, size and epoch."""
    graine, taille, epoque, premier, combien = lot
    n = Nation(graine, taille, epoque)
    debut = premier % n.nombre_foyers
    attendues = en_lignes(n, debut, debut + combien, TABLES)
    for nom, lues in extraire_lignes(n, debut, debut + combien, TABLES).items():
        assert {len(ligne) for ligne in lues} == {len(PAR_NOM[nom].colonnes)}
        assert [(nom, *paire) for paire in zip_longest(lues, attendues[nom]) if paire[0] != paire[1]] == []


def test_toutes_les_tables_ont_leurs_colonnes() -> None:
    """Parquet has every table of the schema; the list for load injectors is rows of CSV."""
    assert (*TABLES,) == TOUTES


def test_un_foyer_seul_est_le_meme_que_dans_son_lot() -> None:
    """A household's columns do not depend on where lots are cut."""
    n = Nation(5, 200_000, 2027)
    ensemble = en_colonnes(n, 20_000, 20_040, ("personnes", "decisions"))
    for nom, colonnes in ensemble.items():
        un_par_un = [en_colonnes(n, foyer, foyer + 1, (nom,))[nom] for foyer in range(20_000, 20_040)]
        for rang, colonne in enumerate(colonnes):
            assert [v for c in un_par_un for v in c[rang].to_pylist()] == colonne.to_pylist()


@pytest.mark.parametrize("adultes", [1, 2])
@pytest.mark.parametrize("enfants", range(6))
def test_sous_modulation_seulement(adultes: int, enfants: int) -> None:
    """With resources that reduce family allowances no prime d'activité is left, let alone RSA: taking the allowances of
    no resources changes no decision."""
    p = parametres_prestations(decisions.REFERENCE)
    seuil = p.af_plafond_tranche_1 + p.af_majoration_plafond_par_enfant * enfants
    un_mois = seuil / 12 / adultes
    travailleurs = (AdulteSolidarite(40, (un_mois,) * 3),) * adultes
    assert prime_activite(decisions.REFERENCE, FoyerSolidarite(travailleurs, enfants, majore=adultes == 1)) == 0
