"""Making people: a family by preset or by field, and what happens to anyone on a day."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, Field

from gateway import hasard
from gateway.contexte import ContexteAppel
from gateway.controle.admission import admettre
from gateway.controle.appel import contexte
from gateway.controle.citoyens import Resume, exiger_citoyen
from gateway.controle.demandes import Creation, EvenementDemande
from gateway.controle.dossier import resume
from gateway.controle.erreurs import ErreurControle
from gateway.controle.garde import exiger_inoffensif
from registry.lots import lot_de
from registry.modifications import Modification
from registry.registre import Registre

routeur = APIRouter(tags=["Fabrique"])
#: Types of the values of an event whose name is not enough to know what they may be.
TYPES: dict[str, tuple[type, ...]] = {
    "prenoms": (list,),
    "members": (list,),
    "garde_alternee": (bool,),
    "salaires": (int,),
    "allocations": (int,),
    "pension": (int,),
    "categorie": (int,),
}


class PresetDecrit(BaseModel):
    name: str
    title: str
    children: int = Field(description="Nombre d'enfants, à défaut de `children`.")


class EvenementDecrit(BaseModel):
    name: str
    title: str
    fields: list[str] = Field(description="Ce que `value` peut porter.")


class Catalogue(BaseModel):
    presets: list[PresetDecrit]
    events: list[EvenementDecrit]


class Fabriques(BaseModel):
    id: int = Field(description="Numéro de l'édition.")
    ref: str = Field(description="La première personne ajoutée, ou celle de l'événement.")
    seed: int
    citizens: list[Resume] = Field(description="Les personnes ajoutées.")


@routeur.get("/presets", summary="Lister les presets et les événements")
async def catalogue(request: Request) -> Catalogue:
    """Ce que savent faire `POST /_bac/citizens` et `POST /_bac/citizens/{ref}/events`."""
    atelier = contexte(request).bac.referentiel.atelier
    return Catalogue(
        presets=[PresetDecrit(name=p.nom, title=p.phrase, children=p.enfants) for p in atelier.presets],
        events=[EvenementDecrit(name=e.nom, title=e.phrase, fields=list(e.champs)) for e in atelier.evenements],
    )


@routeur.get("/created", summary="Lister les personnes ajoutées à l'espace")
async def ajoutees(request: Request) -> list[Resume]:
    """Par création ou par événement, dans l'ordre ; la remise à zéro les oublie."""
    ajouts = contexte(request).registre
    return [Resume(**resume(ajouts.personne(ref))) for ref in ajouts.ajouts.personnes]


@routeur.post("/citizens", status_code=201, summary="Créer une personne ou une famille")
async def creer(request: Request, demande: Annotated[Creation, Body()]) -> Fabriques:
    """Dans cet espace seulement : toutes les administrations et FranceConnect les connaissent aussitôt.

    Leurs numéros viennent des plages réservées et ne sont à personne d'autre ; leur `login` est leur référence. Une
    contradiction est refusée (422 `regle_contredite`), avec le nom de la règle dans `regle`, et rien n'est gardé.
    """
    return await fabriquer(contexte(request), demande)


async def fabriquer(ctx: ContexteAppel, demande: Creation) -> Fabriques:
    """What the route and the portal's form do."""
    voulu = demande.model_dump(exclude_none=True)
    exiger_inoffensif(ctx, {nom: valeur for nom, valeur in voulu.items() if nom != "seed"})
    graine = hasard.graine() if demande.seed is None else demande.seed

    def construire(registre: Registre) -> Modification:
        lot = ctx.bac.referentiel.atelier.creer(registre, ctx.jour, graine, voulu)
        demandee = demande.model_dump(mode="json", exclude_none=True)
        return Modification(lot.personnes[0].ref, "creation", {"demande": demandee, "lot": lot.en_json()}, ctx.jour)

    return _fabriques(*await admettre(ctx, construire), graine)


@routeur.post("/citizens/{ref}/events", status_code=201, summary="Faire arriver un événement de vie")
async def arriver(request: Request, ref: str, demande: Annotated[EvenementDemande, Body()]) -> Fabriques:
    """Une naissance, un déménagement, un mariage, une séparation, un décès, une perte d'emploi… : des faits datés.

    `GET /_bac/presets` liste les événements et ce que `value` peut porter. Une contradiction est refusée (422), avec le
    nom de la règle dans `regle`, et rien n'est gardé.
    """
    ctx = contexte(request)
    exiger_citoyen(ctx, ref)
    _exiger_types(demande.value)
    exiger_inoffensif(ctx, demande.value)
    graine = hasard.graine()
    connu = {str(qui): jour for qui, jour in (demande.known_by or {}).items()} or None

    def construire(registre: Registre) -> Modification:
        valeurs = {**demande.value, **({"known_by": connu} if connu else {})}
        lot = ctx.bac.referentiel.atelier.evenement(registre, graine, ref, demande.event, demande.on, valeurs)
        valeur = {"demande": demande.model_dump(mode="json", exclude_none=True), "lot": lot.en_json()}
        return Modification(ref, "evenement", valeur, demande.on, connu)

    return _fabriques(*await admettre(ctx, construire), graine)


def _exiger_types(valeurs: dict[str, Any]) -> None:
    for nom, valeur in valeurs.items():
        attendu = TYPES.get(nom, (str,))
        juste = type(valeur) in attendu and (not isinstance(valeur, list) or all(type(v) is str for v in valeur))
        if not juste or (isinstance(valeur, int) and valeur < 0):
            raise ErreurControle(
                422, "demande_invalide", f"value.{nom} : {attendu[0].__name__} attendu", "Voir GET /_bac/presets."
            )


def _fabriques(numero: int, m: Modification, graine: int) -> Fabriques:
    lot = lot_de(m.valeur["lot"])
    return Fabriques(id=numero, ref=m.ref, seed=graine, citizens=[Resume(**resume(p)) for p in lot.personnes])
