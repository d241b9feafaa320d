"""The ordered checks of an authorization request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import orjson
from starlette.requests import Request

from gateway.declarations import Service
from gateway.franceconnect import distant, scopes
from gateway.franceconnect.appel import Appel, appel
from gateway.franceconnect.erreurs import ErreurPage, ErreurRetour
from gateway.franceconnect.fournisseurs_identite import FournisseurIdentite, choisi, indicable
from gateway.franceconnect.profil import NIVEAUX, Profil
from gateway.franceconnect.reponses import ParametresIllisibles, formulaire, parametres

OBLIGATOIRES = frozenset({"client_id", "response_type", "scope", "redirect_uri", "state", "nonce", "acr_values"})
ADMIS = OBLIGATOIRES | {"prompt", "claims", "idp_hint", "ui_locales"}
CLAIMS_AU_CHOIX = frozenset({"amr", "rep_scope"})
INVITES = frozenset({"login", "consent"})
NONCE_MINIMAL = 22
TEXTE_MAXIMAL = 64
#: A name with a top-level domain, or an IP address.
_DOMAINE_PUBLIC = re.compile(r"\.[a-z][a-z0-9-]+$|^[0-9.]+$|:")


@dataclass(frozen=True, slots=True)
class Demande:
    """An accepted request; `indice` is its `idp_hint`, not yet checked: it does not matter when SSO applies."""

    service: Service
    redirect_uri: str
    state: str
    nonce: str
    scopes: list[str]
    acr: str
    amr: bool
    mandat: bool
    sans_page: bool
    indice: str


async def lire_demande(request: Request) -> dict[str, str]:
    """The parameters as received; `idp_hint` only counts in the query string."""
    try:
        if request.method != "POST":
            return _selon_version(request, parametres(request.url.query))
        recus = await formulaire(request)
    except ParametresIllisibles as illisibles:
        raise ErreurPage("Y030007", "paramètre répété ou illisible") from illisibles
    indice = request.query_params.get("idp_hint")
    tous = {**{n: v for n, v in recus.items() if n != "idp_hint"}, **({"idp_hint": indice} if indice else {})}
    return _selon_version(request, tous)


def _selon_version(request: Request, recus: dict[str, str]) -> dict[str, str]:
    """v1 let unknown parameters be and asked no level."""
    profil = appel(request).profil
    if not profil.v1:
        return recus
    return {"acr_values": profil.niveau_defaut, **{nom: valeur for nom, valeur in recus.items() if nom in ADMIS}}


async def controler(ctx: Appel, recus: Mapping[str, str]) -> Demande:
    """Every check in FranceConnect's order; raises `ErreurPage`, or `ErreurRetour` once the address is trusted."""
    valider_forme(recus, 1 if ctx.profil.v1 else NONCE_MINIMAL)
    valider_hote(ctx, recus["redirect_uri"])
    service = await client(ctx, recus["client_id"], recus["redirect_uri"])
    connue = recus["redirect_uri"] in service.redirections(ctx.base_url)
    try:
        valider_type_reponse(recus["response_type"])
        accordes = scopes_accordes(ctx, service, recus["scope"])
    except ErreurRetour as refus:
        # A refusal that would go to an address nobody registered is shown here instead.
        raise refus if connue else ErreurPage("Y040001", str(refus)) from refus
    if not connue:
        raise ErreurPage("Y04C013C", f"redirect_uri={recus['redirect_uri']}")
    claims = claims_demandes(recus.get("claims", ""), service)
    acr = niveau_garde(ctx.profil, recus["acr_values"])
    return Demande(
        service=service,
        redirect_uri=recus["redirect_uri"],
        state=recus["state"],
        nonce=recus["nonce"],
        scopes=accordes,
        acr=acr,
        amr="amr" in claims,
        mandat="rep_scope" in claims,
        # Only `prompt=login` alone, from a service allowed to send it, goes without the information page.
        sans_page=recus.get("prompt") == "login" and "login" in service.allowedPrompts,
        indice=recus.get("idp_hint", ""),
    )


def valider_forme(recus: Mapping[str, str], nonce_minimal: int = NONCE_MINIMAL) -> None:
    """The strict list of parameters; every failure is a page, the service never hears of it."""
    # One unknown parameter is enough, PKCE and login_hint included.
    if inconnus := sorted(recus.keys() - ADMIS):
        raise ErreurPage("Y030007", f"paramètre non admis : {', '.join(inconnus)}")
    if manquants := sorted(OBLIGATOIRES - recus.keys()):
        raise ErreurPage("Y030007", f"paramètre manquant : {', '.join(manquants)}")
    if not recus["client_id"]:
        raise ErreurPage("Y030007", "client_id vide")
    if len(recus["nonce"]) < nonce_minimal:
        raise ErreurPage("Y030007", f"nonce : {nonce_minimal} caractères au moins")
    if len(recus["acr_values"]) > TEXTE_MAXIMAL:
        raise ErreurPage("Y030007", f"acr_values : {TEXTE_MAXIMAL} caractères au plus")
    if not _adresse_web(recus["redirect_uri"]):
        raise ErreurPage("Y030007", "redirect_uri n'est pas une adresse")
    # `none`, `select_account` and the empty value are refused.
    if "prompt" in recus and not _invite_valable(recus["prompt"]):
        raise ErreurPage("Y030007", "prompt : login et consent seulement")


