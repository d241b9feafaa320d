"""Identifiers that belong to nobody: valid for outside validators, read back exactly, never in a range people have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import nif
from stdnum.fr import nir as stdnum_nir

from fixtures import identifiants
from fixtures.identifiants import LectureNir, SchemaNir
from registry.facts import Sexe

ANNEES = st.integers(1900, 2035)
MOIS = st.integers(1, 12)
LIEUX = st.sampled_from(["01004", "2A004", "2B033", "75107", "97411", "98735", "99352", "99100"])
SEXES = st.sampled_from(["F", "M"])
CELLULES = st.one_of(
    st.tuples(st.just("D"), st.integers(0, 99)),
    st.tuples(st.just("B"), st.integers(0, 581)),
)


@given(SEXES, ANNEES, MOIS, LIEUX, CELLULES)
def test_un_nir_est_valide_pour_un_validateur_exterieur(
    sexe: Sexe, annee: int, mois: int, lieu: str, cellule: tuple[SchemaNir, int]
) -> None:
    """Every NIR we build has the length and the key that python-stdnum expects, Corsica included."""
    schema, slot = cellule
    assert stdnum_nir.is_valid(identifiants.nir(sexe, annee, mois, lieu, slot, schema))


@given(SEXES, ANNEES, MOIS, LIEUX, CELLULES)
def test_un_nir_se_relit(sexe: Sexe, annee: int, mois: int, lieu: str, cellule: tuple[SchemaNir, int]) -> None:
    """Reading a NIR gives back what it was built from, with or without its key."""
    schema, slot = cellule
    numero = identifiants.nir(sexe, annee, mois, lieu, slot, schema)
    attendu = LectureNir(sexe, annee % 100, mois, lieu, slot, schema)
    assert identifiants.lire_nir(numero) == identifiants.lire_nir(numero[:13]) == attendu


@given(SEXES, ANNEES, MOIS, LIEUX, CELLULES)
def test_un_nir_reste_dans_les_plages_de_personne(
    sexe: Sexe, annee: int, mois: int, lieu: str, cellule: tuple[SchemaNir, int]
) -> None:
    """The order is 900 or more under a true month, or the month is one of the pseudo-months 43 to 49."""
    schema, slot = cellule
    numero = identifiants.nir(sexe, annee, mois, lieu, slot, schema)
    mois_ecrit, ordre = int(numero[3:5]), int(numero[10:13])
    assert 1 <= ordre <= 999
    assert (mois_ecrit == mois and ordre >= 900) if schema == "D" else 43 <= mois_ecrit <= 49


def test_la_cle_suit_les_exemples_publies() -> None:
    """The key of published examples (a commune of the Calvados, Paris, Corsica) is the published one."""
    assert identifiants.cle_nir("2550814168025") == "38"
    assert identifiants.cle_nir("2940375120005") == "91"
    assert identifiants.cle_nir("284052A321025") == "52"


@pytest.mark.parametrize(
    "numero",
    [
        "255081416802538",  # order 025 under a true month: somebody's
        "255081416802539",  # wrong key
        "25508141689",  # too short
        "855084416890100",  # provisional number
        "2554914168995",  # pseudo-month 49 beyond the last slot
    ],
)
def test_un_nir_hors_plage_ne_se_lit_pas(numero: str) -> None:
    """A number that may be somebody's, or that has a wrong key or shape, is not read."""
    assert identifiants.lire_nir(numero) is None


def test_un_ordre_eleve_dans_une_grande_commune_n_est_pas_synthetique() -> None:
    """Scheme D is only safe in small communes: in a large one the number may be real."""
    numero = identifiants.nir("F", 1990, 5, "44109", 3, "D")
    assert identifiants.est_nir_synthetique(numero, lambda code: code != "44109") is False
    assert identifiants.est_nir_synthetique(numero, lambda code: code == "44109") is True


def test_le_schema_b_est_synthetique_partout() -> None:
    """A pseudo-month 43 to 49 belongs to nobody, whatever the place; a NIR without its key is not vouched for."""
    numero = identifiants.nir("M", 1990, 5, "44109", 581, "B")
    assert identifiants.est_nir_synthetique(numero, lambda code: False)
    assert not identifiants.est_nir_synthetique(numero[:13], lambda code: False)


