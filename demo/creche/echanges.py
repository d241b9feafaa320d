"""What was said on the wire: each HTTP exchange of one journey, in order, without the secrets."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

MAXIMUM = 80
CORPS_MAXIMUM = 40_000
SECRETS = frozenset({"client_secret", "access_token", "code", "authorization", "token"})
JETONS_SIGNES = frozenset({"id_token", "id_token_hint"})
PARTIES_JWT = 3

Verification = Literal["vérifiée", "refusée", "non vérifiée"]


@dataclass(frozen=True, slots=True)
class JetonLu:
    """A signed JWT taken apart for the reader; by its text `brut` the client says whether the signature held."""

    nom: str
    entete: str
    contenu: str
    brut: str


@dataclass(slots=True)
class Echange:
    """One request and its answer; `duree` in milliseconds, None when the browser made it; `echec`: why none came."""

    de: str
    vers: str
    methode: str
    url: str
    parametres: dict[str, str] = field(default_factory=dict)
    entetes: dict[str, str] = field(default_factory=dict)
    statut: int | None = None
    duree: float | None = None
    type_corps: str = ""
    corps: str = ""
    jetons: list[JetonLu] = field(default_factory=list)
    note: str = ""
    echec: str = ""


@dataclass(slots=True)
class Journal:
    """The exchanges of one journey, and what the client concluded about each signature."""

    echanges: list[Echange] = field(default_factory=list)
    verifications: dict[str, Verification] = field(default_factory=dict)

    def noter(self, echange: Echange) -> Echange:
        """Append; the oldest go when there are too many."""
        self.echanges.append(echange)
        del self.echanges[:-MAXIMUM]
        return echange

    def verification(self, jeton: JetonLu) -> Verification:
        return self.verifications.get(jeton.brut, "non vérifiée")


def masquer(nom: str, valeur: str) -> str:
    """`valeur` as it may be shown: secrets keep their first six characters, signed tokens are decoded elsewhere."""
    if nom.lower() in SECRETS:
        return "••••••••" if nom == "client_secret" else f"{valeur[:6]}… ({len(valeur)} caractères)"
    if nom in JETONS_SIGNES:
        return "(jeton signé, décodé ci-dessous)"
    return valeur


def parametres_masques(texte: str) -> dict[str, str]:
    """The members of a query string or of a form body, ready to be shown."""
    return {nom: masquer(nom, valeur) for nom, valeur in parse_qsl(texte, keep_blank_values=True)}


def jetons_de(texte: str) -> list[JetonLu]:
    """The signed tokens among the members of a query string."""
    lus = (lire_jeton(nom, valeur) for nom, valeur in parse_qsl(texte) if nom in JETONS_SIGNES)
    return [jeton for jeton in lus if jeton is not None]


def sans_requete(url: str) -> str:
    return urlsplit(url)._replace(query="", fragment="").geturl()


def _partie(texte: str) -> str | None:
    """One base64url JSON part of a JWT, laid out; None when it is not one."""
    try:
        return mettre_en_forme(json.loads(base64.urlsafe_b64decode(texte + "=" * (-len(texte) % 4))))
    except (ValueError, binascii.Error):
        return None


def mettre_en_forme(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False)


def lire_jeton(nom: str, brut: str) -> JetonLu | None:
    """The JWT `brut` taken apart without any check; None when it is not a signed JWT."""
    parties = brut.strip().split(".")
    if len(parties) != PARTIES_JWT:
        return None
    entete, contenu = _partie(parties[0]), _partie(parties[1])
    return JetonLu(nom, entete, contenu, brut.strip()) if entete and contenu else None


def decrire_corps(echange: Echange, type_corps: str, texte: str) -> None:
    """Put the answer's body into `echange`: JSON laid out with its secrets hidden, JWTs taken apart."""
    echange.type_corps = type_corps
    if type_corps.endswith("/jwt"):
        jeton = lire_jeton("userinfo", texte)
        echange.jetons += [jeton] if jeton else []
        echange.corps = "(jeton signé, décodé ci-dessous)" if jeton else texte[:CORPS_MAXIMUM]
        return
    if "json" not in type_corps:
        echange.corps = texte[:CORPS_MAXIMUM]
        return
    try:
        document = json.loads(texte)
    except ValueError:
        echange.corps = texte[:CORPS_MAXIMUM]
        return
    if isinstance(document, dict):
        for nom in JETONS_SIGNES & document.keys():
            jeton = lire_jeton(nom, str(document[nom]))
            echange.jetons += [jeton] if jeton else []
        document = {n: masquer(n, v) if isinstance(v, str) else v for n, v in document.items()}
    echange.corps = mettre_en_forme(document)[:CORPS_MAXIMUM]
