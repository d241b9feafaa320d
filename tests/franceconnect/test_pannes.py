"""Every fault of the catalogue, armed against a strict client: the check that the catalogue names catches it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from unicodedata import normalize

import httpx
import pytest
from joserfc.errors import JoseError

from gateway.franceconnect.pannes.catalogue import CATALOGUE, LIEUX, TOLEREE, Panne
from gateway.franceconnect.pannes.effets import EFFETS
from tests.conftest import StartSandbox
from tests.franceconnect.navigation import FauxService, Navigateur, get, lire, nouveau_client, post, verifier
from tests.franceconnect.partenaire import publier
from tests.franceconnect.test_checktoken import FauxFd, jwks
from tests.support.client_strict import ClientStrict, Refus

NUMEROS = count()
#: Of the faults that a login by itself meets.
CONNEXION = [p for p in CATALOGUE.values() if p.lieu != "checktoken" and p.detection != "retour.rejeu"]
CHECKTOKEN = [p for p in CATALOGUE.values() if p.lieu == "checktoken"]
#: Seconds: a client that waits less than the slow faults take.
PATIENCE, LENTEUR = 3.0, 9.0


class Espace:
    """A space of the test's own, where faults are armed."""

    def __init__(self, base: str) -> None:
        slug = f"pannes-{next(NUMEROS)}"
        assert post(f"{base}/_bac/spaces", json={"slug": slug}).status_code == 201
        self.base = f"{base}/e/{slug}"
        self.fs = FauxService(self.base, title="Ma commune")
        #: One citizen's browser, known to FranceConnect (SSO) as long as a fault does not take its session away.
        self.navigateur = Navigateur(self.base)

    def armer(self, nom: str, **comment: Any) -> httpx.Response:
        return post(f"{self.base}/_bac/faults", json={"name": nom, **comment})

    def desarmer(self) -> int:
        reponse = nouveau_client().delete(f"{self.base}/_bac/faults")
        return int(reponse.json()["disarmed"])

    def armees(self) -> list[dict[str, Any]]:
        lues: list[dict[str, Any]] = get(f"{self.base}/_bac/faults").json()["armed"]
        return lues

    def client(self, fs: FauxService | None = None, alg: str = "ES256", delai: float = 10.0) -> ClientStrict:
        qui = fs or self.fs
        return ClientStrict(qui.fc, qui.client_id, qui.secret, qui.retour, alg=alg, delai=delai)


@pytest.fixture(scope="module")
def espace(base: str) -> Espace:
    return Espace(base)


@pytest.fixture(autouse=True)
def rien_d_arme(espace: Espace) -> Iterator[None]:
    """Each test leaves its space without any fault."""
    yield
    espace.desarmer()


def revenir(client: ClientStrict, navigateur: Navigateur) -> str:
    """The address at which the citizen comes back to the service; `parcours.sans_retour` when it never happens."""
    client.decouvrir()
    page = navigateur.aller(client.adresse_de_connexion())
    while lire(page).formulaires:
        page = navigateur.soumettre(page, 0, **({"login": "test"} if 'name="login"' in page.text else {}))
    if not page.headers.get("location", "").startswith(client.redirect_uri):
        raise Refus("parcours.sans_retour", page.status_code)
    return str(page.headers["location"])


def connecter(espace: Espace, client: ClientStrict) -> dict[str, Any]:
    return client.recevoir(revenir(client, espace.navigateur))


def controle(espace: Espace, client: ClientStrict) -> str:
    """The check that stops the login, `TOLEREE` when none does."""
    try:
        connecter(espace, client)
    except Refus as refus:
        return refus.controle
    return TOLEREE


@pytest.mark.parametrize("panne", CONNEXION, ids=lambda p: p.nom)
def test_un_client_strict_voit_chaque_panne(espace: Espace, panne: Panne) -> None:
    """Armed, the check that the catalogue names stops the login; disarmed, the same client completes it."""
    with espace.client(delai=PATIENCE if panne.detection.endswith(".delai") else 10.0) as client:
        assert espace.armer(panne.nom, seconds=LENTEUR).status_code == 201
        assert controle(espace, client) == panne.detection
        assert espace.desarmer() == 1
        client.patienter(60)
        assert controle(espace, client) == TOLEREE


