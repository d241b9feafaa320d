"""The scopes of the student status, and the member of `data` each opens (API Particulier v3).

Nothing of an admission is opened without `mesri_admissions`. API Particulier writes one scope with a final « s » that
FranceConnect leaves out: both open the same member.
"""

from kernel.scopes import Filtre, Scope

SLUG = "mesri"
_ETABLISSEMENT = ("admissions.etablissement_etudes",)

SCOPES = (
    Scope("mesri_identite", "Identité de l'étudiant", ("identite",)),
    Scope(
        "mesri_admissions",
        "Liste des admissions de l'étudiant",
        ("admissions.date_debut", "admissions.date_fin"),
    ),
    Scope(
        "mesri_admission_inscrit", "Pour chaque admission, statut passé à inscrit ou non", ("admissions.est_inscrit",)
    ),
    Scope("mesri_admission_regime_formation", "Régime de formation", ("admissions.regime_formation",)),
    Scope(
        "mesri_admission_commune_etudes",
        "Code COG Insee de la commune de l'établissement",
        ("admissions.code_cog_insee_commune",),
    ),
    Scope(
        "mesri_admission_etablissement_etude",
        "Appellation et code UAI de l'établissement",
        _ETABLISSEMENT,
    ),
    Scope(
        "mesri_admission_etablissement_etudes",
        "Appellation et code UAI de l'établissement (nom d'API Particulier)",
        _ETABLISSEMENT,
    ),
)
FILTRE = Filtre(SCOPES, portes={"admissions": "mesri_admissions"})
