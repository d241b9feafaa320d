"""What a citizen's browser and a service say to the sandbox, as conversations that any HTTP client can hold.

A conversation is a generator: it gives a `Requete`, receives the `Reponse`, and raises `ParcoursRompu` when the answer
is not the one a real client would accept. Locust and the benchmark hold the same ones.
"""

from __future__ import annotations

import html
import re
from base64 import urlsafe_b64decode
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import orjson

#: Nobody answers there: the code is read in the address, as a service would, without a server of its own.
RETOUR = "https://service-de-charge.invalid/retour"
SORTIE = "https://service-de-charge.invalid/au-revoir"
#: The service's own SIRET (SIREN starting with 0: attributed to nobody).
SIRET = "01234560900015"
SCOPES = (
    *("openid", "identite_pivot", "preferred_username", "email"),
    *("cnaf_quotient_familial", "cnaf_allocataires", "cnaf_enfants", "cnaf_adresse"),
    *("dgfip_rfr", "dgfip_nbpart", "dgfip_sitfam", "dgfip_nbpac", "dgfip_decl", "dgfip_aft"),
    *("droits_assurance_maladie", "cnam_beneficiaires"),
    *("etat_civil_extrait_naissance", "etat_civil_filiation"),
)
AUCUN: frozenset[str] = frozenset()
#: No fund pays this person, or the file is closed.
INCONNUS_DES_CAISSES = frozenset({"404 35003", "404 23003", "404 10003"})
#: Declared by someone else that year: an adult still attached to their parents.
SANS_AVIS = frozenset({"404 40401"})
#: The farmers' scheme is not the general one.
AUTRE_REGIME = frozenset({"404 BENEFICIAIRE_INCONNU"})
FORMULAIRE = "application/x-www-form-urlencoded"
REDIRECTIONS = (302, 303)
#: Names drawn by the sandbox (journeys, sessions): the statistics group the paths that only differ by them.
_OPAQUE = re.compile(r"(?<=/)[\w-]{43}(?=/|$)")
_FORMULAIRE = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_CHAMP = re.compile(r"<input\b([^>]*)>")
_ATTRIBUT = re.compile(r'([\w-]+)="([^"]*)"')

T = TypeVar("T")


class ParcoursRompu(Exception):
    """The answer is not one that a client may go on with; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Requete:
    """`chemin` is relative to the sandbox's address. `refus_admis`: official codes that are a right answer here;
    `nommee`: whether a good answer contains the citizen's name."""

    chemin: str
    methode: str = "GET"
    corps: bytes = b""
    entetes: Mapping[str, str] = field(default_factory=dict)
    refus_admis: frozenset[str] = AUCUN
    nommee: bool = True

    @property
    def nom(self) -> str:
        """The path without what is drawn at each journey."""
        return _OPAQUE.sub("{uid}", self.chemin.partition("?")[0])


@dataclass(frozen=True, slots=True)
class Reponse:
    statut: int
    corps: bytes
    lieu: str = ""


Conversation = Generator[Requete, Reponse, T]


@dataclass(frozen=True, slots=True)
class Service:
    """The service that the load uses. `prefixe` is the path of the sandbox's address (`/e/atelier`, usually empty);
    `annee` is the income year that it asks the DGFiP for."""

    client_id: str
    client_secret: str
    annee: int
    prefixe: str = ""


@dataclass(frozen=True, slots=True)
class Citoyen:
    """Who logs in. `dossier_caf` and `avis` say whether a fund and the DGFiP have something under that name."""

    ref: str
    login: str
    nom: str
    dossier_caf: bool
    avis: bool


@dataclass(frozen=True, slots=True)
class Jetons:
    """What the token endpoint gave."""

    acces: str
    identite: str


@dataclass(frozen=True, slots=True)
class Formulaire:
    methode: str
    action: str
    champs: dict[str, str]


