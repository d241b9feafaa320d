"""Ménage, foyer allocataire and foyer fiscal: three groups derived from the same facts, never merged."""

from __future__ import annotations

from registry.facts import Deces, GardeAlternee, NatureUnion, Rattachement, Union
from registry.groupes import (
    EnfantACharge,
    conjoint,
    dossier_clos,
    foyer_allocataire,
    foyer_fiscal,
    menage,
    residence,
)
from tests.registry.commun import NANTES, activite, dossier, famille, habite, le, personne

ANNE = personne("anne", "1990-05-05")
BRUNO = personne("bruno", "1988-03-03", "M")
LEO = personne("leo", "2020-06-15", "M", parents=("anne", "bruno"))
JOUR = le("2026-06-01")


def couple(nature: NatureUnion, debut: str = "2015-07-01", **fin: object) -> Union:
    return Union(nature, ("anne", "bruno"), le(debut), **fin)  # type: ignore[arg-type]


def test_des_concubins_sont_un_menage_un_foyer_caf_et_deux_foyers_fiscaux() -> None:
    """A cohabiting couple is one ménage, one foyer allocataire, two foyers fiscaux; one parent declares the child."""
    f = famille([ANNE, BRUNO, LEO], unions=(couple("concubinage"),), dossiers=(dossier("anne"),))
    assert set(menage(f, "bruno", JOUR)) == {"anne", "bruno", "leo"}
    foyer = foyer_allocataire(f, "bruno", JOUR)
    assert foyer is not None
    assert (foyer.allocataire, foyer.conjoint, foyer.enfants) == ("anne", "bruno", (EnfantACharge("leo"),))
    d_anne, de_bruno = (foyer_fiscal(f, ref, 2025, JOUR) for ref in ("anne", "bruno"))
    assert d_anne is not None
    assert de_bruno is not None
    assert (d_anne.declarants, d_anne.situation, d_anne.mineurs) == (("anne",), "C", (EnfantACharge("leo"),))
    assert (de_bruno.declarants, de_bruno.situation, de_bruno.mineurs) == (("bruno",), "C", ())
    assert not d_anne.parent_isole


def test_des_concubins_choisissent_qui_declare_l_enfant() -> None:
    """The minor of unmarried parents is declared by the one they chose, for the years they chose."""
    rattache = Rattachement("leo", "bruno", 2023, 2024)
    f = famille([ANNE, BRUNO, LEO], unions=(couple("concubinage"),), rattachements=(rattache,))
    for annee, declarant in ((2022, "anne"), (2023, "bruno"), (2024, "bruno"), (2025, "anne")):
        foyer = foyer_fiscal(f, "leo", annee, JOUR)
        assert foyer is not None
        assert foyer.declarants == (declarant,)


def test_le_mariage_fait_un_seul_foyer_fiscal() -> None:
    """Married parents file one return with their minor child (CGI 6-1)."""
    foyer = foyer_fiscal(famille([ANNE, BRUNO, LEO], unions=(couple("mariage"),)), "bruno", 2025, JOUR)
    assert foyer is not None
    assert (foyer.declarants, foyer.situation, foyer.mineurs) == (("anne", "bruno"), "M", (EnfantACharge("leo"),))


def test_un_pacs_conclu_dans_l_annee_compte_au_31_decembre() -> None:
    """The couple is read on 31 December: a PACS of 20 December makes one return for the whole year, none before."""
    f = famille([ANNE, BRUNO], unions=(couple("pacs", "2025-12-20"),))
    avant, apres = foyer_fiscal(f, "anne", 2024, JOUR), foyer_fiscal(f, "anne", 2025, JOUR)
    assert avant is not None
    assert apres is not None
    assert (avant.declarants, avant.situation) == (("anne",), "C")
    assert (apres.declarants, apres.situation) == (("anne", "bruno"), "O")


