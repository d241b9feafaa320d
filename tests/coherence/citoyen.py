"""One citizen as the outside sees them: FranceConnect's identity and the answers of the four administrations."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from tests.clients.communs import SIRET, enregistrer
from tests.support.http_leger import ClientLeger

#: What a provider may answer instead of data; any other status is a defect.
REFUS = {
    "caf": {404},
    "dss": {404},
    "dgfip": {404},
    "cnam": {404},
    "beneficiaires": {404},
    "acte": set(),
    "enfants": set(),
}


STATUTS = (
    "revenu_solidarite_active",
    "prime_activite",
    "allocation_soutien_familial",
    "complementaire_sante_solidaire",
)
#: The monthly allowances that must be asked for, by the name of their explanation.
DEMANDEES = frozenset(
    (
        *("soutien_familial", "enfant_handicape", "adulte_handicape", "adulte_handicape_conjoint"),
        *("aide_logement", "rsa", "prime_activite"),
    )
)


@dataclass(slots=True)
class Citoyen:
    """The registry's file, the userinfo and each answer (None: an official refusal).

    `demandees`: the allowances asked for that the household is paid this month, euros; `statuts`: what the Sécurité
    sociale says of some of them.
    """

    ref: str
    fiche: dict[str, Any]
    userinfo: dict[str, Any]
    caf: dict[str, Any] | None
    avis: dict[int, dict[str, Any] | None] = field(default_factory=dict)
    cnam: dict[str, Any] | None = None
    beneficiaires: list[dict[str, Any]] | None = None
    acte: dict[str, Any] = field(default_factory=dict)
    enfants: list[dict[str, Any]] = field(default_factory=list)
    demandees: dict[str, float] = field(default_factory=dict)
    enfants_handicapes: int = 0
    statuts: dict[str, dict[str, Any] | None] = field(default_factory=dict)


class Temoin:
    """A service that logs citizens in without a browser and asks the four administrations over HTTP."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = ClientLeger(url)
        self.service = enregistrer(url)
        self.jour = date.fromisoformat(self.client.get("/_bac/clock").json()["day"])
        self.avis_de = lru_cache(maxsize=4096)(self._avis_de)

    def close(self) -> None:
        self.client.close()

    def jeton(self, ref: str) -> str:
        corps = {"client_id": self.service.client_id, "citizen": ref}
        reponse = self.client.post("/_bac/login", json_=corps)
        assert reponse.status_code == 200, (ref, reponse.text)
        return str(reponse.json()["access_token"])

    def citoyen(self, ref: str) -> Citoyen:
        entete = {"Authorization": f"Bearer {self.jeton(ref)}"}
        lu = self.client.get("/api/v2/userinfo", entete)
        assert lu.status_code == 200, (ref, lu.text)
        caf = self._lire("caf", ref, "/v3/dss/quotient_familial/france_connect", entete, recipient=SIRET)
        enfants = self._lire("enfants", ref, "/etat-civil/v1/france-connect/enfants/actes-de-naissance", entete)
        return Citoyen(
            ref,
            self.fiche(ref),
            corps_du_jwt(lu.text),
            caf["data"] if caf else None,
            {annee: self._avis(ref, annee, entete) for annee in self.annees()},
            self._lire("cnam", ref, "/v1/droits/beneficiaires/me", entete),
            self._lire("beneficiaires", ref, "/v1/droits/beneficiaires/me/beneficiaires", entete),
            self._lire("acte", ref, "/etat-civil/v1/france-connect/acte-de-naissance", entete),
            enfants["enfants"],
            demandees := self._demandees(ref),
            self._enfants_handicapes(ref) if "enfant_handicape" in demandees else 0,
            {nom: self._statut(nom, ref, entete) for nom in STATUTS},
        )

    def _demandees(self, ref: str) -> dict[str, float]:
        lus = self.client.get(f"/_bac/citizens/{ref}/amounts").json()["amounts"]
        return {m["name"]: m["value"] for m in lus if m["name"] in DEMANDEES}

    def _enfants_handicapes(self, ref: str) -> int:
        """Of a file that is paid the AEEH: of two parents who share a child, one only is (CSS art. R. 513-1)."""
        foyer = self.fiche(ref)["foyers"]["allocataire"] or {"enfants": []}
        decisions = [d for e in foyer["enfants"] for d in self.fiche(e["ref"])["facts"]["decisions"]]
        return sum(d["nature"] == "aeeh" for d in decisions)

    def _statut(self, nom: str, ref: str, entete: dict[str, str]) -> dict[str, Any] | None:
        lu = self._lire("dss", ref, f"/v3/dss/{nom}/france_connect", entete, recipient=SIRET)
        return lu["data"] if lu else None

    def annees(self) -> tuple[int, ...]:
        """The income years of which every notice is out: N-2, and N-1 from August on."""
        return (self.jour.year - 2, self.jour.year - 1) if self.jour.month >= 8 else (self.jour.year - 2,)

    def fiche(self, ref: str) -> dict[str, Any]:
        reponse = self.client.get(f"/_bac/citizens/{ref}")
        assert reponse.status_code == 200, (ref, reponse.text)
        lue: dict[str, Any] = reponse.json()
        return lue

    def _avis_de(self, ref: str, annee: int) -> dict[str, Any] | None:
        """The notice of another member of the household."""
        return self._avis(ref, annee, {"Authorization": f"Bearer {self.jeton(ref)}"})

    def _avis(self, ref: str, annee: int, entete: dict[str, str]) -> dict[str, Any] | None:
        lu: dict[str, Any] | None = self._lire(
            "dgfip", ref, f"/impotparticulier/1.0/situations/ir/assiettes/annrev/{annee}", entete
        )
        return lu

    def _lire(self, quoi: str, ref: str, chemin: str, entete: dict[str, str], **parametres: str) -> Any:
        reponse = self.client.get(chemin, entete, parametres)
        if reponse.status_code == 200:
            return reponse.json()
        assert reponse.status_code in REFUS[quoi], (quoi, ref, reponse.status_code, reponse.text)
        return None


def corps_du_jwt(jwt: str) -> dict[str, Any]:
    """The payload of a JWT whose signature other tests verify."""
    milieu = jwt.split(".")[1]
    lu: dict[str, Any] = json.loads(base64.urlsafe_b64decode(milieu + "=" * (-len(milieu) % 4)))
    return lu
