"""The places and names a nation draws from."""

import re
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.nation import tables
from fixtures.nation.tables import Distribution, Sexe, communes, noms, pays, prenoms, voies

DECENNIES = range(1901, 2031, 10)
SEXES: tuple[Sexe, ...] = ("F", "M")
PRENOMS = [prenoms(sexe, annee) for sexe in SEXES for annee in DECENNIES]
TOUTES: list[Distribution[str] | Distribution[tuple[str, str]]] = [*PRENOMS, noms(), voies()]

COMMUNES_PAR_DEPARTEMENT = {"75": 20, "2A": 124, "90": 101, "971": 32, "972": 34, "973": 22, "974": 24, "976": 17}
"""Counts of the COG; Paris has twenty arrondissements, and each other department kept all its communes."""


@given(st.integers(0, 2**64 - 1), st.sampled_from(TOUTES))
def test_tirer_reste_dans_la_table(u: int, distribution: Distribution[str] | Distribution[tuple[str, str]]) -> None:
    """Every 64-bit number draws a value of the table."""
    assert distribution.tirer(u) in distribution.values


def test_tirer_suit_les_poids() -> None:
    """The bounds of the 64-bit range give the first and last values, and each value owns its exact share."""
    distribution = Distribution(("a", "b", "c"), array("q", [0, 1, 3, 4]))
    quart = 2**62
    tirages = [distribution.tirer(u) for u in (0, quart - 1, quart, 3 * quart - 1, 3 * quart, 2**64 - 1)]
    assert tirages == ["a", "a", "b", "b", "c", "c"]
    assert distribution.total == 4


def test_poids_strictement_positifs() -> None:
    """No value of any table is unreachable."""
    for distribution in TOUTES:
        assert len(distribution.cumul) == len(distribution.values) + 1
        assert distribution.cumul[0] == 0
        assert all(avant < apres for avant, apres in pairwise(distribution.cumul))
    assert min(communes().populations) > 0
    assert min(pays().poids) > 0


@pytest.mark.parametrize("table", [communes(), pays()], ids=["communes", "pays"])
def test_index_par_code(table: tables.Communes | tables.Pays) -> None:
    """A code leads back to its row, and the codes are sorted and unique."""
    assert list(table.codes) == sorted(set(table.codes))
    assert [table.index_par_code[code] for code in table.codes] == list(range(len(table.codes)))
    assert len(table.libelles) == len(table.codes)


def test_codes_des_communes() -> None:
    """Codes have the COG form, overseas collectivities and closed codes aside; postal codes have five digits."""
    forme = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-5]|2[AB])\d{3}|97[12346]\d{2}")
    assert all(forme.fullmatch(code) for code in communes().codes)
    assert not any(code.startswith("20") for code in communes().codes)
    assert all(re.fullmatch(r"(?:0[1-9]|[1-8]\d|9[0-57])\d{3}", code) for code in communes().codes_postaux)


def test_nombre_de_communes_par_departement() -> None:
    """More than 34 000 communes, and the known number in a few departments."""
    assert len(communes().codes) > 34_000
    for departement, nombre in COMMUNES_PAR_DEPARTEMENT.items():
        assert sum(code.startswith(departement) for code in communes().codes) == nombre


def test_population_de_la_france() -> None:
    """The communes add up to the legal population, 68 to 69 million, within one per cent."""
    assert 68_000_000 * 0.99 <= sum(communes().populations) <= 69_000_000 * 1.01


def test_arrondissements_au_lieu_de_la_ville() -> None:
    """Paris, Lyon and Marseille are present by their 45 arrondissements only."""
    codes = set(communes().codes)
    arrondissements = {
        *(str(75100 + n) for n in range(1, 21)),
        *(str(69380 + n) for n in range(1, 10)),
        *(str(13200 + n) for n in range(1, 17)),
    }
    assert arrondissements <= codes
    assert codes.isdisjoint({"75056", "69123", "13055"})


