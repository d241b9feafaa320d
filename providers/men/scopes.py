"""The scopes of schooling, and the member of `data` each opens; FranceConnect has none of them."""

from kernel.scopes import Filtre, Scope

SLUG = "men"

SCOPES = (
    Scope("men_statut_identite", "Identité de l'élève", ("identite",)),
    Scope("men_statut_scolarite", "Statut de l'élève", ("annee_scolaire", "est_scolarise", "statut_eleve")),
    Scope("men_statut_etablissement", "Établissement", ("etablissement",)),
    Scope(
        "men_statut_module_elementaire_formation",
        "Module élémentaire de formation",
        ("module_elementaire_formation",),
    ),
    Scope("men_statut_boursier", "Statut boursier", ("est_boursier",)),
    Scope("men_echelon_bourse", "Échelon de la bourse", ("echelon_bourse",)),
    Scope("men_regime_pensionnat", "Régime de pensionnat", ("regime_pensionnat",)),
)
FILTRE = Filtre(SCOPES)
