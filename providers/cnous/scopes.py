"""The scopes of the grants, and the member of `data` each opens (`est_boursier` in v3 is `statut_boursier` in v4)."""

from kernel.scopes import Filtre, Scope

SLUG = "cnous"

SCOPES = (
    Scope("cnous_statut_boursier", "Statut étudiant boursier", ("est_boursier", "statut_boursier")),
    Scope("cnous_echelon_bourse", "Échelon de la bourse", ("echelon_bourse",)),
    Scope("cnous_email", "E-mail", ("email",)),
    Scope("cnous_periode_versement", "Période de versement", ("periode_versement_bourse",)),
    # Opens the resource, and no field since v3.
    Scope("cnous_statut_bourse", "Statut définitif de la bourse"),
    Scope("cnous_ville_etudes", "Ville d'études et établissement", ("etablissement_etudes",)),
    Scope("cnous_identite", "Identité", ("identite",)),
)
FILTRE = Filtre(SCOPES)
