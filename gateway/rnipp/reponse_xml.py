"""The RNIPP's answer as XML, on the paths that FranceConnect reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from gateway.rnipp.recherche import ETRANGER, RECTIFIE, TROUVE, UN_PROCHE, Demande, Reponse
from registry.facts import Deces, Lieu, Personne

ESPACE_DE_NOMS = "http://xml.insee.fr/schema/electoral"
DIVERGENCES = ("Nom", "Prenoms", "Sexe", "DateNaissance", "LieuNaissance", "NIR")


@dataclass(frozen=True, slots=True)
class Individu:
    """A person as the answer shows them; `naissance` is year, month and day, 0 when unknown."""

    nom: str
    prenoms: tuple[str, ...]
    naissance: tuple[int, int, int]
    lieu: str
    acte: int
    sexe: str
    deces: Deces | None = None


def de_personne(personne: Personne, jour: date) -> Individu:
    """What civil status knows of the person on the civil day `jour`."""
    n, lieu = personne.naissance, personne.lieu_naissance
    return Individu(
        nom=personne.nom_naissance,
        prenoms=personne.prenoms,
        naissance=(n.annee, n.mois, n.jour),
        lieu=lieu.code if lieu.en_france else lieu.code_pays,
        acte=personne.numero_acte,
        sexe=personne.sexe,
        deces=personne.deces if personne.decede_le(jour, "etat_civil") else None,
    )


def de_demande(demande: Demande) -> Individu:
    """The identity asked, given back as if it were known, birth name in capitals."""
    return Individu(demande.nom.upper(), demande.prenoms, demande.naissance, demande.lieu, 1, demande.sexe or "I")


def document(reponse: Reponse, individu: Individu | None) -> bytes:
    """The whole document; the individual is there when found or near."""
    racine = ET.Element("IdentificationsIndividusCitoyens", {"xmlns": ESPACE_DE_NOMS})
    _texte(racine, "TypeReponseIdentification", str(reponse.type))
    if individu is not None and reponse.type in (TROUVE, RECTIFIE, UN_PROCHE):
        identification = ET.SubElement(racine, "IdentificationIndividuCitoyen")
        _individu(ET.SubElement(ET.SubElement(identification, "SituationActuelle"), "Individu"), individu)
        divergences = ET.SubElement(racine, "Divergences")
        for nom in DIVERGENCES:
            _texte(divergences, f"Divergence{nom}", "true" if nom in reponse.divergences else "false")
    texte: bytes = ET.tostring(racine, encoding="UTF-8", xml_declaration=True)
    return texte


def _individu(parent: ET.Element, individu: Individu) -> None:
    _texte(ET.SubElement(parent, "Noms"), "NomFamille", individu.nom)
    prenoms = ET.SubElement(parent, "Prenoms")
    for prenom in individu.prenoms:
        _texte(prenoms, "Prenom", prenom)
    naissance = ET.SubElement(parent, "Naissance")
    _texte(naissance, "DateNaissance", _date(individu.naissance))
    _lieu(ET.SubElement(naissance, "LieuNaissance"), individu.lieu)
    _texte(naissance, "NumeroActeNaissance", str(individu.acte))
    _texte(parent, "Sexe", individu.sexe)
    if individu.deces is not None:
        _deces(ET.SubElement(parent, "Deces"), individu.deces)


def _deces(parent: ET.Element, deces: Deces) -> None:
    _texte(parent, "DateDeces", deces.jour.isoformat())
    _lieu(ET.SubElement(parent, "LieuDeces"), code_du_lieu(deces.lieu))
    _texte(parent, "NumeroActeDeces", str(deces.numero_acte))


def code_du_lieu(lieu: Lieu) -> str:
    """The commune in France, the country abroad."""
    return lieu.code if lieu.en_france else lieu.code_pays


def _lieu(parent: ET.Element, code: str) -> None:
    ET.SubElement(parent, "Pays" if code.startswith(ETRANGER) else "Localite", {"code": code})


def _date(naissance: tuple[int, int, int]) -> str:
    """`1992`, `1992-11` or `1992-11-03`: unknown parts are left out."""
    annee, mois, jour = naissance
    parties = (f"{annee:04d}", f"{mois:02d}" if mois else "", f"{jour:02d}" if mois and jour else "")
    return "-".join(p for p in parties if p)


def _texte(parent: ET.Element, nom: str, texte: str) -> None:
    ET.SubElement(parent, nom).text = texte
