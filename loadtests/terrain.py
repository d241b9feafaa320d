"""One sandbox under measure: its service, citizens who get data everywhere, each kind of call as ready-made requests.

What talks HTTP here is meant for the client's own process: functions of this module, with arguments that travel.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlencode

import orjson
from joserfc.jwk import RSAKey

from fixtures.nation import nation
from fixtures.nation.vie import nation_au
from loadtests.client import Mesure, derouler, en_octets
from loadtests.controle import Controle
from loadtests.parcours import (
    FORMULAIRE,
    SCOPES,
    SIRET,
    Citoyen,
    Conversation,
    ParcoursRompu,
    Requete,
    Service,
    connexion,
    donnees,
    porteur,
    userinfo,
)
from registry.facts import Personne
from registry.groupes import foyer_allocataire

GRAINE = 42
CITOYENS = 200
MAJORITE = 18


@dataclass(frozen=True, slots=True)
class Terrain:
    """`jetons` are FranceConnect tokens of `citoyens`, in no particular order."""

    url: str
    taille: int
    jour: date
    service: Service
    fournisseur: dict[str, Any]
    jeton_api: str
    citoyens: tuple[Citoyen, ...]
    jetons: tuple[str, ...] = ()

    def renouvele(self) -> Terrain:
        """The same with fresh tokens: they live sixty seconds."""
        mesure = se_connecter_directement(self.url, self.service, self.citoyens)
        return replace(self, jetons=tuple(mesure.resultats))

    def par_jeton(self, rang: int) -> list[bytes]:
        """The data call number `rang` of `parcours.donnees`, with every token."""
        return [en_octets(self.url, donnees(self.service, self.citoyens[0], jeton)[rang]) for jeton in self.jetons]

    def identites(self) -> list[bytes]:
        return [en_octets(self.url, userinfo(jeton)) for jeton in self.jetons]

    def introspections(self) -> list[bytes]:
        """`checktoken` by a data provider of our own, signed then encrypted."""
        acces = {nom: self.fournisseur[nom] for nom in ("client_id", "client_secret")}
        return [en_octets(self.url, _formulaire("/api/v2/checktoken", {"token": j, **acces})) for j in self.jetons]


def preparer(url: str, taille: int) -> Terrain:
    """Register what the measure needs, and keep citizens about whom every administration has something to say."""
    with Controle(url) as controle:
        sante, service = controle.sante(), controle.service()
        cle = RSAKey.generate_key(2048, {"use": "enc", "alg": "RSA-OAEP", "kid": "banc"})
        fournisseur = controle.fournisseur({"title": "Banc", "jwks": {"keys": [cle.as_dict(private=False)]}})
        terrain = Terrain(
            url, taille, date.fromisoformat(sante["jour"]), service, fournisseur, controle.jeton_api(), ()
        )
    if sante["population"] != nation(GRAINE, taille, terrain.jour.year).identifiant:
        raise ParcoursRompu(f"population inattendue : {sante['population']}")
    tires = islice(_allocataires(terrain, 0), CITOYENS + CITOYENS // 4)
    candidats = [Citoyen(p.ref, p.login, p.nom_naissance, dossier_caf=True, avis=True) for p in tires]
    retenus = derouler(url, [_si_tout_repond(service, c) for c in candidats]).resultats
    return replace(terrain, citoyens=tuple(c for c in retenus if c is not None)[:CITOYENS])


def tailles_quotient(terrain: Terrain) -> list[int]:
    """Bytes of each citizen's family quotient answer."""
    return derouler(terrain.url, [_taille(terrain.service, c) for c in terrain.citoyens]).resultats


def _taille(service: Service, citoyen: Citoyen) -> Conversation[int]:
    acces = yield from _connexion_directe(service, citoyen)
    return len((yield donnees(service, citoyen, acces)[0]).corps)


def _si_tout_repond(service: Service, citoyen: Citoyen) -> Conversation[Citoyen | None]:
    """The citizen, unless one of the four has nothing to say (another scheme than the general one, for instance)."""
    acces = yield from _connexion_directe(service, citoyen)
    for requete in donnees(service, citoyen, acces):
        if (yield requete).statut != 200:
            return None
    return citoyen


def _connexion_directe(service: Service, citoyen: Citoyen) -> Conversation[str]:
    """A token by our one-call login."""
    demande = {"client_id": service.client_id, "citizen": citoyen.ref, "scope": " ".join(SCOPES)}
    recu = yield Requete("/_bac/login", "POST", orjson.dumps(demande), {"Content-Type": "application/json"})
    if recu.statut != 200:
        raise ParcoursRompu(f"{recu.statut} : {recu.corps[:200].decode(errors='replace')}")
    jeton: str = orjson.loads(recu.corps)["access_token"]
    return jeton


def _formulaire(chemin: str, champs: dict[str, str]) -> Requete:
    return Requete(chemin, "POST", urlencode(champs).encode(), {"Content-Type": FORMULAIRE})


def se_connecter_directement(
    url: str, service: Service, citoyens: Iterable[Citoyen], secondes: float | None = None
) -> Mesure:
    """`POST /_bac/login` for each citizen once, or over and over for `secondes`."""
    if secondes is None:
        return derouler(url, (_connexion_directe(service, c) for c in citoyens))
    return derouler(url, (_connexion_directe(service, c) for c in cycle(citoyens)), secondes)


def se_connecter(url: str, service: Service, citoyens: Iterable[Citoyen], secondes: float) -> Mesure:
    """Complete logins, every page and redirection of the browser and the token call."""
    alea = secrets.token_urlsafe(24)
    return derouler(url, (connexion(service, c.login, alea) for c in cycle(citoyens)), secondes)


def par_identite(terrain: Terrain, nombre: int, tirage: int) -> list[bytes]:
    """Family quotients by civil identity and API token, each of another citizen, whom nobody has asked about before.

    The identities are computed here: reading them from the sandbox would put the citizens in its memory.
    """
    entetes = porteur(terrain.jeton_api)
    base = f"/v3/dss/quotient_familial/identite?recipient={SIRET}&"
    personnes = islice(_allocataires(terrain, tirage), nombre)
    return [en_octets(terrain.url, Requete(base + urlencode(_parametres(p)), entetes=entetes)) for p in personnes]


def _allocataires(terrain: Terrain, tirage: int) -> Iterator[Personne]:
    """Adults of a CAF or MSA file, drawn at random."""
    peuple = nation_au(GRAINE, terrain.taille, terrain.jour.year, 1)
    for ref in peuple.echantillon(min(20_000, peuple.taille), 1_000_000 + tirage):
        famille = peuple.famille(ref)
        personne = famille.personnes[ref]
        if personne.age(terrain.jour) >= MAJORITE and foyer_allocataire(famille, ref, terrain.jour) is not None:
            yield personne


def _parametres(personne: Personne) -> list[tuple[str, str]]:
    """The official parameters of a call by identity."""
    n, lieu = personne.naissance, personne.lieu_naissance
    parametres = [
        ("nomNaissance", personne.nom_naissance),
        *(("prenoms[]", prenom) for prenom in personne.prenoms),
        ("anneeDateNaissance", str(n.annee)),
        ("moisDateNaissance", str(n.mois)),
        ("jourDateNaissance", str(n.jour)),
        ("sexeEtatCivil", personne.sexe),
        ("codeCogInseePaysNaissance", lieu.code_pays),
    ]
    return [*parametres, ("codeCogInseeCommuneNaissance", lieu.code)] if lieu.en_france else parametres
