"""What people do and earn, at the ages when one does and earns that."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

from registry.facts import NatureActivite
from registry.invariants.cas import Cas, Invariant

THEME = "Activités et revenus"
#: Ages (completed years) between which an occupation may begin.
AGES: dict[NatureActivite, tuple[int, int]] = {
    "scolarite": (2, 20),
    "etudes": (14, 120),
    "salarie": (14, 120),
    "independant": (16, 120),
    "agriculteur": (16, 120),
    "chomage": (16, 70),
    "retraite": (50, 120),
    "sans": (0, 120),
}
AGE_DES_PREMIERS_REVENUS = 14
AGE_DES_PENSIONS = 50
FIN_DE_L_INSTRUCTION_OBLIGATOIRE = 16


def _ages(cas: Cas, *natures: NatureActivite) -> bool:
    ages = [(a.nature, cas.personne.age(a.debut)) for a in cas.activites if a.nature in natures]
    return all(AGES[nature][0] <= age <= AGES[nature][1] for nature, age in ages)


def _avant_le_deces(cas: Cas) -> bool:
    deces = cas.personne.deces
    return deces is None or all(a.debut <= deces.jour for a in cas.activites)


def _instruction(cas: Cas) -> bool:
    """From the September of the year of six to sixteen, whoever lives and does something goes to school."""
    rentree = date(cas.personne.naissance.annee + 6, 9, 2)
    jeune = cas.personne.age(cas.jour) < FIN_DE_L_INSTRUCTION_OBLIGATOIRE
    if not cas.vivant or cas.activite is None or not jeune or cas.jour < rentree:
        return True
    return cas.activite.nature in ("scolarite", "etudes")


def _entiers(cas: Cas) -> bool:
    return all(isinstance(m, int) for _, r in cas.revenus for m in astuple(r))


def _positifs(cas: Cas) -> bool:
    """Rents alone may be negative: a deficit."""
    return all(m >= 0 for _, r in cas.revenus for m in astuple(r)[:-1])


def _nul(montants: tuple[int, ...]) -> bool:
    return not any(montants)


def _pas_avant_l_age(cas: Cas) -> bool:
    ne = cas.personne.naissance.annee
    return all(_nul(astuple(r)) for annee, r in cas.revenus if annee - ne < AGE_DES_PREMIERS_REVENUS)


def _pas_apres_le_deces(cas: Cas) -> bool:
    deces = cas.personne.deces
    return deces is None or all(_nul(astuple(r)) for annee, r in cas.revenus if annee > deces.jour.year)


def _pensions(cas: Cas) -> bool:
    ne = cas.personne.naissance.annee
    return all(r.pensions_retraite == 0 or annee - ne >= AGE_DES_PENSIONS for annee, r in cas.revenus)


def _chomage(cas: Cas) -> bool:
    ne = cas.personne.naissance.annee
    return all(r.allocations_chomage == 0 or 16 <= annee - ne <= 70 for annee, r in cas.revenus)


INVARIANTS = (
    Invariant(
        "activite-apres-naissance",
        "Une activité commence après la naissance.",
        lambda c: all(a.debut >= c.personne.naissance.reelle for a in c.activites),
    ),
    Invariant("activite-avant-le-deces", "Une activité commence avant la mort.", _avant_le_deces),
    Invariant("age-de-l-ecole", "On entre à l'école entre 2 et 20 ans.", lambda c: _ages(c, "scolarite")),
    Invariant("age-des-etudes", "On est étudiant ou apprenti à 14 ans au moins.", lambda c: _ages(c, "etudes")),
    Invariant(
        "age-du-travail",
        "On travaille à 14 ans au moins, à son compte à 16.",
        lambda c: _ages(c, "salarie", "independant", "agriculteur"),
    ),
    Invariant("age-du-chomage", "On est demandeur d'emploi entre 16 et 70 ans.", lambda c: _ages(c, "chomage")),
    Invariant("age-de-la-retraite", "On part en retraite à 50 ans au moins.", lambda c: _ages(c, "retraite")),
    Invariant(
        "employeur-d-un-salarie",
        "Seul un salarié a un employeur.",
        lambda c: all(a.employeur is None or a.nature == "salarie" for a in c.activites),
    ),
    Invariant(
        "regime-des-agriculteurs",
        "Un agriculteur en activité est au régime agricole.",
        lambda c: c.activite is None or c.activite.nature != "agriculteur" or c.personne.regime_maladie == "agricole",
    ),
    Invariant(
        "instruction-obligatoire", "De l'année de ses six ans à ses seize ans, un enfant est à l'école.", _instruction
    ),
    Invariant("revenus-entiers", "Un revenu est en euros entiers.", _entiers),
    Invariant(
        "revenus-positifs", "Un revenu est positif ou nul ; seuls les loyers peuvent être en déficit.", _positifs
    ),
    Invariant("revenus-apres-14-ans", "Personne ne gagne sa vie avant l'année de ses 14 ans.", _pas_avant_l_age),
    Invariant("revenus-avant-le-deces", "Aucun revenu après l'année du décès.", _pas_apres_le_deces),
    Invariant("pensions-apres-50-ans", "Une pension de retraite suppose 50 ans.", _pensions),
    Invariant("allocations-chomage-age", "Une allocation de chômage suppose d'avoir entre 16 et 70 ans.", _chomage),
)
