"""What the quotient familial refuses of its own, and by name what every benefit of the CAF and the MSA refuses.

« libellé du bac à sable »: the official wording is not published.
"""

from __future__ import annotations

from kernel.api_particulier.caisses import ABSENT as ABSENT
from kernel.api_particulier.caisses import INATTENDUE as INATTENDUE
from kernel.api_particulier.caisses import NON_REFERENCE as NON_REFERENCE
from kernel.api_particulier.caisses import AllocataireNonReference as AllocataireNonReference
from kernel.api_particulier.caisses import DossierAbsent as DossierAbsent
from kernel.api_particulier.caisses import IdentiteNonReconnue as IdentiteNonReconnue
from kernel.api_particulier.caisses import MoisNonCalculable as MoisNonCalculable
from kernel.api_particulier.caisses import ParametresRefuses as ParametresRefuses
from kernel.api_particulier.erreurs import erreur_parametre

MOIS = erreur_parametre("00354", "Le mois n'est pas valide ou est dans le futur")  # libellé du bac à sable
ANNEE = erreur_parametre(
    "00356",
    "L'année n'est pas valide : année en cours ou une des deux précédentes",  # libellé du bac à sable
)
