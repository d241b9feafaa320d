"""The refusals API Particulier pronounces itself, whatever the provider.

Codes are official. Titles and details are the official strings where the contract gives an example of them; the others
(marked « libellé du bac à sable ») are ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from kernel.erreurs import Refus

MEDIA_TYPE = "application/vnd.api+json"
NON_TRAITABLE = "Entité non traitable"


@dataclass(frozen=True, slots=True)
class Erreur:
    """One item of `errors`; `source` is left out when there is none."""

    code: str
    titre: str
    detail: str
    source: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)

    def membre(self) -> dict[str, Any]:
        corps: dict[str, Any] = {"code": self.code, "title": self.titre, "detail": self.detail}
        if self.source:
            corps["source"] = {"parameter": self.source}
        corps["meta"] = dict(self.meta)
        return corps


class RefusParticulier(Refus):
    """One status and one or several errors (several only for 422)."""

    media_type = MEDIA_TYPE

    def __init__(self, statut: int, *erreurs: Erreur) -> None:
        super().__init__(statut)
        self.erreurs: Sequence[Erreur] = erreurs

    def corps(self) -> bytes:
        return orjson.dumps({"errors": [e.membre() for e in self.erreurs]})


JETON_INVALIDE = Erreur("00101", "Interdit", "Votre token n'est pas valide ou n'est pas renseigné", "token")
JETON_EXPIRE = Erreur("00103", "Jeton expiré", "Votre token est expiré. Vous devez refaire une demande", "token")
JETON_LISTE_NOIRE = Erreur(
    "00105",
    "Jeton sur liste noire",
    "Votre jeton est sur liste noire, celui-ci a certainement été divulgué sur un canal non-sécurisé. Vous pouvez "
    "trouver un jeton valide sur votre espace personnel: https://particulier.api.gouv.fr/compte",
    "token",
)
PRIVILEGES_INSUFFISANTS = Erreur(
    "00100",
    "Privilèges insuffisants",
    "Votre token est valide mais vos privilèges sont insuffisants. Listez vos privilèges sur /api/introspect",
    "token",
)
# 50001 and 50002 have no published title: that of the other 401 is used.
FC_JETON_MALFORME = Erreur("50001", "Interdit", "Le jeton d'accès est mal formaté.")
FC_JETON_INCONNU = Erreur("50002", "Interdit", "Le jeton d'accès n'a pas été trouvé ou est expiré.")
VERSION_ABSENTE = Erreur(
    "00402",
    "Version d'API non prise en charge",
    "Cette version n'existe pas pour cette ressource.",  # libellé du bac à sable
)
RECIPIENT_INVALIDE = Erreur("00210", NON_TRAITABLE, "Le paramètre recipient n'est pas un siret valide", "recipient")


def erreur_parametre(code: str, detail: str) -> Erreur:
    """A 422 item about a parameter; the contract's examples give these no `source`."""
    return Erreur(code, NON_TRAITABLE, detail)


NOM_NAISSANCE = erreur_parametre("00420", "Le nom de naissance est manquant ou mal formaté")  # libellé du bac à sable
PRENOMS = erreur_parametre("00367", "Le ou les prénoms sont manquants.")
DATE_NAISSANCE = erreur_parametre("00363", "La date de naissance n'est pas correctement formatté")
SEXE = erreur_parametre("00427", "Le sexe de l'état civil est manquant")
# libellé du bac à sable
PAYS = erreur_parametre("00400", "Le code Insee du pays de naissance est manquant ou mal formaté")
# libellés du bac à sable, jusqu'à la date impossible
PRENOMS_REQUIS = erreur_parametre("00421", "Le ou les prénoms sont manquants ou mal formatés")
ANNEE = erreur_parametre("00422", "L'année de naissance est manquante ou mal formatée")
MOIS = erreur_parametre("00423", "Le mois de naissance est manquant ou mal formaté")
JOUR = erreur_parametre("00424", "Le jour de naissance est manquant ou mal formaté")
DATE_IMPOSSIBLE = erreur_parametre("00425", "La date de naissance n'existe pas")
INE = erreur_parametre("00360", "Le numéro d'INE n'est pas correctement formatté")
LIEU = erreur_parametre("00365", "Le lieu de naissance n'est pas correctement formaté")
# libellé du bac à sable
DEPARTEMENT = erreur_parametre("00428", "Le code du département de naissance n'est pas correctement formaté")
ANNEE_COMMUNE = erreur_parametre("00307", "L'année n'est pas correctement formatée")
# libellés du bac à sable, jusqu'à la date impossible
PRENOMS_REQUIS = erreur_parametre("00421", "Le ou les prénoms sont manquants ou mal formatés")
ANNEE = erreur_parametre("00422", "L'année de naissance est manquante ou mal formatée")
MOIS = erreur_parametre("00423", "Le mois de naissance est manquant ou mal formaté")
JOUR = erreur_parametre("00424", "Le jour de naissance est manquant ou mal formaté")
DATE_IMPOSSIBLE = erreur_parametre("00425", "La date de naissance n'existe pas")