def test_la_rupture_est_connue_de_la_caf_avant_la_dgfip() -> None:
    """A separation of March 2025, known to the CAF in April and to the DGFiP in May 2026, gives two honest answers."""
    fin = le("2025-03-10")
    rupture = couple(
        "pacs",
        fin=fin,
        motif_fin="dissolution",
        fin_known_by={"caf": le("2025-04-05"), "dgfip": le("2026-05-20")},
    )
    f = famille([ANNE, BRUNO], unions=(rupture,), dossiers=(dossier("anne"),))
    assert conjoint(f, "anne", le("2025-03-10")) is None
    assert conjoint(f, "anne", le("2025-04-04"), "caf") == "bruno"
    assert conjoint(f, "anne", le("2025-04-05"), "caf") is None
    assert conjoint(f, "anne", le("2025-04-05"), "dgfip") == "bruno"
    avant, apres = (foyer_fiscal(f, "anne", 2025, le(jour)) for jour in ("2026-05-19", "2026-05-20"))
    assert avant is not None
    assert apres is not None
    assert (avant.situation, apres.situation) == ("O", "C")
    assert foyer_allocataire(f, "bruno", le("2025-04-04")) is not None
    assert foyer_allocataire(f, "bruno", le("2025-04-05")) is None


def test_le_divorce_laisse_une_situation_de_divorce() -> None:
    """After a divorce each files alone, « D »; the parent with whom the child lives is a lone parent."""
    divorce = couple("mariage", fin=le("2023-02-01"), motif_fin="divorce")
    f = famille([ANNE, BRUNO, LEO], unions=(divorce,), residences=(habite("bruno", "studio"),))
    mere, pere = (foyer_fiscal(f, ref, 2024, JOUR) for ref in ("anne", "bruno"))
    assert mere is not None
    assert pere is not None
    assert (mere.situation, mere.mineurs, mere.parent_isole) == ("D", (EnfantACharge("leo"),), True)
    assert (pere.situation, pere.mineurs, pere.parent_isole) == ("D", (), False)


def test_la_veuve_declare_seule_et_garde_ses_enfants() -> None:
    """The year after her husband's death a widow files alone, « V », with the child; no lone-parent box for her."""
    mort = personne("bruno", "1988-03-03", "M", deces=Deces(le("2023-10-12"), NANTES, 5))
    veuvage = couple("mariage", fin=le("2023-10-12"), motif_fin="deces")
    f = famille([ANNE, mort, LEO], unions=(veuvage,), dossiers=(dossier("anne"),))
    foyer = foyer_fiscal(f, "anne", 2024, JOUR)
    assert foyer is not None
    assert (foyer.declarants, foyer.situation, foyer.mineurs) == (("anne",), "V", (EnfantACharge("leo"),))
    assert not foyer.parent_isole
    assert foyer_fiscal(f, "bruno", 2024, JOUR) is None
    assert set(menage(f, "anne", JOUR)) == {"anne", "leo"}
    caf = foyer_allocataire(f, "anne", JOUR)
    assert caf is not None
    assert caf.conjoint is None


def test_un_deces_ignore_de_la_caf_ne_change_pas_son_foyer() -> None:
    """Until the CAF hears of the death, the dead spouse is still in the file."""
    mort = personne("bruno", "1988-03-03", "M", deces=Deces(le("2026-03-01"), NANTES, 5, {"caf": le("2026-07-01")}))
    veuvage = couple("mariage", fin=le("2026-03-01"), motif_fin="deces", fin_known_by={"caf": le("2026-07-01")})
    f = famille([ANNE, mort], unions=(veuvage,), dossiers=(dossier("anne"),))
    for jour, attendu in (("2026-06-30", "bruno"), ("2026-07-01", None)):
        foyer = foyer_allocataire(f, "anne", le(jour))
        assert foyer is not None
        assert foyer.conjoint == attendu


def test_la_garde_alternee_met_l_enfant_dans_les_deux_foyers() -> None:
    """Shared custody with shared allowances: the child is in both CAF files and both tax households, « alternée »."""
    garde = GardeAlternee("leo", ("anne", "bruno"), le("2023-09-01"))
    studio = habite("bruno", "studio")
    f = famille([ANNE, BRUNO, LEO], residences=(studio,), gardes=(garde,), dossiers=(dossier("anne"), dossier("bruno")))
    for ref in ("anne", "bruno"):
        caf, fiscal = foyer_allocataire(f, ref, JOUR), foyer_fiscal(f, ref, 2025, JOUR)
        assert caf is not None
        assert fiscal is not None
        assert caf.enfants == fiscal.mineurs == (EnfantACharge("leo", alternee=True),)
        assert fiscal.parent_isole


