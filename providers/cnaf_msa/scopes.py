"""The four scopes of the quotient familial and the member of `data` each opens (API Particulier v3)."""

from kernel.scopes import Filtre, Scope

SLUG = "cnaf_msa"

SCOPES = (
    Scope("cnaf_quotient_familial", "Quotient familial CAF & MSA et composition familiale", ("quotient_familial",)),
    Scope("cnaf_allocataires", "Identités allocataire et conjoint", ("allocataires",)),
    Scope("cnaf_enfants", "Identités enfants", ("enfants",)),
    Scope("cnaf_adresse", "Adresse du foyer", ("adresse",)),
)
FILTRE = Filtre(SCOPES)
