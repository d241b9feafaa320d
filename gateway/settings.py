"""Every setting of the sandbox, read from `BACASABLE_…` variables; a test compares `docs/reglages.md` with it."""

from __future__ import annotations

from ipaddress import ip_address

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MINUTE = 60
JOUR = 24 * 60 * MINUTE
#: API Particulier says its tokens live 18 months.
DUREE_JETON_API = 548 * JOUR
#: The French population, the largest nation computed.
TAILLE_MAXIMALE = 67_000_000


class ReglageRefuse(Exception):
    """Two settings that may not go together; the message says what to change."""


class Settings(BaseSettings):
    """Field names in lower case; the variable is `BACASABLE_` and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix="BACASABLE_", extra="ignore")

    host: str = Field("127.0.0.1", description="Adresse d'écoute ; ailleurs que sur la machine, une clé est exigée.")
    port: int = Field(8000, ge=1, le=65535, description="Port d'écoute.")
    workers: int = Field(1, ge=1, description="Nombre de processus ; au-delà d'un, préférer PostgreSQL.")
    public_url: str = Field(
        "", description="Adresse publique, derrière un relais ; vide : celle que demande chaque requête (Host)."
    )
    database_url: str = Field(
        "sqlite:///var/bacasable.db", description="Base de données : `sqlite:///fichier` ou `postgresql://…`."
    )
    database_connections: int = Field(
        10, ge=1, description="Connexions à PostgreSQL, au plus, par processus (sans effet sur SQLite)."
    )
    nation_seed: int = Field(42, ge=0, description="Graine de la nation de l'espace par défaut.")
    nation_size: int = Field(
        1_000_000,
        ge=1,
        le=TAILLE_MAXIMALE,
        description="Nombre de citoyens de l'espace par défaut.",
        json_schema_extra={"unite": "habitants"},
    )
    control_key: str = Field(
        "", description="Clé de l'API de contrôle (en-tête `X-Bac-Key`) ; vide : la machine elle-même seulement."
    )
    rsa_bits: int = Field(
        2048,
        ge=2048,
        le=4096,
        description="Longueur des clés RSA d'un nouvel espace.",
        json_schema_extra={"unite": "bits"},
    )
    api_token_ttl: int = Field(
        DUREE_JETON_API,
        ge=1,
        description="Durée d'un jeton d'API Particulier.",
        json_schema_extra={"unite": "secondes"},
    )
    dgfip_token_ttl: int = Field(
        3600, ge=1, description="Durée d'un jeton de la passerelle DGFiP.", json_schema_extra={"unite": "secondes"}
    )
    config_ttl: float = Field(
        1.0,
        ge=0,
        description="Âge au-delà duquel un processus relit ce que les autres ont pu changer.",
        json_schema_extra={"unite": "secondes"},
    )
    traces_interval: float = Field(
        0.5, gt=0, description="Intervalle d'écriture du journal.", json_schema_extra={"unite": "secondes"}
    )
    traces_kept: int = Field(
        100_000,
        ge=1,
        description="Événements gardés par espace dans le journal.",
        json_schema_extra={"unite": "nombre"},
    )
    purge_interval: float = Field(
        60.0, gt=0, description="Intervalle d'effacement de l'état expiré.", json_schema_extra={"unite": "secondes"}
    )
    plus_localhost: bool = Field(
        True,
        description="FranceConnect+ admet les `redirect_uri` sans domaine public (`localhost`) ; le vrai les refuse.",
    )
    idp_timeout: float = Field(
        6.0,
        gt=0,
        description="Attente, au plus, d'une réponse d'un fournisseur d'identité.",
        json_schema_extra={"unite": "secondes"},
    )
    max_spaces: int = Field(500, ge=1, description="Espaces nommés, au plus.", json_schema_extra={"unite": "nombre"})

    @field_validator("public_url")
    @classmethod
    def _sans_barre_finale(cls, valeur: str) -> str:
        return valeur.rstrip("/")

    def verifier_acces(self) -> None:
        """Refuse to listen beyond the machine without a key: `ReglageRefuse`."""
        if not self.control_key and not est_boucle(self.host):
            raise ReglageRefuse(
                f"Écouter sur {self.host} ouvre l'API de contrôle à d'autres machines : donnez une clé "
                "(BACASABLE_CONTROL_KEY) ou écoutez sur 127.0.0.1."
            )


def est_boucle(hote: str) -> bool:
    """Whether this host name or address is the machine itself."""
    if hote == "localhost" or hote.endswith(".localhost"):
        return True
    try:
        return ip_address(hote.strip("[]")).is_loopback
    except ValueError:
        return False