def test_sans_partage_les_allocations_suivent_le_logement() -> None:
    """When parents do not share the allowances, only the home where the child is counted has it at the CAF."""
    garde = GardeAlternee("leo", ("anne", "bruno"), le("2023-09-01"), partage_af=False)
    studio = habite("bruno", "studio")
    f = famille([ANNE, BRUNO, LEO], residences=(studio,), gardes=(garde,), dossiers=(dossier("anne"), dossier("bruno")))
    chez_anne, chez_bruno = (foyer_allocataire(f, ref, JOUR) for ref in ("anne", "bruno"))
    assert chez_anne is not None
    assert chez_bruno is not None
    assert (chez_anne.enfants, chez_bruno.enfants) == ((EnfantACharge("leo"),), ())


def test_la_garde_ne_vaut_qu_une_fois_commencee_et_connue() -> None:
    """Before it starts, or until the CAF knows it, the child is in one home only."""
    garde = GardeAlternee("leo", ("anne", "bruno"), le("2026-02-01"), known_by={"caf": le("2026-05-01")})
    f = famille(
        [ANNE, BRUNO, LEO], residences=(habite("bruno", "studio"),), gardes=(garde,), dossiers=(dossier("anne"),)
    )
    for jour, alternee in (("2026-04-30", False), ("2026-05-01", True)):
        foyer = foyer_allocataire(f, "anne", le(jour))
        assert foyer is not None
        assert foyer.enfants == (EnfantACharge("leo", alternee),)
    fiscal = foyer_fiscal(f, "anne", 2025, JOUR)
    assert fiscal is not None
    assert fiscal.mineurs == (EnfantACharge("leo"),)


def test_un_etudiant_d_une_autre_ville_reste_rattache_jusqu_a_25_ans() -> None:
    """CGI 6-3: an adult child may be attached under 21, or under 25 while studying, on 1 January of the income year."""
    eva = personne("eva", "2001-06-11", parents=("anne", "bruno"))
    vieille_anne = personne("anne", "1975-01-01")
    faits = {"residences": (habite("eva", "studio"),), "rattachements": (Rattachement("eva", "anne", 2019),)}
    etudiante = famille([vieille_anne, eva], activites=(activite("eva", "etudes", "2019-09-01"),), **faits)
    salariee = famille([vieille_anne, eva], activites=(activite("eva", "salarie", "2019-09-01"),), **faits)
    for f, derniere in ((etudiante, 2026), (salariee, 2022)):
        for annee in (2020, derniere, derniere + 1):
            foyer = foyer_fiscal(f, "eva", annee, le("2030-01-01"))
            assert foyer is not None
            assert foyer.declarants == (("anne",) if annee <= derniere else ("eva",))
            assert foyer.majeurs == (("eva",) if annee <= derniere else ())


def test_un_majeur_sans_rattachement_declare_seul() -> None:
    """Attachment is an option: without it an adult of 18 living at home files alone."""
    jeune = personne("leo", "2006-06-15", "M", parents=("anne", "bruno"))
    foyer = foyer_fiscal(famille([ANNE, jeune]), "leo", 2025, JOUR)
    assert foyer is not None
    assert foyer.declarants == ("leo",)


def test_un_enfant_compte_a_la_caf_jusqu_a_vingt_ans_la_ou_il_vit() -> None:
    """CSS R512-2: a child is counted under 20, in the home, unless it has a file of its own."""
    enfant = personne("leo", "2006-06-15", "M", parents=("anne", "bruno"))
    f = famille([ANNE, enfant], dossiers=(dossier("anne"),))
    for jour, attendus in (("2026-06-14", (EnfantACharge("leo"),)), ("2026-06-15", ())):
        foyer = foyer_allocataire(f, "anne", le(jour))
        assert foyer is not None
        assert foyer.enfants == attendus
    autonome = famille([ANNE, enfant], dossiers=(dossier("anne"), dossier("leo", "2025-10-01")))
    foyer = foyer_allocataire(autonome, "anne", le("2026-01-01"))
    assert foyer is not None
    assert foyer.enfants == ()