@pytest.mark.parametrize(
    ("code", "libelle", "code_postal"),
    [
        ("75116", "Paris 16e Arrondissement", "75016"),
        ("31555", "Toulouse", "31000"),
        ("2A004", "Ajaccio", "20000"),
        ("97415", "Saint-Paul", "97460"),
        ("06029", "Cannes", "06400"),
        ("13001", "Aix-en-Provence", "13100"),
    ],
)
def test_code_postal_du_centre(code: str, libelle: str, code_postal: str) -> None:
    """A town with several postal codes is given that of its centre."""
    rang = communes().index_par_code[code]
    assert (communes().libelles[rang], communes().codes_postaux[rang]) == (libelle, code_postal)


def test_pays_etrangers() -> None:
    """Codes are 99 and a continent, labels are upper case without accents, and France is not abroad."""
    assert all(re.fullmatch(r"99[1-5]\d{2}", code) for code in pays().codes)
    assert all(re.fullmatch(r"[A-Z '()-]+", libelle) for libelle in pays().libelles)
    assert "99100" not in pays().index_par_code
    connus = {"99352": "ALGERIE", "99139": "PORTUGAL", "99156": "MACEDOINE DU NORD", "99326": "COTE D'IVOIRE"}
    assert {code: pays().libelles[pays().index_par_code[code]] for code in connus} == connus
    assert pays().index_par_code.keys().isdisjoint({"99141", "99142", "99115", "99244"})


def test_plafond_des_pays() -> None:
    """No country holds more than nine hundredths of births abroad; Algeria and Morocco stay first, then Portugal."""
    poids = dict(zip(pays().codes, pays().poids, strict=True))
    assert max(poids.values()) <= sum(poids.values()) * 0.0901
    premiers = sorted(poids, key=lambda code: -poids[code])
    assert set(premiers[:2]) == {"99350", "99352"}
    assert premiers[2:4] == ["99139", "99351"]


@pytest.mark.parametrize(
    ("sexe", "annee", "attendus", "rang"),
    [
        ("F", 1925, {"MARIE", "JEANNE", "DENISE"}, 10),
        ("F", 1946, {"MARIE", "MONIQUE", "FRANÇOISE"}, 5),
        ("M", 1946, {"JEAN", "MICHEL", "ALAIN"}, 5),
        ("F", 1965, {"NATHALIE", "SYLVIE", "ISABELLE"}, 5),
        ("M", 1965, {"PHILIPPE", "THIERRY", "PASCAL"}, 5),
        ("F", 1975, {"STÉPHANIE", "SANDRINE", "CÉLINE"}, 8),
        ("F", 1985, {"AURÉLIE", "ELODIE", "EMILIE", "JULIE"}, 8),
        ("M", 1993, {"KEVIN", "THOMAS", "NICOLAS", "ALEXANDRE"}, 8),
        ("F", 1993, {"LAURA", "CAMILLE", "MARINE", "PAULINE"}, 10),
        ("F", 2015, {"LOUISE", "EMMA", "JADE"}, 5),
        ("M", 2015, {"GABRIEL", "JULES", "LOUIS", "LÉO"}, 10),
        ("F", 2023, {"LOUISE", "JADE", "ALICE"}, 10),
        ("M", 2023, {"GABRIEL", "RAPHAËL", "LÉO", "LOUIS"}, 10),
    ],
)
def test_prenoms_de_leur_temps(sexe: Sexe, annee: int, attendus: set[str], rang: int) -> None:
    """The names known to have been the most given in a decade are among its first."""
    assert attendus <= set(prenoms(sexe, annee).values[:rang])


@pytest.mark.parametrize(
    ("sexe", "prenom", "premiere", "publie", "tolerance"),
    [
        ("M", "GABRIEL", 2011, 57_204, 0.30),
        ("F", "EMMA", 2011, 49_378, 0.30),
        ("M", "NICOLAS", 1971, 388_313, 0.10),
        ("M", "JEAN", 1921, 1_534_528, 0.10),
        ("F", "MARIE", 1921, 1_370_000, 0.02),
    ],
)
def test_effectif_des_prenoms(sexe: Sexe, prenom: str, premiere: int, publie: int, tolerance: float) -> None:
    """Births of a name come near INSEE's figures of June 2022 for the last 10, 50 and 100 years (edition 1900-2021)."""
    estime = sum(naissances(prenoms(sexe, annee), prenom) for annee in range(premiere, 2021, 10))
    assert estime == pytest.approx(publie, rel=tolerance)