def connexion(service: Service, login: str, alea: str) -> Conversation[Jetons]:
    """The whole journey of a browser, then the service's token call. `alea`: 22 characters or more, new each time."""
    mire = yield from _naviguer(service, authorize(service, alea))
    fi = yield from _soumettre(service, mire, "providerUid")
    consentement = yield from _soumettre(service, fi, "login", login=login, password="123")
    retour = yield from _soumettre(service, consentement, "csrfToken", consent="on")
    recus = valeurs(retour.lieu)
    if not retour.lieu.startswith(RETOUR) or recus.get("state") != alea or "code" not in recus:
        raise ParcoursRompu(f"retour sans code : {retour.lieu or retour.statut}")
    return (yield from jetons(service, recus["code"]))


def authorize(service: Service, alea: str) -> Requete:
    parametres = {
        "response_type": "code",
        "client_id": service.client_id,
        "redirect_uri": RETOUR,
        "scope": " ".join(SCOPES),
        "state": alea,
        "nonce": alea,
        "acr_values": "eidas1",
    }
    return Requete(f"/api/v2/authorize?{urlencode(parametres)}")


def jetons(service: Service, code: str) -> Conversation[Jetons]:
    """The code against the tokens."""
    champs = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": RETOUR,
        "client_id": service.client_id,
        "client_secret": service.client_secret,
    }
    recus = _json((yield _post("/api/v2/token", champs)))
    return Jetons(recus["access_token"], recus["id_token"])


def userinfo(acces: str) -> Requete:
    return Requete("/api/v2/userinfo", entetes=porteur(acces))


def donnees(service: Service, citoyen: Citoyen, acces: str) -> tuple[Requete, ...]:
    """The four administrations, with the refusals that are right for this citizen."""
    entetes = porteur(acces)
    quotient = f"/v3/dss/quotient_familial/france_connect?recipient={SIRET}"
    situation = f"/impotparticulier/1.0/situations/ir/assiettes/annrev/{service.annee}"
    droits = "/v1/droits/beneficiaires/me"
    return (
        Requete(quotient, entetes=entetes, refus_admis=AUCUN if citoyen.dossier_caf else INCONNUS_DES_CAISSES),
        Requete(situation, entetes=entetes, refus_admis=AUCUN if citoyen.avis else SANS_AVIS),
        Requete(droits, entetes=entetes, refus_admis=AUTRE_REGIME),
        Requete(f"{droits}/beneficiaires", entetes=entetes, refus_admis=AUTRE_REGIME, nommee=False),
        Requete("/etat-civil/v1/france-connect/acte-de-naissance", entetes=entetes),
    )


def lire_donnees(service: Service, citoyen: Citoyen, acces: str) -> Conversation[None]:
    """Identity, then the four administrations; each answer must speak of this citizen, each refusal be a right one."""
    identite = yield userinfo(acces)
    verifier(userinfo(acces), identite)
    if charge_jwt(identite.corps.decode()).get("family_name") != citoyen.nom:
        raise ParcoursRompu("userinfo : ce n'est pas la personne connectée")
    for requete in donnees(service, citoyen, acces):
        reponse = yield requete
        if verifier(requete, reponse) and requete.nommee and citoyen.nom.encode() not in reponse.corps:
            raise ParcoursRompu(f"{requete.nom} : la réponse ne parle pas de la personne connectée")


def verifier(requete: Requete, reponse: Reponse) -> bool:
    """Whether data came; False for a refusal that is right, `ParcoursRompu` for anything else."""
    if reponse.statut == 200:
        return True
    refus = f"{reponse.statut} {code_erreur(reponse.corps)}"
    if refus not in requete.refus_admis:
        raise ParcoursRompu(f"{refus} : {reponse.corps[:200].decode(errors='replace')}")
    return False


def charge_jwt(jwt: str) -> dict[str, Any]:
    """The payload, unchecked: whoever measures the load is not who tests the signature."""
    morceau = jwt.split(".")[1]
    lue: dict[str, Any] = orjson.loads(urlsafe_b64decode(morceau + "=" * (-len(morceau) % 4)))
    return lue


