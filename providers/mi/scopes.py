"""The scope of the SIV that FranceConnect announces, without any published resource: it opens our proposal whole."""

from kernel.scopes import Filtre, Scope

SLUG = "mi"

SCOPES = (
    Scope("mi_siv_carte_grise", "Informations de la carte grise : titulaire et véhicule", ("titulaire", "vehicule")),
)
FILTRE = Filtre(SCOPES)