def valider_hote(ctx: Appel, adresse: str) -> None:
    """Where the settings are strict, FranceConnect+ refuses an address without a public domain, `localhost` first."""
    if not ctx.profil.localhost_douteux or ctx.reglages.plus_localhost:
        return
    hote = urlsplit(adresse).hostname or ""
    if not _DOMAINE_PUBLIC.search(hote):
        raise ErreurPage("Y030007", f"redirect_uri : {hote} n'est pas un domaine public")


def _adresse_web(adresse: str) -> bool:
    try:
        lue = urlsplit(adresse)
    except ValueError:
        return False
    return lue.scheme in ("http", "https") and bool(lue.hostname)


def _invite_valable(prompt: str) -> bool:
    demandes = prompt.split(" ")
    return len(prompt) <= TEXTE_MAXIMAL and INVITES.issuperset(demandes)


async def client(ctx: Appel, client_id: str, redirect_uri: str) -> Service:
    """The declared, active service, whose sector identifier (if any) must list the address."""
    service = ctx.services.get(client_id)
    if service is None:
        raise ErreurPage("Y04EA6EF", f"client_id={client_id}")
    valider_algorithmes(ctx.profil, service)
    if service.sector_identifier_uri:
        await _verifier_secteur(ctx, service, service.sector_identifier_uri)
    return service


def valider_algorithmes(profil: Profil, service: Service) -> None:
    """A service whose declared signatures the platform does not make cannot use it."""
    declares = {profil.alg(service.id_token_signed_response_alg), profil.alg(service.userinfo_signed_response_alg)}
    if not declares <= set(profil.algorithmes):
        admis = ", ".join(profil.algorithmes)
        raise ErreurPage("Y040001", f"{profil.titre} ne signe qu'en {admis} : voir la déclaration du service")


async def _verifier_secteur(ctx: Appel, service: Service, adresse: str) -> None:
    # OpenID Connect Registration, section 5: the document lists every redirect address of the client.
    try:
        liste = await distant.lire_json(adresse, ctx.maintenant)
    except distant.Injoignable as erreur:
        raise ErreurPage("Y04A8220", f"sector_identifier_uri={adresse}") from erreur
    absentes = [a for a in service.redirections(ctx.base_url) if not isinstance(liste, list) or a not in liste]
    if absentes:
        raise ErreurPage("Y046696C", f"absente du sector_identifier_uri : {absentes[0]}")


def valider_type_reponse(demande: str) -> None:
    if not demande:
        raise ErreurRetour("invalid_request", "missing required parameter 'response_type'")
    if demande != "code":
        raise ErreurRetour("unsupported_response_type", "unsupported response_type requested")


def scopes_accordes(ctx: Appel, service: Service, scope: str) -> list[str]:
    """The known scopes asked; one outside the habilitation refuses the request, an unknown name is ignored."""
    accordes = scopes.demandes(scope, ctx.profil.portee)
    for nom in accordes:
        if nom != "openid" and nom not in service.scopes:
            raise ErreurRetour("invalid_scope", "requested scope is not allowed", scope=nom)
    if "openid" not in accordes:
        raise ErreurRetour("invalid_request", "openid scope must be requested when using the acr_values parameter")
    return accordes


def claims_demandes(claims: str, service: Service) -> frozenset[str]:
    """The claims the id_token must carry besides its own, among `amr` and `rep_scope`.

    A service not entitled to `amr` gets a page; without any `rep_scope` of its own, asking for it has no effect.
    """
    if not claims:
        return frozenset()
    try:
        lus = orjson.loads(claims)
    except orjson.JSONDecodeError as erreur:
        raise ErreurRetour("invalid_request", "could not parse the claims parameter JSON") from erreur
    if not isinstance(lus, dict):
        raise ErreurRetour("invalid_request", "claims parameter should be a JSON object")
    du_jeton = lus.get("id_token")
    demandes = CLAIMS_AU_CHOIX.intersection(du_jeton if isinstance(du_jeton, dict) else ())
    if "amr" in demandes and "amr" not in service.claims:
        raise ErreurPage("Y100009")
    return demandes if service.rep_scope else demandes - {"rep_scope"}


def niveau_garde(profil: Profil, acr_values: str) -> str:
    """The lowest known level; when none is known, the platform's default."""
    demandes = acr_values.split()
    garde = next((n for n in NIVEAUX if n in demandes), profil.niveau_defaut)
    if garde not in profil.niveaux:
        attendus = ",".join(profil.niveaux)
        raise ErreurRetour(
            "invalid_acr",
            f"acr_value is not valid, should be equal one of these values, expected {attendus}, got {garde}",
        )
    return garde


def fi_indique(ctx: Appel, idp_hint: str, service: Service) -> FournisseurIdentite:
    """The identity provider the service sends its citizens to, among those it may name and use."""
    if not indicable(ctx.fournisseurs_identite, idp_hint, service):
        raise ErreurRetour("invalid_idp_hint", "An idp_hint was provided but is not allowed")
    return choisi(ctx.fournisseurs_identite, idp_hint, service)