def deconnexion(service: Service, identite: str, alea: str) -> Conversation[None]:
    """The browser's logout, whose pages send themselves, until the service gets its citizen back."""
    parametres = {"id_token_hint": identite, "post_logout_redirect_uri": SORTIE, "state": alea}
    page = yield from _naviguer(service, Requete(f"/api/v2/session/end?{urlencode(parametres)}"))
    confirmation = yield from _soumettre(service, page, "state")
    retour = yield from _soumettre(service, confirmation, "xsrf")
    if not retour.lieu.startswith(SORTIE):
        raise ParcoursRompu(f"déconnexion sans retour au service : {retour.lieu or retour.statut}")


def _naviguer(service: Service, requete: Requete) -> Conversation[Reponse]:
    """Follow redirections inside the sandbox; the page they end on, or the redirection that leaves."""
    while True:
        reponse = yield requete
        if reponse.statut == 200:
            return reponse
        if reponse.statut not in REDIRECTIONS:
            raise ParcoursRompu(f"{reponse.statut} sur {requete.nom}")
        if reponse.lieu.startswith((RETOUR, SORTIE)):
            return reponse
        requete = Requete(chemin_interne(service, reponse.lieu))


def _soumettre(service: Service, page: Reponse, champ: str, **saisie: str) -> Conversation[Reponse]:
    """Fill the first form of the page that has `champ`, send it, and follow."""
    formulaire = lire_formulaire(page.corps.decode(), champ)
    champs = {**formulaire.champs, **saisie}
    chemin = chemin_interne(service, formulaire.action)
    if formulaire.methode == "post":
        return (yield from _naviguer(service, _post(chemin, champs)))
    return (yield from _naviguer(service, Requete(f"{chemin}?{urlencode(champs)}")))


def lire_formulaire(page: str, champ: str) -> Formulaire:
    """The first form with an enabled button and a field `champ`; `ParcoursRompu` when there is none."""
    for ouverture, interieur in _FORMULAIRE.findall(page):
        attributs = _attributs(ouverture)
        champs = {a["name"]: a.get("value", "") for a in map(_attributs, _CHAMP.findall(interieur)) if "name" in a}
        if champ in champs and not re.search(r"<button[^>]*\sdisabled\b", interieur):
            return Formulaire(attributs.get("method", "get").lower(), attributs.get("action", ""), champs)
    raise ParcoursRompu(f"page sans formulaire « {champ} »")


def _attributs(balise: str) -> dict[str, str]:
    return {nom: html.unescape(valeur) for nom, valeur in _ATTRIBUT.findall(balise)}


def chemin_interne(service: Service, adresse: str) -> str:
    """The path and query of an address of the sandbox, without the sandbox's own prefix."""
    lue = urlsplit(adresse)
    chemin = lue.path.removeprefix(service.prefixe)
    return f"{chemin}?{lue.query}" if lue.query else chemin


def valeurs(adresse: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(adresse).query))


def porteur(acces: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {acces}"}


def code_erreur(corps: bytes) -> str:
    """The code of a refusal: API Particulier's list, the DGFiP's `erreur`, or a plain `code`; `""` without any."""
    try:
        document = orjson.loads(corps)
    except orjson.JSONDecodeError:
        return ""
    if not isinstance(document, dict):
        return ""
    if isinstance(document.get("errors"), list) and document["errors"]:
        document = document["errors"][0]
    elif isinstance(document.get("erreur"), dict):
        document = document["erreur"]
    return str(document.get("code", ""))


def _post(chemin: str, champs: Mapping[str, str]) -> Requete:
    return Requete(chemin, "POST", urlencode(champs).encode(), {"Content-Type": FORMULAIRE})


def _json(reponse: Reponse) -> dict[str, Any]:
    if reponse.statut != 200:
        raise ParcoursRompu(f"{reponse.statut} : {reponse.corps[:200].decode(errors='replace')}")
    recu: dict[str, Any] = orjson.loads(reponse.corps)
    return recu
