"""The people of the space: one whole file, a sample, a search, the personas, and the edits of their facts."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Body, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from gateway import hasard
from gateway.contexte import ContexteAppel
from gateway.controle import dossier
from gateway.controle.admission import admettre
from gateway.controle.appel import contexte
from gateway.controle.erreurs import ErreurControle, introuvable
from gateway.controle.garde import exiger_inoffensif
from registry.erreurs import PersonneInconnue
from registry.facts import Administration, Famille, Pivot
from registry.modifications import Modification, Nature, verifier
from registry.registre import Registre

routeur = APIRouter()
CITOYENS, EDITIONS = "Citoyens", "Éditions"
ECHANTILLON_MAXIMAL = 10_000
RESULTATS_MAXIMAUX = 100
DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class Fait(BaseModel):
    """One fact laid over the computed people, never an answer overwritten."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "kind": "residence",
                    "since": "2026-03-01",
                    "value": {
                        "numero": "3",
                        "type_voie": "RUE",
                        "nom_voie": "DES LILAS",
                        "code_postal": "44000",
                        "commune": "NANTES",
                        "code_commune": "44109",
                    },
                    "known_by": {"caf": "2026-04-02"},
                },
                {"kind": "revenus", "since": "2024-01-01", "value": {"annee": 2024, "salaires": 21000}},
            ]
        },
    )

    kind: Nature = Field(description="Nature du fait.")
    value: dict[str, Any] = Field(description="Les champs du fait ; le détail est dans la documentation.")
    since: date = Field(description="Vrai depuis ce jour.")
    known_by: dict[Administration, date] | None = Field(
        None, description="Jour où chaque administration l'apprend ; à défaut, dès qu'il est vrai."
    )


class FaitEnregistre(BaseModel):
    id: int
    ref: str
    kind: str = Field(description="Nature du fait, ou `creation`, `evenement`.")
    value: dict[str, Any]
    since: date
    known_by: dict[str, date] | None


class Faits(BaseModel):
    edits: list[FaitEnregistre]


class Echantillon(BaseModel):
    seed: int = Field(description="La même graine rend le même échantillon.")
    citizens: list[str] = Field(description="Références.")


class PersonaDecrite(BaseModel):
    ref: str
    login: str
    name: str
    story: str
    family: str


class Personas(BaseModel):
    personas: list[PersonaDecrite]


class Resume(BaseModel):
    ref: str
    login: str
    nom_naissance: str
    nom_usage: str | None
    prenoms: list[str]
    sexe: str
    date_naissance: str


class Resultats(BaseModel):
    total: int
    citizens: list[Resume]


def exiger_citoyen(ctx: ContexteAppel, ref: str) -> Famille:
    """The family of `ref`, who must exist."""
    try:
        return ctx.registre.famille(ref)
    except PersonneInconnue as erreur:
        raise introuvable(
            "citoyen", ref, "GET /_bac/personas et GET /_bac/citizens donnent des références."
        ) from erreur


@routeur.get("/citizens", tags=[CITOYENS], summary="Tirer des citoyens au sort")
async def tirer(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=ECHANTILLON_MAXIMAL, description="Nombre de références.")] = 20,
    seed: Annotated[int | None, Query(ge=0, description="Graine ; à défaut, tirée au sort et rendue.")] = None,
    personas: Annotated[bool, Query(description="Mettre les personas en tête, en plus du nombre demandé.")] = False,
) -> Echantillon:
    """Des références de la nation, les mêmes pour une même graine."""
    ctx = contexte(request)
    graine = hasard.graine() if seed is None else seed
    tetes = [p.ref for p in ctx.personas()] if personas else []
    return Echantillon(seed=graine, citizens=tetes + ctx.registre.echantillon(limit, graine))


@routeur.get("/citizens/{ref}", tags=[CITOYENS], summary="Lire le dossier d'un citoyen")
async def lire(request: Request, ref: str) -> Response:
    """Identité, numéros, ménage, foyers, faits, éditions, parents, enfants, et le `login` qu'accepte la mire.

    C'est la vérité du registre au jour civil de l'espace ; chaque administration n'en connaît que sa part.
    """
    ctx = contexte(request)
    exiger_citoyen(ctx, ref)
    editions = await asyncio.to_thread(ctx.bac.configuration.modifications, ctx.espace, ref)
    contenu = dossier.dossier(ctx.registre, ref, ctx.jour)
    contenu["edits"] = [dossier.edition(numero, m) for numero, m in editions]
    ici = f"{ctx.base_url}/_bac/citizens/{ref}"
    contenu["links"] = {"self": ici, "facts": f"{ici}/facts", "page": f"{ctx.base_url}/citoyen/{ref}"}
    return Response(orjson.dumps(contenu), media_type="application/json")


