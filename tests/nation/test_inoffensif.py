"""Nobody real: every identifier lies in its reserved range, what looks real does not, and the guard says which rule."""

from __future__ import annotations

import re

import pytest
from stdnum.fr import nif, nir

from fixtures import identifiants
from fixtures.inoffensif import PAR_CLE, RESERVES, Reserve, constater, is_synthetic, reperer
from fixtures.nation import nation
from fixtures.personas import personas
from registry.facts import Personne
from registry.registre import Registre

EPOQUE = 2026
#: The rule of the Assurance Maladie's validator: sex 1 to 4, months 01 to 12 and 20 to 99.
CNAM = re.compile(r"[1-4]\d{2}(0[1-9]|1[0-2]|[2-9]\d)(\d{2}|2[AB])\d{6}\d{2}", re.ASCII)


@pytest.fixture(scope="module")
def registre() -> Registre:
    return Registre((personas(EPOQUE), nation(1, 200_000, EPOQUE)))


@pytest.fixture(scope="module")
def tous(registre: Registre) -> list[str]:
    """Two thousand citizens and everyone in the persona files."""
    return registre.echantillon(2_000, 5) + personas(EPOQUE).echantillon(10_000, 0)


@pytest.fixture(scope="module")
def gens(registre: Registre, tous: list[str]) -> list[Personne]:
    return [registre.personne(ref) for ref in tous]


def test_chaque_identifiant_emis_est_dans_sa_plage(registre: Registre, tous: list[str]) -> None:
    """Of every kind, identifiers were looked at, and none lies outside its range."""
    for constat in constater(registre, tous):
        assert constat.verifies > 300, constat.reserve.cle
        assert constat.ecarts == ()
        assert is_synthetic(constat.reserve.cle, constat.exemple)


def test_les_validateurs_exterieurs_les_acceptent(gens: list[Personne]) -> None:
    """NIR and tax numbers satisfy python-stdnum, and NIR the rule of the Assurance Maladie."""
    for p in gens:
        assert nir.is_valid(p.nir), p.ref
        assert CNAM.fullmatch(p.nir), p.ref
        assert nif.is_valid(p.spi), p.ref


def test_la_garde_laisse_passer_tout_ce_que_nous_emettons(gens: list[Personne]) -> None:
    """Numbers with and without key or separators, telephones, addresses and names of our people are let in."""
    for p in gens:
        for texte in (p.nir, p.nir[:13], p.spi, identifiants.ine(p.spi), p.telephone, p.email, p.nom_naissance):
            assert reperer(texte) is None, (p.ref, texte)


@pytest.mark.parametrize("reserve", RESERVES, ids=lambda r: r.cle)
def test_un_vrai_numero_n_est_pas_synthetique(reserve: Reserve) -> None:
    """The published example of a real number of each kind is refused, and so is an empty text."""
    assert not reserve.est_synthetique(reserve.reel)
    assert not reserve.est_synthetique("")


@pytest.mark.parametrize(
    ("texte", "cle"),
    [
        ("255081416802538", "nir"),
        ("2 55 08 14 168 025 38", "nir"),
        ("mon numéro : 2550814168025", "nir"),
        ("2 84 05 2A 321 025 52", "nir"),
        ("1899582886173", "spi"),
        ("1234567890A", "ine"),
        ("ine 080123456ab", "ine"),
        ("06 12 34 56 78", "telephone"),
        ("+33612345678", "telephone"),
        ("camille@gmail.com", "email"),
        ("ma voiture, fc-123-ab", "immatriculation"),
        ("FR76 3000 6000 0112 3456 7890 189", "iban"),
    ],
)
def test_la_garde_dit_la_regle_sans_repeter_le_numero(texte: str, cle: str) -> None:
    """A real-looking identifier is spotted inside a text, however it is spaced; the sentence never repeats it."""
    regle = reperer(texte)
    assert regle is not None
    assert regle.startswith(f"{cle} :")
    assert texte not in regle


@pytest.mark.parametrize("texte", ["44000 NANTES", "12 BIS RUE DES LILAS", "2026-03-01", "DURAND", "", "21000"])
def test_la_garde_laisse_passer_ce_qui_n_identifie_personne(texte: str) -> None:
    """Postal codes, streets, dates, names and amounts are no identifiers."""
    assert reperer(texte) is None


def test_chaque_plage_a_sa_source() -> None:
    """Each kind says its range and where that comes from."""
    autres = {"ine", "demandeur", "immatriculation"}
    assert set(PAR_CLE) == {"nir", "spi", "fip", "allocataire", "telephone", "email"} | autres
    assert all(r.plage.endswith(".") and r.source for r in RESERVES)
