"""Take mixed households out of the nation as it is, and write them with the drawn ones, unanswered.

Runs in the project's environment; `repond_menages.py`, in the oracle's, answers. Same words as `menages.py`.

    python -m tests.law.oracle.nation tests/law/golden/menages.json.gz [households of each kind]
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from fixtures.nation.menages import Menage
from fixtures.nation.nation import nation
from registry.facts import Famille, Personne, Revenus
from registry.groupes import union_en_cours
from tests.law.oracle.menages import MOIS, Cas, logement, tire_menage

GRAINE = 20261101
CITOYENS = 1_000_000
SITUATIONS = {"mariage": "M", "pacs": "O", "concubinage": "U"}
FINS = {"divorce": "D", "deces": "V"}
AGE_LIMITE = 20
TAUX_AAH = 0.8


def menages_de_la_nation(nombre: int) -> Iterator[Cas]:
    """Households drawn by their number, every kind but those of grown-up children, who file on their own."""
    alea = random.Random(f"{GRAINE}-nation")
    while nombre:
        mois = alea.choice(MOIS)
        pays = nation(GRAINE, CITOYENS, int(mois[:4]))
        menage = Menage(pays, pays.foyer_numero(alea.randrange(pays.blocs * pays.gabarit.nombre_menages)))
        yield _cas(menage, mois, alea)
        nombre -= 1


def _cas(menage: Menage, mois: str, alea: random.Random) -> Cas:
    jour = date.fromisoformat(f"{mois}-01")
    famille = menage.famille()
    adultes = [menage.ref(s) for s in menage.adultes]
    enfants = [
        p
        for s in menage.enfants
        if (p := famille.personnes[menage.ref(s)]).ne_le(jour) and p.age(jour) < AGE_LIMITE and p.parents
    ]
    situation = _situation(famille, adultes, jour)
    cas: Cas = {
        "mois": mois,
        "situation": situation,
        "adultes": [_adulte(famille, ref, jour) for ref in adultes],
        "enfants": [_enfant(p, famille, situation) for p in enfants],
        "departement": "974" if famille.residences[0].adresse.code_commune.startswith("974") else "44",
    }
    if situation in "CD" and enfants:
        cas["parent_isole"] = True
    return cas | logement(alea, str(cas["departement"]))


def _situation(famille: Famille, adultes: list[str], jour: date) -> str:
    union = union_en_cours(famille, adultes[0], jour)
    if len(adultes) == 2:
        return SITUATIONS[union.nature] if union else "U"
    passees = [u for u in famille.unions if adultes[0] in u.membres and u.nature == "mariage" and u.fin]
    return FINS.get(passees[-1].motif_fin or "", "C") if passees else "C"


def _adulte(famille: Famille, ref: str, jour: date) -> Cas:
    adulte: Cas = {
        "naissance": famille.personnes[ref].naissance.reelle.isoformat(),
        "revenus": {str(a): _montants(famille.revenus(ref, a)) for a in range(jour.year - 2, jour.year + 1)},
    }
    if any(d.nature == "aah" and d.beneficiaire == ref and d.en_cours(jour) for d in famille.decisions):
        adulte["taux_incapacite"] = TAUX_AAH
    return adulte


def _montants(r: Revenus) -> dict[str, int]:
    return {nom: euros for nom in Revenus.__slots__ if (euros := getattr(r, nom))}


def _enfant(p: Personne, famille: Famille, situation: str) -> Cas:
    enfant: Cas = {"naissance": p.naissance.reelle.isoformat()}
    if situation == "U":
        enfant["declare_par"] = 0
    if situation in "CD" and any(g.enfant == p.ref for g in famille.gardes):
        enfant["alternee"] = True
    return enfant


def main(chemin: str, nombre: str = "1000") -> None:
    alea = random.Random(GRAINE)
    tires = ({"origine": "tirage"} | tire_menage(alea) for _ in range(int(nombre)))
    cas = [*({"origine": "nation"} | c for c in menages_de_la_nation(int(nombre))), *tires]
    ecrit(Path(chemin), {"oracle": "", "cas": cas})


def ecrit(chemin: Path, contenu: Cas) -> None:
    """Compressed, with no date in it, so that the same content is the same bytes."""
    texte = json.dumps(contenu, ensure_ascii=False, separators=(",", ":"))
    chemin.write_bytes(gzip.compress(texte.encode(), mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
