"""The scopes of our civil-status proposal; the first path member is the object of the answer.

FranceConnect publishes no civil-status scope: names and labels are ours, namespaced and in lower case.
"""

from kernel.scopes import Filtre, Scope

SLUG = "etat_civil"

_EXTRAIT = ("reference", "nature", "natureDocument", "depositaire", "delivreLe", "titulaire")
EXTRAIT, FILIATION, MENTIONS = "etat_civil_extrait_naissance", "etat_civil_filiation", "etat_civil_mentions"

SCOPES = (
    Scope(EXTRAIT, "Extrait de votre acte de naissance", tuple(f"acte.{c}" for c in _EXTRAIT)),
    Scope(FILIATION, "Parents nommés sur les actes de naissance", ("acte.parents", "enfants.parents")),
    Scope(MENTIONS, "Mentions marginales des actes de naissance", ("acte.mentions", "enfants.mentions")),
    Scope("etat_civil_enfants", "Extraits d'acte de naissance de vos enfants", tuple(f"enfants.{c}" for c in _EXTRAIT)),
    Scope("etat_civil_livret_famille", "Livret de famille", ("livret",)),
)
FILTRE = Filtre(SCOPES)