def naissances(distribution: Distribution[str], prenom: str) -> int:
    rang = distribution.values.index(prenom)
    return distribution.cumul[rang + 1] - distribution.cumul[rang]


@pytest.mark.parametrize("sexe", SEXES)
@pytest.mark.parametrize(
    ("annee", "vivants", "minimum"),
    [
        (1945, 7_280_000, 0.95),
        (1965, 8_480_000, 0.95),
        (1985, 7_720_000, 0.95),
        (1995, 7_370_000, 0.95),
        (2005, 8_130_000, 0.92),
    ],
)
def test_couverture_des_naissances(sexe: Sexe, annee: int, vivants: int, minimum: float) -> None:
    """The names kept weigh 95 to 103 % of live births (metropolitan until 2000), 92 % once rare names spread."""
    part = {"F": 0.488, "M": 0.512}[sexe]
    assert minimum <= prenoms(sexe, annee).total / (vivants * part) <= 1.03


def test_prenoms_par_frequence() -> None:
    """Each list goes from the most to the least given, without repetition, in upper case letters and hyphens."""
    for distribution in PRENOMS:
        poids = [apres - avant for avant, apres in pairwise(distribution.cumul)]
        assert poids == sorted(poids, reverse=True)
        assert len(set(distribution.values)) == len(distribution.values)
        assert all(re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", nom) for nom in distribution.values)
        assert all(nom == nom.upper() for nom in distribution.values)


def test_bornes_des_decennies() -> None:
    """A decade runs from a year ending in 1 to one ending in 0; years outside the table take its ends."""
    assert prenoms("F", 1991) is prenoms("F", 2000)
    assert prenoms("F", 1990) is not prenoms("F", 1991)
    assert prenoms("M", 1850) is prenoms("M", 1901)
    assert prenoms("M", 2045) is prenoms("M", 2021)


def test_noms_dans_l_ordre_francais() -> None:
    """The usual first surnames of France come first, MARTIN ahead."""
    assert noms().values[0] == "MARTIN"
    assert {"BERNARD", "THOMAS", "PETIT", "ROBERT", "RICHARD", "DURAND", "DUBOIS"} <= set(noms().values[:10])


def test_aucun_nom_rare() -> None:
    """No surname borne by fewer than fifty people is shipped, and each is made of A to Z, space, hyphen, apostrophe."""
    assert min(apres - avant for avant, apres in pairwise(noms().cumul)) >= 50
    assert all(re.fullmatch(r"[A-Z](?:[A-Z '-]*[A-Z])", nom) for nom in noms().values)
    assert len(set(noms().values)) == len(noms().values)


def test_voies_usuelles() -> None:
    """Streets are a known type and an upper case name, without repetition."""
    types = {"RUE", "AVENUE", "BOULEVARD", "PLACE", "CHEMIN", "IMPASSE", "ALLEE", "ROUTE"}
    types |= {"SQUARE", "QUAI", "COURS", "RUELLE"}
    assert {genre for genre, _ in voies().values} == types
    assert all(re.fullmatch(r"[A-Z0-9 '-]+", nom) for _, nom in voies().values)
    assert len(set(voies().values)) == len(voies().values) >= 150


def test_version_des_tables() -> None:
    """The version is recomputed from the files, so that a changed table is a changed nation."""
    assert tables.empreinte() == tables.VERSION_TABLES
    assert re.fullmatch(r"[0-9a-f]{12}", tables.VERSION_TABLES)
    assert sum(fichier.stat().st_size for fichier in tables.DOSSIER.iterdir() if fichier.is_file()) <= 1_500_000
