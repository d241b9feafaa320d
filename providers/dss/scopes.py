"""The scopes of the benefits; the first path member names the resource, which is also the last part of its address.

FranceConnect lists those of the CAF and the MSA under their own name. It does not know those of the AEEH and of the
crèche, which API Particulier asks all the same.
"""

from kernel.scopes import Filtre, Scope

SLUG = "dss"
_CAISSES = "cnaf_msa"
_EAJE = "participation_familiale_eaje"


def _statut(ressource: str, sigle: str, majoration: bool = False) -> tuple[Scope, ...]:
    champs = (f"{ressource}.est_beneficiaire", f"{ressource}.date_debut_droit")
    statut = Scope(ressource, f"Statut bénéficiaire {sigle}", champs, _CAISSES)
    if not majoration:
        return (statut,)
    de = "de la " if sigle.startswith("prime") else "du "
    libelle = f"Statut bénéficiaire majoration {de}{sigle}"
    return (statut, Scope(f"{ressource}_majoration", libelle, (f"{ressource}.avec_majoration",), _CAISSES))


SCOPES = (
    *_statut("allocation_adulte_handicape", "AAH"),
    *_statut("allocation_soutien_familial", "ASF"),
    *_statut("prime_activite", "prime d'activité", majoration=True),
    *_statut("revenu_solidarite_active", "RSA", majoration=True),
    Scope("complementaire_sante_solidaire", "Statut bénéficiaire C2S", ("complementaire_sante_solidaire",)),
    Scope("cnav_allocation_enfant_handicape", "Statut bénéficiaire AEEH", ("allocation_enfant_handicape",)),
    Scope(f"cnav_{_EAJE}_allocataires", "Crèche : identités allocataire et conjoint", (f"{_EAJE}.allocataires",)),
    Scope(f"cnav_{_EAJE}_enfants", "Crèche : identités enfants", (f"{_EAJE}.enfants",)),
    Scope(f"cnav_{_EAJE}_adresse", "Crèche : adresse du foyer", (f"{_EAJE}.adresse",)),
    Scope(
        f"cnav_{_EAJE}_parametres_calcul",
        "Crèche : ressources et enfants pris en compte",
        (f"{_EAJE}.parametres_calcul_participation_familiale",),
    ),
)
FILTRE = Filtre(SCOPES)


def porte(ressource: str) -> frozenset[str]:
    """The scopes of which one suffices to ask the resource."""
    return frozenset(s.nom for s in SCOPES if any(c.split(".")[0] == ressource for c in s.champs))
