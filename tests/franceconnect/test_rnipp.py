"""The identity check: every answer of the RNIPP, its page, and what the service hears when the citizen goes back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import httpx
import pytest

from gateway.rnipp.recherche import Demande, identifier
from registry.facts import Personne
from registry.registre import Registre
from tests.franceconnect.navigation import (
    ETAT,
    FauxService,
    Navigateur,
    code_erreur,
    get,
    lire,
    nouveau_client,
    parametres,
    post,
)
from tests.franceconnect.test_journal import evenements
from tests.registry.test_identification import REGISTRE

NUMEROS = count()
ABANDON = ("access_denied", "user authentication aborted")
TECHNIQUE = "authentication aborted due to a technical error on the authorization server"
#: FranceConnect's table of errors: code, HTTP status, what the service receives by the back link.
TABLE = {
    "near_match": ("Y010004", 403, ABANDON),
    "several": ("Y010006", 403, ABANDON),
    "usage_name": ("Y010007", 403, ABANDON),
    "none": ("Y010008", 403, ABANDON),
    "rejected": ("Y010009", 403, ABANDON),
    "timeout": ("Y010011", 504, ("temporarily_unavailable", TECHNIQUE)),
    "unreachable": ("Y010012", 504, ("temporarily_unavailable", TECHNIQUE)),
    "unreadable": ("Y010013", 400, ("server_error", TECHNIQUE)),
    "deceased": ("Y010015", 403, ABANDON),
}


@pytest.fixture
def a_part(base: str) -> Iterator[FauxService]:
    """A service in a space of its own, since what is armed there lasts."""
    slug = f"rnipp-{next(NUMEROS)}"
    assert post(f"{base}/_bac/spaces", json={"slug": slug}).status_code == 201
    yield FauxService(f"{base}/e/{slug}", title="Ma commune")
    nouveau_client().delete(f"{base}/_bac/spaces/{slug}")


def verifier(fs: FauxService, navigateur: Navigateur, login: str) -> httpx.Response:
    """The page that follows the identity provider."""
    return navigateur.soumettre(navigateur.soumettre(fs.autoriser(navigateur)), login=login)


def armer(fs: FauxService, ref: str, **corps: str | int) -> httpx.Response:
    return nouveau_client().put(f"{fs.base}/_bac/citizens/{ref}/rnipp", json=corps)


@pytest.mark.parametrize("issue", TABLE)
def test_page_et_retour_de_chaque_refus(fs: FauxService, navigateur: Navigateur, issue: str) -> None:
    """Each refusal has its page, status and code; the link back tells the service the documented error."""
    code, statut, (erreur, description) = TABLE[issue]
    page = verifier(fs, navigateur, f"test_E{code[1:]}")
    assert (page.status_code, code_erreur(page)) == (statut, code)
    recu = parametres(navigateur.aller(lire(page).liens["Revenir sur Ma commune"]))
    assert recu == {"error": erreur, "error_description": description, "state": ETAT, "iss": fs.fc}


@pytest.mark.parametrize("issue", TABLE)
def test_issue_armee(a_part: FauxService, issue: str) -> None:
    """An armed outcome refuses that citizen, whatever the way of logging in, and nobody else."""
    code = TABLE[issue][0]
    assert armer(a_part, "test", outcome=issue).json() == {"ref": "test", "outcome": issue, "code": code}
    assert code_erreur(verifier(a_part, Navigateur(a_part.base), "test")) == code
    corps = {"client_id": a_part.client_id, "login": "test"}
    assert code in post(f"{a_part.base}/_bac/login", json=corps).json()["message"]
    assert a_part.identite("ahmad-noori")["family_name"] == "NOORI"


def test_le_suffixe_l_emporte_et_un_code_seul_est_le_compte_test(a_part: FauxService) -> None:
    """The login's suffix wins over what is armed; FranceConnect's own test login `E010008` is nobody's match."""
    armer(a_part, "test", outcome="timeout")
    assert a_part.identite("test_E010002")["family_name"] == "DUBOIS"
    assert code_erreur(verifier(a_part, Navigateur(a_part.base), "E010008")) == "Y010008"
    assert "Aucun citoyen" in verifier(a_part, Navigateur(a_part.base), "test_E010099").text


