"""The commands that press the buttons of a running sandbox, through its control API."""

from __future__ import annotations

import os
from typing import Annotated, Any

import httpx
import typer

from gateway.commandes.sortie import afficher_json, echouer, fiche, tableau

ADRESSE = "http://127.0.0.1:8000"
#: Seconds; making a space makes keys.
DELAI = 60

Url = Annotated[str, typer.Option(envvar="BACASABLE_URL", help="Adresse du bac à sable.")]
Espace = Annotated[str, typer.Option(help="Espace nommé ; à défaut, l'espace par défaut.")]
EnJson = Annotated[bool, typer.Option("--json", help="La réponse brute.")]

espaces = typer.Typer(help="Les espaces : des mondes à part sur un même bac à sable.", no_args_is_help=True)
services = typer.Typer(help="Les services déclarés à FranceConnect.", no_args_is_help=True)
horloge = typer.Typer(help="Le jour civil d'un espace.", no_args_is_help=True)


def appeler(methode: str, url: str, chemin: str, *, espace: str = "", corps: Any = None) -> Any:
    """The JSON answer of `/_bac{chemin}`; says why and leaves when there is none."""
    base = url.rstrip("/") + (f"/e/{espace}" if espace else "")
    cle = os.environ.get("BACASABLE_CONTROL_KEY", "")
    try:
        reponse = httpx.request(
            methode,
            f"{base}/_bac{chemin}",
            json=corps,
            headers={"X-Bac-Key": cle} if cle else {},
            timeout=DELAI,
            trust_env=False,
        )
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        echouer(f"« {url} » n'est pas une adresse.", "Par exemple : --url http://127.0.0.1:8000")
    except httpx.TransportError as erreur:
        echouer(f"Aucun bac à sable ne répond à {url} ({erreur}).", "Démarrez-le : bacasable up")
    if reponse.is_error:
        _refus(reponse)
    return reponse.json() if reponse.content else None


def _refus(reponse: httpx.Response) -> None:
    try:
        corps = reponse.json()
    except ValueError:
        corps = {}
    echouer(corps.get("message") or f"Refus {reponse.status_code}.", corps.get("remede", ""))


@espaces.command("create")
def creer_espace(
    slug: str,
    seed: Annotated[int | None, typer.Option(help="Graine de la population.")] = None,
    size: Annotated[int | None, typer.Option(help="Nombre de citoyens.")] = None,
    day: Annotated[str | None, typer.Option(help="Jour civil figé, AAAA-MM-JJ.")] = None,
    url: Url = ADRESSE,
    brut: EnJson = False,
) -> None:
    """Crée un espace sous /e/SLUG."""
    voulu = {"slug": slug, "seed": seed, "size": size, "day": day}
    _montrer_espace(appeler("POST", url, "/spaces", corps={n: v for n, v in voulu.items() if v is not None}), brut)


@espaces.command("list")
def lister_espaces(url: Url = ADRESSE, brut: EnJson = False) -> None:
    """Liste les espaces."""
    lu = appeler("GET", url, "/spaces")
    if brut:
        afficher_json(lu)
        return
    lignes = [(e["slug"] or "(défaut)", e["day"], e["epoch"], e["seed"], e["size"], e["url"]) for e in lu["spaces"]]
    tableau(("espace", "jour", "époque", "graine", "taille", "adresse"), lignes)


@espaces.command("reset")
def remettre_a_zero(
    slug: Annotated[str, typer.Argument(help="À défaut, l'espace par défaut.")] = "",
    everything: Annotated[bool, typer.Option("--everything", help="Oublier aussi les services déclarés.")] = False,
    url: Url = ADRESSE,
) -> None:
    """Remet un espace à zéro : sessions, jetons, éditions et journal."""
    appeler("POST", url, "/reset", espace=slug, corps={"everything": everything})
    typer.echo(f"Espace {slug or 'par défaut'} remis à zéro.")


@espaces.command("delete")
def supprimer_espace(slug: str, url: Url = ADRESSE) -> None:
    """Supprime un espace et tout ce qu'il contient."""
    appeler("DELETE", url, f"/spaces/{slug}")
    typer.echo(f"Espace {slug} supprimé.")


def _montrer_espace(espace: dict[str, Any], brut: bool) -> None:
    if brut:
        afficher_json(espace)
        return
    lignes = (
        ("adresse", espace["url"]),
        ("émetteur FranceConnect", espace["issuer"]),
        ("jour civil", espace["day"]),
        ("population", espace["population"]),
    )
    fiche(f"Espace {espace['slug']}", lignes)


