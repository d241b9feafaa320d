"""Edits of one space: facts laid over the computed people, never a field overwritten in an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, cast, get_args

from registry import demarches
from registry.demarches import CHAMPS, NATURES_DEMARCHES, NatureDemarche
from registry.erreurs import ModificationRefusee
from registry.facts import Adresse, Deces, Famille, Lieu, Logement, Personne, Residence, Revenus, StatutLogement
from registry.groupes import residence
from registry.lots import Lot, RevenusDates, lot_de, poser

Nature = Literal["residence", "revenus", "nom_usage", "email", "deces", "logement"] | NatureDemarche
#: Edits made of a lot of facts: a person or a family created, a life event.
NatureLot = Literal["creation", "evenement"]
NATURES_LOT: tuple[NatureLot, ...] = ("creation", "evenement")
NATURES: tuple[Nature, ...] = ("residence", "revenus", "nom_usage", "email", "deces", "logement", *NATURES_DEMARCHES)

_CHAMPS: dict[str, frozenset[str]] = {
    "residence": frozenset(f.name for f in fields(Adresse)),
    "revenus": frozenset(f.name for f in fields(Revenus)) | {"annee"},
    "nom_usage": frozenset({"nom_usage"}),
    "email": frozenset({"email"}),
    "deces": frozenset({"code_lieu", "lieu"}),
    **{nature: frozenset(champs) for nature, champs in CHAMPS.items()},
    "logement": frozenset(f.name for f in fields(Logement)),
}


@dataclass(frozen=True, slots=True)
class Modification:
    """One fact about `ref`, true since `date_effet`; `known_by` says when each administration learns of it.

    `valeur` holds the fields of the fact: an `Adresse`, the incomes of one `annee`, a `nom_usage`, an `email`, the
    commune of a death, the `Logement` of the dwelling where they live; of a creation or an event, what was asked and
    the `lot` of facts that came of it.
    """

    ref: str
    nature: Nature | NatureLot
    valeur: Mapping[str, Any]
    date_effet: date
    known_by: Mapping[str, date] | None = None


#: Years whose incomes may be declared.
ANNEES = (1900, 9999)
#: Euros a year.
MONTANT_MAXIMAL = 10**9

#: Facts without a history: they replace what was, so they cannot be announced.
SANS_HISTOIRE = frozenset({"nom_usage", "email", "logement", *NATURES_DEMARCHES})


def verifier(modification: Modification, famille: Famille, jour: date | None = None) -> None:
    """Raise `ModificationRefusee`, naming the rule, when the edit cannot be true of the person.

    `jour` is the civil day on which the edit is made; without it, the rule on announced facts is not checked.
    """
    m = modification
    if jour is not None and m.nature in SANS_HISTOIRE and m.date_effet > jour:
        raise ModificationRefusee(f"{m.nature} : un fait sans histoire ne s'annonce pas, sa date est passée")
    personne = famille.personnes[m.ref]
    if m.nature not in NATURES:
        raise ModificationRefusee(f"nature inconnue « {m.nature} » ; natures admises : {', '.join(NATURES)}")
    inconnus = sorted(set(m.valeur) - _CHAMPS[m.nature])
    if inconnus:
        raise ModificationRefusee(f"{m.nature} : champ inconnu « {inconnus[0]} »")
    if not personne.ne_le(m.date_effet):
        raise ModificationRefusee("un fait ne précède pas la naissance de la personne")
    if m.known_by and any(jour < m.date_effet for jour in m.known_by.values()):
        raise ModificationRefusee("une administration ne connaît pas un fait avant qu'il soit vrai")
    if personne.deces is not None and m.date_effet > personne.deces.jour:
        raise ModificationRefusee("la personne est décédée à cette date")
    if m.nature in NATURES_DEMARCHES:
        demarches.verifier(m.nature, m.ref, m.valeur, famille)
    elif m.nature == "logement":
        _verifier_logement(m, famille)
    else:
        _verifier_valeur(m)


def _verifier_logement(m: Modification, famille: Famille) -> None:
    if m.valeur.get("statut") not in get_args(StatutLogement):
        raise ModificationRefusee(f"logement : « statut » est l'un de {', '.join(get_args(StatutLogement))}")
    montant, meuble = m.valeur.get("montant", 0), m.valeur.get("meuble", False)
    if type(montant) is not int or not 0 <= montant <= MONTANT_MAXIMAL or not isinstance(meuble, bool):
        raise ModificationRefusee("logement : « montant » est en euros entiers, « meuble » vrai ou faux")
    if residence(famille, m.ref, m.date_effet) is None:
        raise ModificationRefusee("logement : la personne n'a pas de résidence à cette date")


def _verifier_valeur(m: Modification) -> None:
    if m.nature == "revenus":
        annee = m.valeur.get("annee")
        if not isinstance(annee, int) or not ANNEES[0] <= annee <= ANNEES[1]:
            raise ModificationRefusee(f"revenus : « annee » est obligatoire, de {ANNEES[0]} à {ANNEES[1]}")
        montants = [v for k, v in m.valeur.items() if k != "annee"]
        if any(type(v) is not int or not 0 <= v <= MONTANT_MAXIMAL for v in montants):
            raise ModificationRefusee("revenus : les montants sont des euros entiers, de zéro à un milliard")
        return
    if any(not isinstance(v, str) for v in m.valeur.values()):
        raise ModificationRefusee(f"{m.nature} : les valeurs sont des textes")
    if m.nature == "email" and "email" not in m.valeur:
        raise ModificationRefusee("email : « email » est obligatoire, fût-il vide")
    obligatoires = {"residence": ("nom_voie", "code_postal", "commune", "code_commune")}.get(m.nature, ())
    manquants = [c for c in obligatoires if not m.valeur.get(c)]
    if manquants:
        raise ModificationRefusee(f"{m.nature} : « {manquants[0]} » est obligatoire")


def appliquer(famille: Famille, modifications: Sequence[Modification]) -> Famille:
    """The family with the edits of its members laid over it, in the order they were made."""
    for m in modifications:
        if m.ref in famille.personnes:
            famille = _APPLIQUER[m.nature](famille, m)
    return famille


def _personne(famille: Famille, ref: str, **champs: Any) -> Famille:
    personnes: dict[str, Personne] = dict(famille.personnes)
    personnes[ref] = replace(personnes[ref], **champs)
    return replace(famille, personnes=personnes)


def _residence(famille: Famille, m: Modification) -> Famille:
    adresse = Adresse(**{"numero": "", "type_voie": "", **m.valeur})
    logement = f"edition:{adresse.ligne_voie}:{adresse.code_commune}"
    nouvelle = Residence(m.ref, logement, adresse, m.date_effet, m.known_by)
    return replace(famille, residences=(*famille.residences, nouvelle))


def _revenus(famille: Famille, m: Modification) -> Famille:
    annee = m.valeur["annee"]
    montants = Revenus(**{k: v for k, v in m.valeur.items() if k != "annee"})
    avant = famille.revenus

    def revenus(ref: str, an: int) -> Revenus:
        return montants if (ref, an) == (m.ref, annee) else avant(ref, an)

    return replace(famille, revenus=revenus)


def _nom_usage(famille: Famille, m: Modification) -> Famille:
    return _personne(famille, m.ref, nom_usage=m.valeur.get("nom_usage") or None)


def _email(famille: Famille, m: Modification) -> Famille:
    return _personne(famille, m.ref, email=m.valeur["email"])


def _deces(famille: Famille, m: Modification) -> Famille:
    personne = famille.personnes[m.ref]
    code = m.valeur.get("code_lieu") or personne.lieu_naissance.code
    lieu = Lieu(code, m.valeur.get("lieu") or personne.lieu_naissance.libelle)
    famille = _personne(famille, m.ref, deces=Deces(m.date_effet, lieu, 1, m.known_by))
    unions = tuple(
        replace(u, fin=m.date_effet, motif_fin="deces", fin_known_by=m.known_by)
        if m.ref in u.membres and u.fin is None
        else u
        for u in famille.unions
    )
    plus_rien = RevenusDates(m.ref, Revenus(), m.date_effet.year + 1)
    return poser(replace(famille, unions=unions), Lot(revenus=(plus_rien,)))


def _demarche(famille: Famille, m: Modification) -> Famille:
    return demarches.appliquer(famille, cast(NatureDemarche, m.nature), m.ref, m.valeur, m.date_effet)


def _logement(famille: Famille, m: Modification) -> Famille:
    """The dwelling where they live on the day of the edit, for all who live there."""
    chez = residence(famille, m.ref, m.date_effet)
    if chez is None:
        return famille
    return poser(famille, Lot(logements={chez.logement: Logement(**m.valeur)}))


def _creation(famille: Famille, m: Modification) -> Famille:
    """The family of a creation is a world's (`registry.ajouts`): it is already there."""
    return famille


def _evenement(famille: Famille, m: Modification) -> Famille:
    return poser(famille, lot_de(m.valeur["lot"]))


_APPLIQUER: Mapping[str, Callable[[Famille, Modification], Famille]] = {
    "creation": _creation,
    "evenement": _evenement,
    "residence": _residence,
    "revenus": _revenus,
    "nom_usage": _nom_usage,
    "email": _email,
    "deces": _deces,
    **dict.fromkeys(NATURES_DEMARCHES, _demarche),
    "logement": _logement,
}
