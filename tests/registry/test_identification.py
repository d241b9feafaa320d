"""Matching a pivot identity: nobody, one person or several, tolerant of spelling and of missing parts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.personas import personas
from registry.erreurs import PersonneInconnue, PlusieursPersonnes
from registry.facts import Personne, Pivot
from registry.identification import correspond, normaliser, trier
from registry.registre import Registre
from tests.registry.commun import ALGERIE, NANTES, personne

ELEONORE = personne(
    "eleonore",
    "1983-12-08",
    nom_naissance="LECŒUR-D'ANSE",
    nom_usage="L'HERMITTE",
    prenoms=("Éléonore", "Marie-Charlotte", "Bénédicte"),
)
AHMAD = personne("ahmad", "1992-00-00", "M", lieu_naissance=ALGERIE)
FATOU = personne("fatou", "1992-11-00", lieu_naissance=ALGERIE)
REGISTRE = Registre([personas(2026)])


def pivot(p: Personne, **parties: Any) -> Pivot:
    """The full identity of `p`, but for these parts."""
    complet: dict[str, Any] = {
        "nom_naissance": p.nom_naissance,
        "prenoms": p.prenoms,
        "annee": p.naissance.annee,
        "mois": p.naissance.mois,
        "jour": p.naissance.jour,
        "sexe": p.sexe,
        "code_lieu": p.lieu_naissance.code,
        "code_pays": p.lieu_naissance.code_pays,
    }
    return Pivot(**{**complet, **parties})


@pytest.mark.parametrize("p", [ELEONORE, AHMAD, FATOU], ids=lambda p: p.ref)
def test_une_identite_complete_correspond(p: Personne) -> None:
    """Everyone fits their own identity, whole or reduced to the birth name."""
    assert correspond(p, pivot(p))
    assert correspond(p, Pivot(p.nom_naissance))


@pytest.mark.parametrize(
    "parties",
    [
        {"nom_naissance": "lecoeur d anse"},
        {"nom_naissance": "LECOEUR D'ANSE"},
        {"prenoms": ("eleonore",)},
        {"prenoms": ("ELEONORE", "Bénédicte")},
        {"prenoms": ("Eléonore", "marie charlotte")},
        {"prenoms": ("Éléonore Marie-Charlotte Bénédicte",)},
        {"prenoms": ()},
        {"nom_usage": "l hermitte"},
        {"nom_usage": "Lecœur d'Anse"},
        {"sexe": None, "annee": None, "mois": None, "jour": None},
        {"code_lieu": None, "code_pays": None},
        {"code_lieu": ""},
    ],
)
def test_la_graphie_et_les_parties_absentes_ne_genent_pas(parties: dict[str, Any]) -> None:
    """Case, accents, ligatures, hyphens and apostrophes do not matter; a missing part says nothing."""
    assert correspond(ELEONORE, pivot(ELEONORE, **parties))


@pytest.mark.parametrize(
    "parties",
    [
        {"nom_naissance": "L'HERMITTE"},
        {"nom_naissance": "LECOEUR"},
        {"prenoms": ("Bénédicte",)},
        {"prenoms": ("Éléonore", "Solange")},
        {"sexe": "M"},
        {"annee": 1984},
        {"mois": 11},
        {"jour": 9},
        {"code_lieu": "35238"},
        {"code_pays": "99352"},
        {"nom_usage": "DUPUIS"},
    ],
)
def test_une_partie_fausse_ecarte_la_personne(parties: dict[str, Any]) -> None:
    """A given part must agree; the usage name does not stand for the birth name."""
    assert not correspond(ELEONORE, pivot(ELEONORE, **parties))


@pytest.mark.parametrize(
    ("p", "mois", "jour", "attendu"),
    [
        (AHMAD, 0, 0, True),
        (AHMAD, 1, 1, True),
        (AHMAD, None, None, True),
        (AHMAD, 5, 1, False),
        (AHMAD, 1, 2, False),
        (FATOU, 11, 0, True),
        (FATOU, 11, 1, True),
        (FATOU, 0, 0, True),
        (FATOU, 11, 12, False),
        (FATOU, 12, 1, False),
    ],
)
def test_une_date_presumee_se_lit_comme_au_rnipp(p: Personne, mois: int, jour: int, attendu: bool) -> None:
    """Unknown parts agree with 0, with the 1 that the RNIPP writes, and with nothing said; not with another value."""
    assert correspond(p, pivot(p, mois=mois, jour=jour)) is attendu


@pytest.mark.parametrize(
    ("lieu", "pays", "attendu"),
    [
        (None, "99352", True),
        ("", "99352", True),
        ("99352", None, True),
        ("Oran", "99352", True),
        ("99352", "99352", True),
        (None, "99350", False),
        ("44109", "99100", False),
        ("44109", None, False),
    ],
)
def test_ne_a_l_etranger_le_pays_suffit(lieu: str | None, pays: str | None, attendu: bool) -> None:
    """For a birth abroad the country decides; the birth place may be empty, its code, or free text."""
    assert correspond(AHMAD, pivot(AHMAD, code_lieu=lieu, code_pays=pays)) is attendu


@given(st.text(max_size=40))
def test_la_normalisation_est_stable(texte: str) -> None:
    """Normalising twice changes nothing more, and leaves single spaces only."""
    une_fois = normaliser(texte)
    assert normaliser(une_fois) == une_fois
    assert une_fois == " ".join(une_fois.split())


def test_trier_rend_chacun_une_fois() -> None:
    """Candidates proposed twice come once, in the order of their refs."""
    assert trier([FATOU, AHMAD, FATOU], Pivot("FATOU")) == (FATOU,)
    jumeau = personne("ahmad-2", "1992-00-00", "M", nom_naissance="AHMAD", lieu_naissance=ALGERIE)
    assert [p.ref for p in trier([jumeau, AHMAD], Pivot("AHMAD"))] == ["ahmad", "ahmad-2"]


def test_personne_ne_correspond() -> None:
    """An identity that fits nobody is an unknown person."""
    with pytest.raises(PersonneInconnue):
        REGISTRE.un_seul(Pivot("DUBOIS", ("Angela",), 1962, 8, 25))


def test_une_seule_personne_correspond() -> None:
    """The tutorial identity finds the tutorial account, with what FranceConnect transmits."""
    trouvee = REGISTRE.un_seul(Pivot("DUBOIS", ("Angela", "Claire", "Louise"), 1962, 8, 24, "F", "75107", "99100"))
    assert trouvee.ref == "test"


def test_le_lieu_departage_des_homonymes() -> None:
    """Same names and birth date: several people fit until the birth place tells them apart."""
    identite = Pivot("MARTIN", ("Nathalie", "Sylvie"), 1975, 5, 17, "F")
    with pytest.raises(PlusieursPersonnes) as plusieurs:
        REGISTRE.un_seul(identite)
    assert plusieurs.value.refs == ("nathalie-martin-brest", "nathalie-martin-tours")
    a_brest = Pivot("MARTIN", ("Nathalie", "Sylvie"), 1975, 5, 17, "F", "29019", "99100")
    assert REGISTRE.un_seul(a_brest).ref == "nathalie-martin-brest"


def test_le_deuxieme_prenom_departage_des_homonymes() -> None:
    """Everything equal but the second given name: the first alone fits two people, both together one."""
    with pytest.raises(PlusieursPersonnes):
        REGISTRE.un_seul(Pivot("BERNARD", ("Pierre",), 1983, 1, 9, "M", "79191"))
    assert REGISTRE.un_seul(Pivot("BERNARD", ("Pierre", "Henri"), 1983, 1, 9, "M")).ref == "pierre-henri-bernard"


def test_chaque_persona_se_retrouve_par_son_identite() -> None:
    """The full identity of anyone in the files finds them and nobody else."""
    monde = personas(2026)
    for ref in monde.echantillon(10_000, 1):
        assert [p.ref for p in REGISTRE.identifier(pivot(REGISTRE.personne(ref)))] == [ref]


def test_le_lieu_d_une_personne_nee_en_france_est_une_commune() -> None:
    """A commune code alone is enough in France, whatever is said of the country."""
    p = personne("ines", "1990-01-01", lieu_naissance=NANTES)
    assert correspond(p, pivot(p, code_pays=None))
    assert not correspond(p, pivot(p, code_lieu="99352", code_pays=None))