def test_un_enfant_ne_en_decembre_compte_pour_toute_l_annee() -> None:
    """A child born on 31 December is a dependant of the year; one who died during the year still is."""
    bebe = personne("leo", "2024-12-31", "M", parents=("anne",), deces=Deces(le("2025-02-01"), NANTES, 9))
    f = famille([ANNE, bebe])
    for annee, attendus in ((2023, ()), (2024, ("leo",)), (2025, ("leo",)), (2026, ())):
        foyer = foyer_fiscal(f, "anne", annee, le("2028-01-01"))
        assert foyer is not None
        assert tuple(e.ref for e in foyer.mineurs) == attendus


def test_la_majorite_se_lit_au_premier_janvier() -> None:
    """CGI 196: who turns 18 during the year is still a minor dependant for that year's income."""
    enfant = personne("leo", "2006-06-15", "M", parents=("anne",))
    f = famille([ANNE, enfant])
    for annee, declarant in ((2024, "anne"), (2025, "leo")):
        foyer = foyer_fiscal(f, "leo", annee, JOUR)
        assert foyer is not None
        assert foyer.declarants == (declarant,)


def test_le_foyer_allocataire_suit_le_dossier() -> None:
    """Without an open file there is no foyer; a closed one is remembered with its fund."""
    f = famille([ANNE], dossiers=(dossier("anne", "2015-01-01", "2020-01-01"),))
    assert foyer_allocataire(f, "anne", le("2014-12-31")) is None
    assert foyer_allocataire(f, "anne", le("2019-12-31")) is not None
    assert foyer_allocataire(f, "anne", le("2020-01-01")) is None
    clos = dossier_clos(f, "anne", le("2020-01-01"))
    assert clos is not None
    assert clos.organisme == "CNAF"
    assert dossier_clos(f, "anne", le("2019-12-31")) is None


def test_la_residence_est_le_dernier_demenagement_connu() -> None:
    """Each administration has the address of the last move it heard of."""
    demenagement = habite("anne", "villa", "2026-02-01", {"dgfip": le("2026-05-20")})
    f = famille([ANNE], residences=(habite("anne", "maison"), demenagement))
    for administration, jour, attendu in (
        ("", "2026-01-31", "maison"),
        ("", "2026-02-01", "villa"),
        ("caf", "2026-02-01", "villa"),
        ("dgfip", "2026-05-19", "maison"),
        ("dgfip", "2026-05-20", "villa"),
    ):
        chez = residence(f, "anne", le(jour), administration)
        assert chez is not None
        assert chez.logement == attendu
    assert residence(f, "anne", le("1999-12-31")) is None


def test_a_separation_learnt_late_reads_the_past_with_today_s_knowledge() -> None:
    """The DGFiP learns in May of an autumn move: from then on, 31 December shows the child in the new home."""
    mere, pere = personne("ines", "1990-02-01"), personne("max", "1989-02-01", "M")
    enfant = personne("eliott", "2020-02-01", "M", parents=("ines", "max"))
    depart = {"dgfip": le("2027-05-20")}
    gens = famille(
        [mere, pere, enfant],
        residences=[
            habite("ines", "ancien"),
            habite("max", "ancien"),
            habite("eliott", "ancien", "2020-02-01"),
            habite("ines", "nouveau", "2026-10-01", depart),
            habite("eliott", "nouveau", "2026-10-01", depart),
        ],
    )
    avant = foyer_fiscal(gens, "ines", 2026, le("2027-02-01"))
    apres = foyer_fiscal(gens, "ines", 2026, le("2027-09-01"))
    assert avant is not None
    assert apres is not None
    assert [e.ref for e in apres.mineurs] == ["eliott"]
    assert foyer_fiscal(gens, "max", 2026, le("2027-09-01")).mineurs == ()  # type: ignore[union-attr]
