"""The five scopes of the registration extract and the member of `data` each opens (API Particulier v3).

API Particulier takes the scopes of identity away from a FranceConnect token, then serves the identity of the extract
without mask: `identite_particulier` is sent with anything else, and its own scope opens nothing alone.
"""

from kernel.scopes import Filtre, Scope

SLUG = "ants"
PREFIXE = "ants_extrait_immatriculation_vehicule_"
#: What FranceConnect's citizens never open by themselves.
IDENTITE = f"{PREFIXE}identite_particulier"

SCOPES = (
    Scope(IDENTITE, "Identité du particulier", ("identite_particulier",)),
    Scope(f"{PREFIXE}adresse_particulier", "Adresse du particulier", ("adresse_particulier",)),
    Scope(f"{PREFIXE}statut_rattachement", "Statut de rattachement", ("statut_rattachement",)),
    Scope(
        f"{PREFIXE}donnees_immatriculation_vehicule",
        "Données d'immatriculation du véhicule",
        ("donnees_immatriculation_vehicule",),
    ),
    Scope(
        f"{PREFIXE}caracteristiques_techniques_vehicule",
        "Caractéristiques techniques du véhicule",
        ("caracteristiques_techniques_vehicule",),
    ),
)
FILTRE = Filtre(SCOPES, toujours=("identite_particulier",))