@pytest.mark.parametrize(
    "nom", ["id-token-signature", "id-token-cle-etrangere", "id-token-autre-algorithme", "userinfo-hs256-cle-publique"]
)
def test_un_service_en_rs256_les_voit_aussi(espace: Espace, nom: str) -> None:
    """The faults of signature are the same for a service that declared RS256."""
    algs = {"id_token_signed_response_alg": "RS256", "userinfo_signed_response_alg": "RS256"}
    fs = FauxService(espace.base, title="Commune en RS256", **algs)
    espace.armer(nom, service=fs.client_id, count=1)
    with espace.client(fs, alg="RS256") as client:
        assert [controle(espace, client), controle(espace, client)] == [CATALOGUE[nom].detection, TOLEREE]


def test_le_catalogue_tient_ses_promesses() -> None:
    """At least 45 faults; each has an effect of the same name, a known place, three sentences and a check."""
    assert len(CATALOGUE) >= 45
    assert list(CATALOGUE) == list(EFFETS)
    for panne in CATALOGUE.values():
        assert panne.lieu in LIEUX
        assert panne.quoi.endswith((".", ").")), panne.nom
        assert panne.attendu.endswith((".", ").")), panne.nom
        assert panne.detection == TOLEREE or panne.detection.count(".") == 1


def test_ce_qui_est_tolere_est_bien_lu(espace: Espace) -> None:
    """Decomposed accents are recomposed, unasked claims are left aside, a long name is kept whole."""
    with espace.client() as client:
        espace.armer("identite-unicode-decompose", count=1)
        assert connecter(espace, client)["family_name"] == normalize("NFC", "Çelik-Ñúñez")
        espace.armer("identite-claims-en-plus", count=1)
        assert "nationality" not in connecter(espace, client)
        espace.armer("identite-nom-tres-long", count=1)
        assert len(connecter(espace, client)["family_name"]) == 128


def test_un_code_rejoue_est_l_affaire_du_service(espace: Espace) -> None:
    """FranceConnect accepts the code twice; the client that sees its return page again does not present it twice."""
    espace.armer("token-code-deux-fois")
    with espace.client() as client:
        retour = revenir(client, espace.navigateur)
        client.recevoir(retour)
        code = httpx.URL(retour).params["code"]
        echange = {"grant_type": "authorization_code", "code": code, "redirect_uri": espace.fs.retour}
        secrets = {"client_id": espace.fs.client_id, "client_secret": espace.fs.secret}
        assert post(f"{espace.fs.fc}/token", data=echange | secrets).status_code == 200
        with pytest.raises(Refus) as refus:
            client.recevoir(retour)
    assert refus.value.controle == CATALOGUE["token-code-deux-fois"].detection


def test_une_connexion_sans_retour_n_attend_personne(espace: Espace) -> None:
    """The login that never came back stays pending beside the next one, which is not disturbed."""
    with espace.client() as client:
        espace.armer("session-abandon", scope="next-login")
        assert controle(espace, client) == "parcours.sans_retour"
        assert len(client.en_attente) == 1
        assert controle(espace, client) == TOLEREE


def test_la_connexion_sans_navigateur_subit_aussi(espace: Espace) -> None:
    """The one-call login gives what /token would give, faults included."""
    espace.armer("token-sans-id-token")
    assert "id_token" not in espace.fs.jeton_direct()


@pytest.fixture(scope="module")
def fd(espace: Espace) -> Iterator[FauxFd]:
    """A data provider of the space, that publishes its keys."""
    with publier(jwks()) as adresse:
        yield FauxFd(espace.base, adresse)


@pytest.mark.parametrize("panne", CHECKTOKEN, ids=lambda p: p.nom)
def test_un_fournisseur_de_donnees_voit_chaque_panne(espace: Espace, fd: FauxFd, panne: Panne) -> None:
    """A fault aimed at one data provider stops its introspection at the check that the catalogue names."""
    jeton = espace.fs.jeton_direct()["access_token"]
    assert espace.armer(panne.nom, service=fd.client_id, seconds=LENTEUR).status_code == 201
    assert introspection(fd, jeton) == panne.detection
    espace.desarmer()
    assert introspection(fd, jeton) == TOLEREE


