"""The scopes of the Assurance Maladie and what each opens; the first path member is the object of the answer.

The split of a Beneficiaire between the finer scopes is not published; decided here: who it is goes with
`cnam_beneficiaires`, the complementary cover with `cnam_contrats`. Exemptions, the treating doctor and the daily
allowances are not simulated: their scopes open nothing.
"""

from kernel.scopes import Filtre, Scope

SLUG = "cnam"

_QUI = tuple(
    f"beneficiaire.{champ}"
    for champ in ("nir", "nom_famille", "nom_usage", "prenom", "date_naissance", "rang_naissance", "qualite")
)
SCOPES = (
    Scope("droits_assurance_maladie", "Droits Assurance Maladie", ("beneficiaire", "caisse", "contrats")),
    Scope("cnam_beneficiaires", "Liste de vos ayant-droits", _QUI),
    Scope("cnam_contrats", "Vos droits de base", ("contrats", "beneficiaire.presence_CMUC_ACS")),
    Scope("cnam_caisse", "Votre caisse gestionnaire", ("caisse",)),
    Scope("cnam_exonerations", "Vos exonérations ou modulations éventuelles"),
    Scope("cnam_medecin_traitant", "Votre médecin traitant"),
    Scope(
        "cnam_presence_medecin_traitant",
        "Présence d'un médecin traitant",
        ("beneficiaire.medecin_traitant_choisi",),
    ),
    Scope("cnam_paiements_ij", "Paiements d'indemnités journalières versées par l'Assurance Maladie"),
)
FILTRE = Filtre(SCOPES)
