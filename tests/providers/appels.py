"""A service that calls the administrations of a running sandbox with real tokens."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from gateway.catalogue import FOURNISSEURS

SIRET = "13002526500013"
QF_FC = f"/v3/dss/quotient_familial/france_connect?recipient={SIRET}"
QF_IDENTITE = "/v3/dss/quotient_familial/identite"
IMPOT = "/impotparticulier/1.0"
DROITS = "/v1/droits/beneficiaires"
ETAT_CIVIL = "/etat-civil/v1"
SERVICE_NATIONAL = "/v3/dsnj/service_national"
SERVICE_NATIONAL_FC = f"{SERVICE_NATIONAL}/france_connect?recipient={SIRET}"
IMMATRICULATION_FC = f"/v3/ants/extrait_immatriculation_vehicule/france_connect?recipient={SIRET}"
CARTE_GRISE = "/siv/v1/france-connect/carte-grise"
FRANCE_TRAVAIL = "/v3/france_travail"
STATUT_AUGMENTE = "/partenaire/fc-statutaugmente/v1/statut"
LISTE_PAIEMENTS = "/partenaire/fc-liste-paiements/v1/"
SCOPES = {f.slug: frozenset(s.nom for s in f.scopes or f.scopes_api) for f in FOURNISSEURS}
#: The administrations that only API tokens open.
SANS_FRANCE_CONNECT = frozenset(f.slug for f in FOURNISSEURS if not f.scopes)


@dataclass(frozen=True, slots=True)
class Service:
    """A registered service; `client` keeps the sandbox's address."""

    client: httpx.Client
    client_id: str
    client_secret: str

    def jeton(self, scopes: Iterable[str], login: str = "test") -> str:
        """The FranceConnect access token of a citizen who consented to `scopes`."""
        corps = {"client_id": self.client_id, "login": login, "scope": " ".join(["openid", *scopes])}
        return str(_bon(self.client.post("/_bac/login", json=corps))["access_token"])

    def jeton_api(self, scopes: Iterable[str], **options: object) -> dict[str, Any]:
        """An API Particulier token, as the control API delivers it."""
        return _bon(self.client.post("/_bac/api-tokens", json={"scopes": list(scopes), **options}))

    def jeton_dgfip(self, *ressources: str) -> str:
        """A client-credentials token of the DGFiP's gateway."""
        donnees = {"grant_type": "client_credentials", "scope": " ".join(ressources)}
        return str(
            _bon(self.client.post("/token", data=donnees, auth=(self.client_id, self.client_secret)))["access_token"]
        )

    def lire(self, chemin: str, jeton: str | None, entetes: Mapping[str, str] | None = None) -> httpx.Response:
        """GET with a bearer token (none when None)."""
        autorisation = {} if jeton is None else {"Authorization": f"Bearer {jeton}"}
        return self.client.get(chemin, headers={**autorisation, **(entetes or {})})

    def citoyen(self, ref: str) -> dict[str, Any]:
        """The whole file of a citizen."""
        return _bon(self.client.get(f"/_bac/citizens/{ref}"))


def enregistrer(url: str, client: httpx.Client | None = None, **fiche: object) -> Service:
    """A new service of the space at `url`; without `scopes` it is habilitated for every one."""
    client = client or httpx.Client(base_url=url, trust_env=False, timeout=20)
    creee = _bon(client.post("/_bac/services", json={"redirect_uris": ["http://127.0.0.1:9/retour"], **fiche}))
    return Service(client, creee["client_id"], creee["client_secret"])


def correlation() -> dict[str, str]:
    return {"X-Correlation-ID": str(uuid.uuid4())}


def _bon(reponse: httpx.Response) -> dict[str, Any]:
    assert reponse.is_success, reponse.text
    corps: dict[str, Any] = reponse.json()
    return corps
