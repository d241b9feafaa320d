"""What one asks to make people: a preset with its options, or members one by one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from registry.facts import Administration, NatureActivite, NatureDecision, NatureUnion, Revenus, Sexe, StatutLogement

EUROS = frozenset(Revenus.__dataclass_fields__)
NOM = Field(None, min_length=1, max_length=100)
#: A day of somebody's life: a century before the oldest citizen, a century after the last civil day.
Jour = Annotated[date, Field(ge=date(1800, 1, 1), le=date(2199, 12, 31))]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LogementDemande(Strict):
    """How the dwelling is held; without it, nobody knows and no housing aid can be paid."""

    statut: StatutLogement
    montant: int = Field(0, ge=0, le=100_000, description="Loyer sans charges ou mensualité, euros par mois.")
    meuble: bool = False


class AdresseDemandee(Strict):
    commune: str | None = Field(None, description="Code COG ; à défaut, tirée au sort.")
    numero: str | None = None
    type_voie: str | None = None
    nom_voie: str | None = None
    complement: str | None = None
    tenure: LogementDemande | None = None


class Membre(Strict):
    """One person; what is left out is drawn."""

    key: str = Field(description="Le nom de la personne dans cette demande.", min_length=1, max_length=50)
    sexe: Sexe
    age: int | None = Field(None, ge=0, le=110, description="Au jour civil ; ou `date_naissance`.")
    date_naissance: str | None = Field(None, pattern=r"^\d{4}-\d{2}-\d{2}$", description="`00` : inconnu.")
    nom_naissance: str | None = NOM
    prenoms: list[str] | None = Field(None, max_length=10)
    nom_usage: str | None = NOM
    lieu_naissance: str | None = Field(None, description="Code COG de la commune ou du pays (99xxx).")
    parents: list[str] | None = Field(None, max_length=2, description="Clés d'autres membres, plus âgés.")
    activite: NatureActivite | None = None
    activite_depuis: Jour | None = None
    employeur: str | None = None
    revenus: dict[str, Any] | None = Field(
        None, description='Euros de chaque année (`{"salaires": 21000}`), ou par année (`{"2024": {…}}`).'
    )
    regime_maladie: Literal["general", "agricole"] | None = None
    email: str | None = None
    nir: str | None = Field(None, description="De la plage réservée seulement ; à défaut, attribué.")
    spi: str | None = Field(None, description="De la plage réservée seulement ; à défaut, attribué.")
    decisions: list[NatureDecision] | None = None
    logement: str | None = Field(None, description="Clé de `addresses` ; à défaut `maison`.")
    depuis: Jour | None = Field(None, description="Y habite depuis ce jour.")
    deces: Jour | None = None

    @model_validator(mode="after")
    def _complet(self) -> Self:
        if (self.age is None) == (self.date_naissance is None):
            raise ValueError("donnez « age » ou « date_naissance », l'un des deux")
        for nom, valeur in (self.revenus or {}).items():
            _verifier_revenus(nom, valeur)
        return self


def _verifier_revenus(nom: str, valeur: Any) -> None:
    montants = valeur if isinstance(valeur, dict) and nom.isascii() and nom.isdigit() else {nom: valeur}
    for champ, euros in montants.items():
        if champ not in EUROS:
            raise ValueError(f"revenus : champ inconnu « {champ} » ; admis : {', '.join(sorted(EUROS))}")
        if type(euros) is not int or not 0 <= euros <= 10**9:
            raise ValueError("revenus : les montants sont des euros entiers, positifs ou nuls")


class UnionDemandee(Strict):
    nature: NatureUnion
    membres: list[str] = Field(min_length=2, max_length=2)
    debut: Jour
    lieu: str | None = None
    fin: Jour | None = None
    motif_fin: Literal["divorce", "dissolution", "separation", "deces"] | None = None


class GardeDemandee(Strict):
    enfant: str
    parents: list[str] = Field(min_length=2, max_length=2)
    debut: Jour
    partage_af: bool = True


class RattachementDemande(Strict):
    enfant: str
    parent: str
    premiere_annee: int
    derniere_annee: int | None = None


class Creation(Strict):
    """A preset and its options, or members."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"preset": "parent_isole", "children": 2, "qf_max": 700, "commune": "44109"},
                {
                    "members": [
                        {"key": "mere", "sexe": "F", "date_naissance": "1990-03-02", "revenus": {"salaires": 21000}},
                        {"key": "enfant", "sexe": "M", "age": 4, "parents": ["mere"]},
                    ],
                    "addresses": {"maison": {"commune": "44109"}},
                },
            ]
        },
    )

    preset: str | None = Field(None, description="Un des presets de `GET /_bac/presets`.")
    children: int | None = Field(None, ge=0, le=10, description="Nombre d'enfants (preset).")
    ages: list[int] | None = Field(None, max_length=10, description="Leurs âges, à la place de `children`.")
    commune: str | None = Field(None, description="Code COG (preset) ; à défaut, tirée au sort.")
    members: list[Membre] | None = Field(None, min_length=1, max_length=20)
    unions: list[UnionDemandee] | None = None
    addresses: dict[str, AdresseDemandee] | None = None
    gardes: list[GardeDemandee] | None = None
    rattachements: list[RattachementDemande] | None = None
    allocataires: list[str] | None = Field(
        None, description="Clés de qui a un dossier à la caisse ; à défaut, un par foyer avec enfant."
    )
    qf_min: int | None = Field(None, ge=0, description="Quotient familial d'au moins… (euros) : les revenus suivent.")
    qf_max: int | None = Field(None, ge=0, description="Quotient familial d'au plus… (euros) : les revenus suivent.")
    seed: int | None = Field(
        None, ge=0, le=2**53, description="La même graine tire les mêmes gens ; à défaut, au sort."
    )

    @model_validator(mode="after")
    def _preset_ou_membres(self) -> Self:
        if (self.preset is None) == (self.members is None):
            raise ValueError("donnez « preset » ou « members », l'un des deux")
        return self


class EvenementDemande(Strict):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"event": "naissance", "on": "2026-03-01", "value": {"sexe": "F", "prenoms": ["Lina"]}},
                {"event": "separation", "on": "2026-03-01", "value": {"garde_alternee": True}},
            ]
        },
    )

    event: str = Field(description="Un des événements de `GET /_bac/presets`.")
    on: Jour = Field(description="Le jour où cela arrive.")
    value: dict[str, Any] = Field(default_factory=dict, description="Ce que l'événement veut savoir de plus.")
    known_by: dict[Administration, Jour] | None = Field(
        None, description="Jour où chaque administration l'apprend ; à défaut, dès qu'il est vrai."
    )
