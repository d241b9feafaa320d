"""The answers of France Travail: the `data` of API Particulier v3, from its OpenAPI, and the two FranceConnect bodies.

The FranceConnect bodies come from the partners' guides, which name the members and tell little of their values.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from registry.emploi import Categorie, Certification


class Identite(TypedDict):
    """`prenom` has 13 characters at most; `sexe` is Masculin or Féminin."""

    civilite: Literal["MME", "M."]
    nom_naissance: str
    nom_usage: str | None
    prenom: str
    sexe: str
    date_naissance: str


class Contact(TypedDict):
    telephone: str
    telephone2: str | None
    email: str | None


class Adresse(TypedDict):
    """`localite` holds the postal code and the commune."""

    code_postal: str
    code_cog_insee_commune: str
    localite: str
    ligne_voie: str
    ligne_complement_destinataire: str | None
    ligne_complement_adresse: str | None
    ligne_complement_distribution: str | None
    ligne_nom: str


class CategorieInscription(TypedDict):
    code: Categorie
    libelle: str


class Inscription(TypedDict):
    """`date_fin`: the day the registration ended."""

    date_debut: str
    date_fin: str | None
    categorie: CategorieInscription
    code_certification_cnav: Certification | None


class Statut(TypedDict):
    identifiant: str
    identite: Identite
    contact: Contact
    adresse: Adresse
    inscription: Inscription


class Paiement(TypedDict):
    """Euros; the total is what is left once income tax is withheld."""

    date_versement: str
    montant_total: float
    montant_allocations: float
    montant_aides: float
    montant_autres: float


class Indemnites(TypedDict):
    identifiant: str
    paiements: list[Paiement]


class EtatCivil(TypedDict):
    """`dateNaissance` is an ISO 8601 date and time."""

    civilite: Literal["MME", "M."]
    nom: str
    nomUsage: str | None
    prenom: str
    sexe: str
    dateNaissance: str
    codeCertificationCNAV: Certification | None


class ModalitesContact(TypedDict):
    telephone: str
    telephone2: str | None
    email: str | None
    codeValiditeEmail: str | None


class AdresseFc(TypedDict):
    ligneNom: str
    ligneComplementDestinataire: str | None
    ligneComplementAdresse: str | None
    ligneVoie: str
    ligneComplementDistribution: str | None
    codePostal: str
    localite: str
    inseecommune: str


class SituationInscription(TypedDict):
    """Dates and times, like the birth date."""

    dateInscription: str
    dateCessationInscription: str | None
    categorieInscription: Categorie
    libellecategorieInscription: str


class StatutAugmente(TypedDict):
    etatCivil: EtatCivil
    modalitesContact: ModalitesContact
    adresse: AdresseFc
    situationInscription: SituationInscription


class PaiementFc(TypedDict):
    """Euros, before income tax is withheld."""

    date_paiement: str
    montant_paiement: float
    allocations: float
    aides: float
    autres_paiements: float


class ListePaiements(TypedDict):
    """`statutInscription`: whether the person is registered today."""

    statutInscription: bool
    listePaiement: list[PaiementFc]
