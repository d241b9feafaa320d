"""What the benefits refuse of their own, and by name what the CAF and the MSA refuse for all of them."""

from __future__ import annotations

from kernel.api_particulier.caisses import AllocataireNonReference as AllocataireNonReference
from kernel.api_particulier.caisses import DossierAbsent as DossierAbsent
from kernel.api_particulier.caisses import IdentiteNonReconnue as IdentiteNonReconnue
from kernel.api_particulier.caisses import MoisNonCalculable as MoisNonCalculable
from kernel.api_particulier.caisses import ParametresRefuses as ParametresRefuses
from kernel.api_particulier.erreurs import Erreur, RefusParticulier

RNCPS_ABSENT = Erreur(
    "40003",
    "Dossier allocataire absent RNCPS",
    "Le dossier allocataire n'a pas été trouvé auprès du RNCPS.",
    meta={"provider": "RNCPS"},
)
NON_ELIGIBLE = Erreur(
    "37003",
    "Allocataire non éligible",
    "Le foyer n'a aucun enfant de moins de sept ans",  # libellé du bac à sable
    meta={"provider": "CNAV"},
)


class InconnuDuRncps(RefusParticulier):
    """404 40003: no scheme of social security has a file."""

    def __init__(self) -> None:
        super().__init__(404, RNCPS_ABSENT)


class AllocataireNonEligible(RefusParticulier):
    """404 37003: a file without any child under seven, for a crèche."""

    def __init__(self) -> None:
        super().__init__(404, NON_ELIGIBLE)