@services.command("add")
def ajouter_service(
    redirect_uri: Annotated[list[str], typer.Option("--redirect-uri", help="Adresse de retour ; répétable.")],
    name: Annotated[str, typer.Option(help="Nom du service.")] = "Service de test",
    logout_uri: Annotated[
        list[str] | None, typer.Option("--logout-uri", help="Adresse de retour de déconnexion.")
    ] = None,
    scope: Annotated[list[str] | None, typer.Option("--scope", help="Scope autorisé ; à défaut, tous.")] = None,
    alg: Annotated[str, typer.Option(help="Signature : ES256 ou RS256.")] = "ES256",
    espace: Espace = "",
    url: Url = ADRESSE,
    brut: EnJson = False,
) -> None:
    """Déclare un service à FranceConnect."""
    corps: dict[str, Any] = {
        "name": name,
        "redirect_uris": redirect_uri,
        "post_logout_redirect_uris": logout_uri or [],
        "id_token_signed_response_alg": alg,
        "userinfo_signed_response_alg": alg,
    }
    if scope:
        corps["scopes"] = scope
    _montrer_service(appeler("POST", url, "/services", espace=espace, corps=corps), brut)


@services.command("list")
def lister_services(espace: Espace = "", url: Url = ADRESSE, brut: EnJson = False) -> None:
    """Liste les services."""
    lu = appeler("GET", url, "/services", espace=espace)
    if brut:
        afficher_json(lu)
        return
    lignes = [(s["client_id"], s["name"], s["type"], len(s["scopes"])) for s in lu["services"]]
    tableau(("client_id", "nom", "type", "scopes"), lignes)


@services.command("show")
def montrer_service(client_id: str, espace: Espace = "", url: Url = ADRESSE, brut: EnJson = False) -> None:
    """Montre la fiche d'un service."""
    _montrer_service(appeler("GET", url, f"/services/{client_id}", espace=espace), brut)


@services.command("remove")
def retirer_service(client_id: str, espace: Espace = "", url: Url = ADRESSE) -> None:
    """Retire un service."""
    appeler("DELETE", url, f"/services/{client_id}", espace=espace)
    typer.echo(f"Service {client_id} retiré.")


def _montrer_service(service: dict[str, Any], brut: bool) -> None:
    if brut:
        afficher_json(service)
        return
    lignes = (
        ("client_id", service["client_id"]),
        ("client_secret", service["client_secret"]),
        ("redirect_uris", " ".join(service["redirect_uris"])),
        ("déconnexion", " ".join(service["post_logout_redirect_uris"])),
        ("signature", service["id_token_signed_response_alg"]),
        ("type", service["type"]),
        ("scopes", " ".join(service["scopes"])),
    )
    fiche(service["title"], lignes)


def login(
    client_id: Annotated[str, typer.Argument(help="Le service qui se connecte.")],
    compte: Annotated[str, typer.Argument(metavar="LOGIN", help="Le citoyen.")],
    scope: Annotated[str | None, typer.Option(help="Scopes séparés par des espaces ; à défaut, tous.")] = None,
    espace: Espace = "",
    url: Url = ADRESSE,
) -> None:
    """Connecte un citoyen sans navigateur : la réponse du point token de FranceConnect."""
    corps = {"client_id": client_id, "login": compte} | ({"scope": scope} if scope else {})
    afficher_json(appeler("POST", url, "/login", espace=espace, corps=corps))


def token(
    scope: Annotated[list[str] | None, typer.Option("--scope", help="Scope ; à défaut, tous.")] = None,
    espace: Espace = "",
    url: Url = ADRESSE,
) -> None:
    """Délivre un jeton d'API Particulier et l'écrit seul, pour un autre programme."""
    typer.echo(appeler("POST", url, "/api-tokens", espace=espace, corps={"scopes": scope} if scope else {})["token"])


@horloge.command("get")
def lire_horloge(espace: Espace = "", url: Url = ADRESSE) -> None:
    """Dit le jour civil."""
    lu = appeler("GET", url, "/clock", espace=espace)
    typer.echo(f"{lu['day']} ({'figé' if lu['pinned'] else 'suit le calendrier'})")


@horloge.command("set")
def fixer_horloge(
    day: Annotated[str, typer.Argument(help="AAAA-MM-JJ, ou « today » pour suivre le calendrier.")],
    espace: Espace = "",
    url: Url = ADRESSE,
) -> None:
    """Fixe le jour civil."""
    lu = appeler("PUT", url, "/clock", espace=espace, corps={"day": None if day == "today" else day})
    typer.echo(f"{lu['day']} ({'figé' if lu['pinned'] else 'suit le calendrier'})")
