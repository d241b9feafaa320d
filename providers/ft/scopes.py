"""The scopes of France Travail; the first path member is the answer they open.

FranceConnect knows two, one for each of its APIs. API Particulier, which has no FranceConnect modality here, has its
own, still named after Pôle emploi: they are those of an API token only.
"""

from kernel.scopes import Filtre, Scope

SLUG = "ft"
STATUT_AUGMENTE, LISTE_PAIEMENTS = "api_fc-statutaugmentev1", "api_fc-liste-paiementsv1"

SCOPES = (
    Scope(
        LISTE_PAIEMENTS,
        "Indemnités / montants et dates des paiements France Travail",
        ("liste_paiements.statutInscription", "liste_paiements.listePaiement"),
    ),
    Scope(
        STATUT_AUGMENTE,
        "Statut demandeur d'emploi (et identité)",
        tuple(f"statut_augmente.{c}" for c in ("etatCivil", "modalitesContact", "adresse", "situationInscription")),
    ),
)

_STATUT = (
    Scope("pole_emploi_identifiant", "Identifiant France Travail", ("statut.identifiant",)),
    Scope("pole_emploi_identite", "Identité du demandeur d'emploi", ("statut.identite",)),
    Scope("pole_emploi_contact", "Données de contact du demandeur d'emploi", ("statut.contact",)),
    Scope("pole_emploi_adresse", "Adresse du demandeur d'emploi", ("statut.adresse",)),
    Scope("pole_emploi_inscription", "Inscription à France Travail", ("statut.inscription",)),
)
_INDEMNITES = (Scope("pole_emploi_paiements", "Paiements de France Travail", ("indemnites.paiements",)),)
SCOPES_API = (*_STATUT, *_INDEMNITES)
FILTRE = Filtre((*SCOPES, *SCOPES_API), toujours=("indemnites.identifiant",))
#: What opens each endpoint of API Particulier.
SCOPES_STATUT = frozenset(s.nom for s in _STATUT)
SCOPES_INDEMNITES = frozenset(s.nom for s in _INDEMNITES)
