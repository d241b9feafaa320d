"""Every amount with its steps: the same functions, asked to write down what they compute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from law.adulte_handicape import adulte_handicape
from law.aide_logement import aide_logement
from law.allocation_base import allocation_base
from law.allocation_chomage import allocation_chomage
from law.allocations_familiales import allocations_familiales
from law.bourses import bourse_college, bourse_lycee, bourse_superieur, points_de_charge
from law.complement_familial import complement_familial
from law.enfant_handicape import enfant_handicape
from law.impot_revenu import impot_revenu
from law.participation_creche import participation_creche
from law.prime_activite import prime_activite
from law.quotient_familial import quotient_familial
from law.rentree_scolaire import rentree_scolaire
from law.retraite import retraite
from law.rsa import rsa
from law.sante_solidaire import sante_solidaire
from law.soutien_familial import soutien_familial
from law.trace import Etape, Trace, Valeur

Resultat = TypeVar("Resultat")

#: The functions that can be explained, by the name of what they give.
EXPLICABLES: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "impot_revenu": impot_revenu,
        "quotient_familial": quotient_familial,
        "allocations_familiales": allocations_familiales,
        "complement_familial": complement_familial,
        "allocation_base": allocation_base,
        "soutien_familial": soutien_familial,
        "rentree_scolaire": rentree_scolaire,
        "rsa": rsa,
        "prime_activite": prime_activite,
        "aide_logement": aide_logement,
        "adulte_handicape": adulte_handicape,
        "enfant_handicape": enfant_handicape,
        "sante_solidaire": sante_solidaire,
        "participation_creche": participation_creche,
        "bourse_college": bourse_college,
        "bourse_lycee": bourse_lycee,
        "bourse_superieur": bourse_superieur,
        "points_de_charge": points_de_charge,
        "allocation_chomage": allocation_chomage,
        "retraite": retraite,
    }
)


@dataclass(frozen=True, slots=True)
class Explication(Generic[Resultat]):
    """What the function gave, and its steps in order; there is at least one, and the last gives the total."""

    resultat: Resultat
    etapes: tuple[Etape, ...]

    @property
    def total(self) -> Valeur:
        """The value of the last step."""
        return self.etapes[-1].valeur


def expliquer(fonction: Callable[..., Resultat], *arguments: Any, **options: Any) -> Explication[Resultat]:
    """Call one of `EXPLICABLES` with its own arguments and keep its steps; raises what it raises."""
    trace = Trace()
    resultat = fonction(*arguments, trace=trace, **options)
    return Explication(resultat, tuple(trace.etapes))