def introspection(fd: FauxFd, jeton: str) -> str:
    """The check that stops a careful data provider, `TOLEREE` when it learns whose token it is."""
    donnees = {"token": jeton, "client_id": fd.client_id, "client_secret": fd.secret}
    try:
        reponse = post(f"{fd.fc}/checktoken", data=donnees, timeout=PATIENCE)
    except httpx.TimeoutException:
        return "checktoken.delai"
    if reponse.status_code != httpx.codes.OK:
        return "checktoken.http"
    if reponse.headers["content-type"] != "application/token-introspection+jwt":
        return "checktoken.forme"
    try:
        assert verifier(fd.fc, fd.dechiffrer(reponse))["token_introspection"]["active"]
    except (JoseError, ValueError):
        return "checktoken.forme"
    return TOLEREE


def test_prochaine_connexion_une_seule_fois(espace: Espace) -> None:
    """Armed for the next login, it strikes that one and no other, and is no longer armed."""
    with espace.client() as client:
        assert espace.armer("id-token-nonce", scope="next-login").json()["left"] == 1
        assert [controle(espace, client), controle(espace, client)] == ["id_token.nonce", TOLEREE]
    assert espace.armees() == []


def test_un_service_vise_le_voisin_epargne(espace: Espace) -> None:
    """Armed for one service, it leaves the others of the space alone, and the other spaces too."""
    voisin = FauxService(espace.base, title="Commune voisine")
    espace.armer("userinfo-sub", service=espace.fs.client_id)
    with espace.client() as vise, espace.client(voisin) as epargne:
        assert controle(espace, vise) == "userinfo.sub"
        assert controle(espace, epargne) == TOLEREE


def test_un_autre_espace_est_epargne(espace: Espace, fs: FauxService) -> None:
    """Armed in one space, it does not strike in another."""
    espace.armer("refus-serveur")
    with espace.client(fs) as ailleurs:
        assert ailleurs.recevoir(revenir(ailleurs, Navigateur(fs.base)))["family_name"] == "DUBOIS"


def test_un_nombre_de_fois(espace: Espace) -> None:
    """Armed for two times, it strikes twice; the list says how many are left."""
    espace.armer("refus-indisponible", count=2)
    with espace.client() as client:
        assert controle(espace, client) == "retour.refus"
        assert [p["left"] for p in espace.armees()] == [1]
        assert [controle(espace, client), controle(espace, client)] == ["retour.refus", TOLEREE]


@pytest.mark.parametrize("iso", [True, False], ids=["iso", "secondes"])
def test_une_fin(espace: Espace, iso: bool) -> None:
    """After its end it no longer strikes, whether the end was given as a date or as seconds."""
    fin = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=3)
    reponse = espace.armer("token-500", until=fin.isoformat() if iso else int(fin.timestamp()))
    assert reponse.json()["until"] == int(fin.timestamp())
    while time.time() < fin.timestamp() + 0.1:
        time.sleep(0.1)
    with espace.client() as client:
        assert controle(espace, client) == TOLEREE
    assert espace.armees() == []


def test_une_fin_passee_est_refusee(espace: Espace) -> None:
    """The past, and what is further than a month, are refused with the present instant."""
    for fin in (1, 2**40, "2020-01-01T00:00:00Z"):
        reponse = espace.armer("token-500", until=fin)
        assert reponse.status_code == 422
        assert "until" in reponse.json()["message"]


def test_sans_fin_dite_une_heure(espace: Espace) -> None:
    """A fault that nobody ends ends by itself within the hour."""
    assert 0 < espace.armer("token-500").json()["until"] - time.time() <= 3600


def test_la_remise_a_zero_desarme(espace: Espace) -> None:
    """Resetting the space disarms everything in it."""
    espace.armer("decouverte-500")
    assert post(f"{espace.base}/_bac/reset", json={}).status_code == 200
    assert espace.armees() == []
    with espace.client() as client:
        client.decouvrir()