def test_fin_d_une_issue_armee(a_part: FauxService) -> None:
    """Disarmed or after a reset the register answers by itself again; an end in the past is refused."""
    adresse = f"{a_part.base}/_bac/citizens/test/rnipp"
    armer(a_part, "test", outcome="none", until=4_000_000_000)
    assert nouveau_client().delete(adresse).status_code == 204
    assert get(adresse).json()["outcome"] == "found"
    armer(a_part, "test", outcome="none")
    post(f"{a_part.base}/_bac/reset")
    assert a_part.identite("test")["family_name"] == "DUBOIS"
    assert armer(a_part, "test", outcome="none", until=1).status_code == 422
    assert armer(a_part, "personne", outcome="none").status_code == 404


def test_un_persona_decede(fs: FauxService, navigateur: Navigateur) -> None:
    """A persona who is dead for the civil registry cannot log in, without anything armed."""
    assert code_erreur(verifier(fs, navigateur, "lucien-fontaine")) == "Y010015"


@pytest.mark.parametrize("login", ["emilie-roche", "test", "eleonore-lecoeur"])
def test_identite_corrigee(base: str, login: str) -> None:
    """When accents, capitals or given names differ the register's own identity is served, with the same subject."""
    fs = FauxService(base)
    exact, corrige = fs.identite(login), fs.identite(f"{login}_E010003")
    assert corrige["family_name"] == exact["family_name"]
    assert (corrige["given_name"], corrige["sub"]) == (exact["given_name"], exact["sub"])
    assert [e["rnipp"] for e in evenements(fs) if e["evenement"] == "FC_VERIFIED"] == [2, 3]


def test_le_sso_ne_rappelle_pas_le_rnipp(a_part: FauxService) -> None:
    """With single sign-on the identity already corrected is reused."""
    navigateur = Navigateur(a_part.base)
    a_part.entrer(navigateur)
    armer(a_part, "test", outcome="unreachable")
    assert a_part.autoriser(navigateur).url.path.endswith("/consent")


def demande(p: Personne, **autre: object) -> Demande:
    n, lieu = p.naissance, p.lieu_naissance
    membres = {
        "nom": p.nom_naissance,
        "prenoms": p.prenoms,
        "naissance": (n.annee, n.mois, n.jour),
        "sexe": p.sexe,
        "lieu": lieu.code if lieu.en_france else lieu.code_pays,
    }
    return Demande(**{**membres, **autre})  # type: ignore[arg-type]


def repondre(registre: Registre, d: Demande) -> tuple[int, frozenset[str]]:
    porteurs = [registre.personne(r) for r in ("isabelle-boucher", "eleonore-lecoeur", "test")]
    lu = identifier(registre.identifier, porteurs, d, REGISTRE.personne("test").naissance.reelle.replace(year=2026))
    return lu.type, lu.divergences


@pytest.mark.parametrize(
    ("ref", "autre", "attendu", "ecarts"),
    [
        ("test", {}, 2, set()),
        ("test", {"nom": "Dubois"}, 3, {"Nom"}),
        ("test", {"prenoms": ("ANGELA",)}, 3, {"Prenoms"}),
        ("test", {"sexe": None}, 3, {"Sexe"}),
        ("ahmad-noori", {"naissance": (1992, 1, 1)}, 3, {"DateNaissance"}),
        ("test", {"naissance": (1962, 8, 25)}, 4, {"DateNaissance"}),
        ("test", {"sexe": "M"}, 4, {"Sexe"}),
        ("nathalie-martin-brest", {"lieu": "44109"}, 6, set()),
        ("nathalie-martin-brest", {}, 2, set()),
        ("isabelle-boucher", {"nom": "FAURE"}, 7, set()),
        ("test", {"naissance": (1931, 1, 1)}, 8, set()),
        ("test", {"nom": "PERSONNE"}, 8, set()),
    ],
)
def test_le_registre_dit_s_il_est_sur(ref: str, autre: dict[str, object], attendu: int, ecarts: set[str]) -> None:
    """Found, rectified, one near, several, by usage name or nobody, as the identity asked strays from the act."""
    assert repondre(REGISTRE, demande(REGISTRE.personne(ref), **autre)) == (attendu, frozenset(ecarts))