@routeur.post("/citizens/{ref}/facts", status_code=201, tags=[EDITIONS], summary="Poser un fait")
async def poser_fait(request: Request, ref: str, fait: Annotated[Fait, Body()]) -> FaitEnregistre:
    """Un fait daté, dans cet espace seulement ; toutes les administrations en tirent leurs réponses.

    | `kind` | champs de `value` |
    |---|---|
    | `residence` | `numero`, `type_voie`, `nom_voie`, `code_postal`, `commune`, `code_commune`… |
    | `revenus` | `annee`, puis des euros entiers : `salaires`, `allocations_chomage`, `pensions_retraite`… |
    | `nom_usage` | `nom_usage` (vide : plus de nom d'usage) |
    | `email` | `email` |
    | `deces` | `code_lieu`, `lieu` (à défaut, le lieu de naissance) |
    | `emploi` | `categorie` 1 à 5, `certification` de l'identité |
    | `service_national` | `recense`, `jdc` (jours après seize ans, ou `null`), `francais`, `exempte`, `en_attente` |
    | `vehicule` | `marque`, `denomination`, `carburant`, `location`, `cotitulaire`… ; en circulation depuis `since` |
    | `logement` | `statut` (`proprietaire`, `accedant`, `locataire_prive`…), `montant` du loyer, `meuble` |
    """
    ctx = contexte(request)
    exiger_inoffensif(ctx, fait.value)
    exiger_citoyen(ctx, ref)

    def construire(registre: Registre) -> Modification:
        modification = Modification(ref, fait.kind, fait.value, fait.since, _connu(fait))
        verifier(modification, registre.famille(ref), ctx.jour)
        return modification

    return FaitEnregistre(**dossier.edition(*await admettre(ctx, construire)))


def _connu(fait: Fait) -> dict[str, date] | None:
    return {str(qui): jour for qui, jour in fait.known_by.items()} if fait.known_by else None


@routeur.get("/citizens/{ref}/facts", tags=[EDITIONS], summary="Lister les faits posés")
async def lister_faits(request: Request, ref: str) -> Faits:
    """Les éditions de cette personne dans cet espace, dans l'ordre."""
    ctx = contexte(request)
    exiger_citoyen(ctx, ref)
    posees = await asyncio.to_thread(ctx.bac.configuration.modifications, ctx.espace, ref)
    return Faits(edits=[FaitEnregistre(**dossier.edition(numero, m)) for numero, m in posees])


@routeur.get("/personas", tags=[CITOYENS], summary="Lister les personas")
async def personas(request: Request) -> Personas:
    """Les familles écrites à la main : qui elles sont et ce qu'elles permettent d'essayer."""
    decrites = [
        PersonaDecrite(ref=p.ref, login=p.login, name=p.prenom_nom, story=p.histoire, family=p.famille_slug)
        for p in contexte(request).personas()
    ]
    return Personas(personas=decrites)


@routeur.get("/search", tags=[CITOYENS], summary="Chercher un citoyen")
async def chercher(
    request: Request,
    nir: Annotated[str | None, Query(description="13 caractères, ou 15 avec la clé.")] = None,
    spi: Annotated[str | None, Query(description="Numéro fiscal, 13 chiffres.")] = None,
    allocataire: Annotated[str | None, Query(description="Numéro d'allocataire, avec `organisme`.")] = None,
    organisme: Annotated[str | None, Query(description="Code de la caisse.")] = None,
    nom: Annotated[str | None, Query(description="Nom de naissance.")] = None,
    prenom: Annotated[str | None, Query(description="Prénoms, séparés par des espaces.")] = None,
    naissance: Annotated[
        str | None, Query(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="AAAA, AAAA-MM ou AAAA-MM-JJ.")
    ] = None,
    lieu: Annotated[str | None, Query(description="Code COG de la commune ou du pays de naissance.")] = None,
) -> Resultats:
    """Par NIR, par numéro fiscal, par numéro d'allocataire ou par identité (le nom, et ce que l'on sait du reste)."""
    registre = contexte(request).registre
    if nir:
        refs: tuple[str, ...] = registre.par_nir(nir.replace(" ", ""))
    elif spi:
        refs = registre.par_spi(spi.replace(" ", ""))
    elif allocataire:
        refs = registre.par_allocataire(organisme or "", allocataire)
    elif nom:
        refs = tuple(p.ref for p in registre.identifier(pivot(nom, prenom, naissance, lieu)))
    else:
        raise ErreurControle(
            422, "recherche_vide", "Que chercher ?", "Donnez nir, spi, allocataire (avec organisme) ou nom."
        )
    trouves = [registre.personne(ref) for ref in refs[:RESULTATS_MAXIMAUX]]
    return Resultats(total=len(refs), citizens=[Resume(**dossier.resume(p)) for p in trouves])


def pivot(nom: str, prenoms: str | None, naissance: str | None, lieu: str | None) -> Pivot:
    """The identity a person types: the birth date may be a year or a month, a place starting with 99 is a country."""
    parties = [int(partie) for partie in naissance.split("-")] if naissance else []
    annee, mois, jour = (*parties, None, None, None)[:3]
    etranger = lieu is not None and lieu.startswith("99")
    return Pivot(
        nom_naissance=nom,
        prenoms=tuple(prenoms.split()) if prenoms else (),
        annee=annee,
        mois=mois,
        jour=jour,
        code_lieu=None if etranger else lieu,
        code_pays=lieu if etranger else None,
    )