def test_le_schema_depend_du_lieu() -> None:
    """A small commune keeps the month of birth in the NIR; elsewhere the pseudo-month is the safe one."""
    assert identifiants.nir("F", 1990, 5, "01004", 0, identifiants.schema_nir(True))[3:5] == "05"
    assert 43 <= int(identifiants.nir("F", 1990, 5, "44109", 0, identifiants.schema_nir(False))[3:5]) <= 49


@pytest.mark.parametrize(("slot", "schema"), [(100, "D"), (582, "B"), (-1, "D")])
def test_un_slot_hors_du_schema_est_refuse(slot: int, schema: SchemaNir) -> None:
    """A slot beyond its scheme would land in a range that people have: it is refused."""
    with pytest.raises(ValueError, match="slot"):
        identifiants.nir("F", 1990, 1, "01004", slot, schema)


@given(st.integers(0, 99_999_999))
def test_un_spi_est_valide_et_se_relit(rang: int) -> None:
    """A tax number starts with 39, has the key python-stdnum expects and gives its body back."""
    corps = identifiants.CORPS_SPI_NATION + rang
    numero = identifiants.spi(corps)
    assert nif.is_valid(numero)
    assert numero.startswith("39")
    assert identifiants.corps_spi(numero) == corps
    assert identifiants.est_spi_synthetique(numero)


def test_un_spi_hors_plage_est_refuse() -> None:
    """A valid number of another range, a wrong key and a wrong shape are not ours; DGFiP's test number is."""
    assert nif.is_valid("1899582886173")
    for numero in ("1899582886173", "3999999887218", "399999988721", "39999998872¹9"):
        assert not identifiants.est_spi_synthetique(numero)
    assert identifiants.est_spi_synthetique("3999999887219")


@given(st.integers(0, 50_999_999))
def test_un_numero_allocataire_se_relit(rang: int) -> None:
    """Rank to file number and back is exact, in fictitious organismes 900 to 950 and numbers 9xxxxxx."""
    code, numero = identifiants.numero_allocataire(rang)
    assert 900 <= int(code) <= 950
    assert (len(numero), numero[0]) == (7, "9")
    assert (code == "950") == (rang >= identifiants.RANG_ALLOCATAIRE_PERSONAS)
    assert identifiants.rang_allocataire(code, numero) == rang


@pytest.mark.parametrize(("code", "numero"), [("751", "9000000"), ("951", "9000000"), ("900", "1234567"), ("900", "9")])
def test_un_dossier_d_un_vrai_organisme_n_est_pas_synthetique(code: str, numero: str) -> None:
    """An organisme or a number outside the reserved ranges is not ours."""
    assert not identifiants.est_allocataire_synthetique(code, numero)


@pytest.mark.parametrize("rang", [-1, 51_000_000])
def test_un_rang_d_allocataire_hors_limites_est_refuse(rang: int) -> None:
    """There are 51 organismes of a million files and no more."""
    with pytest.raises(ValueError, match="rang"):
        identifiants.numero_allocataire(rang)


@given(st.integers(0, 10**9))
def test_un_telephone_vient_des_blocs_de_fiction(rang: int) -> None:
    """Every phone number is one of the six blocks that ARCEP keeps for fiction."""
    numero = identifiants.telephone(rang)
    assert len(numero) == 10
    assert numero[:6] in {"019900", "026191", "035301", "046571", "053649", "063998"}
    assert identifiants.est_telephone_synthetique(numero)


@given(st.text(max_size=30), st.text(max_size=30), st.text("abcdef0123456789", max_size=6))
def test_une_adresse_electronique_est_ascii_et_sans_proprietaire(prenom: str, nom: str, suffixe: str) -> None:
    """Whatever the name, the address is lower-case ASCII at example.org (RFC 2606)."""
    adresse = identifiants.email(prenom, nom, suffixe)
    assert adresse.isascii()
    assert adresse == adresse.lower()
    assert adresse.endswith("@example.org")
    assert identifiants.est_email_synthetique(adresse)


def test_une_adresse_electronique_se_lit() -> None:
    """Accents, ligatures and spaces of names become plain letters and hyphens."""
    assert identifiants.email("Éléonore", "Le Cœur", "k7") == "eleonore.le-coeur.k7@example.org"
    assert not identifiants.est_email_synthetique("eleonore@gmail.com")
    assert not identifiants.est_telephone_synthetique("0612345678")
