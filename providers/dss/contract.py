"""The `data` of each benefit under `/v3/dss`, from the official OpenAPI; a member without its scope is absent."""

from __future__ import annotations

from typing import Literal, TypedDict

from kernel.api_particulier.foyer import Adresse
from kernel.api_particulier.foyer import Personne as PersonneDuDossier


class Statut(TypedDict):
    """AAH, ASF. `date_debut_droit` is null for who does not receive it."""

    est_beneficiaire: bool
    date_debut_droit: str | None


class StatutMajore(Statut):
    """RSA, prime d'activité. `avec_majoration` is null for who does not receive it."""

    avec_majoration: bool | None


class StatutComplementaire(Statut):
    """C2S. `avec_participation` is false for who does not receive it: the real code says so, the OpenAPI says null."""

    avec_participation: bool


class StatutEnfant(TypedDict):
    """AEEH: the parent who is paid, the disabled child, or neither."""

    status: Literal["allocataire", "ouvrant_droit", "non_beneficiaire"]
    date_debut_droit: str | None


class Personne(PersonneDuDossier):
    """The commune of birth is told of the person asked, and of nobody else."""

    code_cog_insee_commune_naissance: str | None


class Ressources(TypedDict):
    """Whole euros of a year, before tax abatements; `annee_calcul` is N-2 at the CAF, the current year at the MSA."""

    valeur: int
    annee_calcul: int


class Parametres(TypedDict):
    nombre_enfants_a_charge: int
    nombre_enfants_beneficiaire_aeeh: int
    base_ressources_annuelles: Ressources


class Participation(TypedDict):
    allocataires: list[Personne]
    enfants: list[Personne]
    adresse: Adresse
    parametres_calcul_participation_familiale: Parametres
