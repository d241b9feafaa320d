"""Where a pupil is looked for: one school, or a degree in departments or académie regions, and which school year."""

from __future__ import annotations

import re

from starlette.datastructures import QueryParams

from kernel.api_particulier.erreurs import Erreur
from providers.men import errors
from registry.departements import REGIONS
from registry.scolarite import REGIONS_BCN, Scolarite

_UAI = re.compile(r"\d{7}\w", re.ASCII)
_ANNEE = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)
DEPARTEMENTS = frozenset({*(code.zfill(3) for code in REGIONS), "975", "977", "978", "986", "987", "988"})
#: By parameter: the codes that exist, and the error of one that does not.
PERIMETRES = {
    "codesBcnDepartements": (DEPARTEMENTS, errors.DEPARTEMENT_INCONNU),
    "codesBcnRegions": (frozenset(REGIONS_BCN.values()), errors.REGION_INCONNUE),
}


def fautes(parametres: QueryParams) -> list[Erreur]:
    """The errors of the school year, then of the place."""
    trouvees = [] if annee_demandee(parametres) else [errors.ANNEE_SCOLAIRE]
    etablissement = parametres.get("codeEtablissement")
    perimetres = [p for p in PERIMETRES if p in parametres or f"{p}[]" in parametres]
    if etablissement and perimetres:
        return [*trouvees, errors.ETABLISSEMENT_ET_PERIMETRE]
    if not perimetres:
        juste = _UAI.fullmatch(etablissement or "")
        return trouvees if juste else [*trouvees, errors.CODE_ETABLISSEMENT]
    if parametres.get("degreEtablissement") not in ("1D", "2D"):
        trouvees.append(errors.DEGRE)
    if len(perimetres) > 1:
        return [*trouvees, errors.PERIMETRE]
    (perimetre,) = perimetres
    codes, (connus, inconnu) = parametres.getlist(f"{perimetre}[]"), PERIMETRES[perimetre]
    if not any(codes):
        return [*trouvees, errors.PERIMETRE_VIDE]
    return trouvees if connus.issuperset(codes) else [*trouvees, inconnu]


def annee_demandee(parametres: QueryParams) -> int | None:
    """The civil year of the rentrée of `2025` or `2025-2026`; None for anything else."""
    forme = _ANNEE.fullmatch(parametres.get("anneeScolaire", ""))
    return int(forme[1]) if forme else None


def couvre(parametres: QueryParams, annee: Scolarite) -> bool:
    """Whether a pupil's school is the one asked about, or in the perimeter."""
    if etablissement := parametres.get("codeEtablissement"):
        return etablissement.upper() == annee.uai
    departements, regions = (parametres.getlist(f"{perimetre}[]") for perimetre in PERIMETRES)
    ici = annee.departement_bcn in departements or annee.region_bcn in regions
    return ici and parametres.get("degreEtablissement") == annee.degre