def test_desarmer_une_panne_laisse_les_autres(espace: Espace) -> None:
    """By its id one is disarmed; a second time, or another id, is 404."""
    une, autre = espace.armer("token-500", count=3).json(), espace.armer("jwks-500").json()
    adresse = f"{espace.base}/_bac/faults/{une['id']}"
    assert nouveau_client().delete(adresse).status_code == 204
    assert [p["id"] for p in espace.armees()] == [autre["id"]]
    assert nouveau_client().delete(adresse).status_code == 404


def test_un_nom_inconnu_est_refuse_avec_la_liste(espace: Espace) -> None:
    """The refusal of an unknown fault gives the names there are."""
    reponse = espace.armer("tout-casser")
    assert reponse.status_code == 422
    assert all(nom in reponse.json()["message"] for nom in CATALOGUE)


@pytest.mark.parametrize(
    "comment",
    [
        {"scope": "service"},
        {"scope": "space", "service": "demo-creche"},
        {"scope": "next-login", "count": 2},
        {"name": "jwks-500", "service": "demo-creche"},
        {"count": 0},
        {"seconds": 0},
        {"until": "demain"},
        {"code": "Y190001"},
        {"autre": True},
    ],
    ids=str,
)
def test_un_armement_incoherent_est_refuse(espace: Espace, comment: dict[str, Any]) -> None:
    """A scope without its service, a public document for one service, no time at all: 422, and nothing is armed."""
    reponse = post(f"{espace.base}/_bac/faults", json={"name": "token-500", **comment})
    assert reponse.status_code == 422
    assert espace.armees() == []


def test_un_service_inconnu_est_refuse(espace: Espace) -> None:
    """A fault cannot be aimed at nobody."""
    assert espace.armer("token-500", service="personne").status_code == 404


def test_le_catalogue_se_lit_par_l_api(espace: Espace) -> None:
    """The control API gives each fault with its sentence, what is expected and the check that must fail."""
    lu = {p["name"]: p for p in get(f"{espace.base}/_bac/faults").json()["catalogue"]}
    assert lu.keys() == CATALOGUE.keys()
    assert lu["id-token-nonce"]["detection"] == "id_token.nonce"


def test_le_journal_garde_les_frappes(espace: Espace) -> None:
    """Each strike is an event of the journal: the fault and the service, nothing of the citizen."""
    espace.armer("token-500", count=1)
    with espace.client() as client:
        controle(espace, client)
    evenements = get(f"{espace.base}/_bac/journal").json()["events"]
    frappes = [(e["panne"], e["service"]) for e in evenements if e["type"] == "panne"]
    assert frappes[-1] == ("token-500", espace.fs.client_id)


def test_deux_pannes_au_meme_endroit(espace: Espace) -> None:
    """One answer suffers one fault, the first armed; the second has its turn when the first is spent."""
    espace.armer("token-500", count=1)
    espace.armer("id-token-nonce")
    with espace.client() as client:
        assert [controle(espace, client), controle(espace, client)] == ["token.http", "id_token.nonce"]


def test_deux_pannes_a_deux_endroits(espace: Espace) -> None:
    """Faults of two places are both there: the client meets them in the order of the journey."""
    espace.armer("userinfo-sub")
    espace.armer("retour-iss-absent", count=1)
    with espace.client() as client:
        assert [controle(espace, client), controle(espace, client)] == ["retour.iss", "userinfo.sub"]


def test_deux_processus_s_accordent(start_sandbox: StartSandbox, database_url: str) -> None:
    """On one database, what one process arms strikes in the other, three times in all between them, then no more."""
    reglages = {"nation_size": 1000, "config_ttl": 0}
    un, deux = (start_sandbox(database_url, **reglages).url for _ in range(2))
    assert post(f"{un}/_bac/faults", json={"name": "token-sans-id-token", "count": 3}).status_code == 201
    corps = {"client_id": "demo-creche", "login": "test"}
    reponses = [post(f"{url}/_bac/login", json=corps).json() for url in (deux, un, deux, un, deux)]
    assert ["id_token" in r for r in reponses] == [False, False, False, True, True]
    assert get(f"{un}/_bac/faults").json()["armed"] == get(f"{deux}/_bac/faults").json()["armed"] == []
