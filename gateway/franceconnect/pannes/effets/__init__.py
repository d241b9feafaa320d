"""What each fault of the catalogue does to the answer; the same names as `catalogue.yaml`, in its order."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

from gateway.franceconnect.erreurs import ABANDON, ABANDON_VOLONTAIRE, ECHEC_TECHNIQUE
from gateway.franceconnect.pannes.effets import cles, codes, http, jws, retour, session
from gateway.franceconnect.pannes.effets.coup import Coup, Effet

AUTRE = "un-autre-que-celui-attendu"
#: 128 characters: more than the forms of many services allow.
NOM_LONG = "-".join(["Montgolfier"] * 11)[:128]
HEURE = 3600

RETOUR: Mapping[str, Effet] = {
    "retour-state-absent": retour.parametres(state=None),
    "retour-state-etranger": retour.parametres(state=AUTRE),
    "retour-iss-absent": retour.parametres(iss=None),
    "retour-iss-etranger": retour.parametres(iss=retour.EMETTEUR_ETRANGER),
    "retour-code-absent": retour.parametres(code=None),
    "retour-code-invente": retour.parametres(code=AUTRE),
    "retour-code-repete": retour.repeter("code"),
    "retour-code-et-erreur": retour.parametres(error="server_error", error_description=ECHEC_TECHNIQUE),
    "refus-abandon": retour.erreur("access_denied", ABANDON_VOLONTAIRE),
    "refus-identite": retour.erreur("access_denied", ABANDON),
    "refus-serveur": retour.erreur("server_error", ECHEC_TECHNIQUE),
    "refus-indisponible": retour.erreur("temporarily_unavailable", ECHEC_TECHNIQUE),
    "refus-scope": retour.erreur("invalid_scope", "requested scope is not allowed"),
    "refus-niveau": retour.erreur(
        "invalid_acr",
        "acr_value is not valid, should be equal one of these values, expected eidas1, got eidas2",
    ),
    "refus-requete": retour.erreur("invalid_request", "invalid parameter"),
    "refus-idp-hint": retour.erreur("invalid_idp_hint", "An idp_hint was provided but is not allowed"),
    "refus-inconnu": retour.erreur("erreur_de_demain", "<b>texte</b> que personne n'attend"),
    "refus-muet": retour.erreur("access_denied", None),
}

TOKEN: Mapping[str, Effet] = {
    "token-500": http.erreur_500,
    "token-503": http.indisponible,
    "token-lent": http.lenteur,
    "token-html": http.page_html,
    "token-vide": http.vide,
    "token-tronque": http.tronque,
    "token-type-contenu": http.type_contenu("text/html"),
    "token-type-jeton": http.membres(token_type="mac"),
    "token-sans-jeton-acces": http.membres(access_token=None),
    "token-sans-id-token": http.membres(id_token=None),
    "token-sans-duree": http.membres(expires_in=None),
    "token-duree-nulle": http.membres(expires_in=0),
    "token-client-refuse": http.refus(401, "invalid_client", "client authentication failed", "Y040001"),
    "token-code-expire": codes.code_expire,
    "token-code-deux-fois": codes.code_deux_fois,
    "token-jeton-mort": codes.jeton_mort,
}

ID_TOKEN: Mapping[str, Effet] = {
    "id-token-signature": jws.sur_jws(jws.signature_fausse),
    "id-token-kid-inconnu": jws.sur_jws(jws.kid_inconnu),
    "id-token-cle-etrangere": jws.sur_jws(jws.cle_etrangere),
    "id-token-autre-espace": jws.sur_jws(jws.autre_espace),
    "id-token-alg-none": jws.sur_jws(jws.sans_signature),
    "id-token-hs256-cle-publique": jws.sur_jws(jws.hs256_cle_publique),
    "id-token-hs256-secret": jws.sur_jws(jws.hs256_secret),
    "id-token-autre-algorithme": jws.sur_jws(jws.autre_algorithme),
    "id-token-tronque": jws.sur_jws(jws.tronque),
    "id-token-illisible": jws.sur_jws(jws.pas_un_jwt),
    "id-token-iss": jws.remplacer(iss=retour.EMETTEUR_ETRANGER),
    "id-token-iss-barre": jws.claims(lambda _, c: {**c, "iss": f"{c['iss']}/"}),
    "id-token-aud": jws.remplacer(aud=AUTRE),
    "id-token-aud-multiple": jws.claims(lambda _, c: {**c, "aud": [c["aud"], AUTRE]}),
    "id-token-nonce": jws.remplacer(nonce=AUTRE),
    "id-token-nonce-absent": jws.remplacer(nonce=None),
    "id-token-acr": jws.remplacer(acr="eidas9"),
    "id-token-acr-absent": jws.remplacer(acr=None),
    "id-token-acr-inferieur": jws.remplacer(acr="0"),
    "id-token-expire": jws.decaler(-HEURE),
    "id-token-sans-exp": jws.remplacer(exp=None),
    "id-token-futur": jws.decaler(HEURE),
    "id-token-sans-sub": jws.remplacer(sub=None),
}

USERINFO: Mapping[str, Effet] = {
    "userinfo-500": http.erreur_500,
    "userinfo-lent": http.lenteur,
    "userinfo-html": http.page_html,
    "userinfo-vide": http.vide,
    "userinfo-refuse": http.refus(401, "invalid_token", "invalid token provided (access token not found)", "Y040001"),
    "userinfo-json": jws.en_json,
    "userinfo-tronque": jws.sur_jws(jws.tronque),
    "userinfo-signature": jws.sur_jws(jws.signature_fausse),
    "userinfo-cle-etrangere": jws.sur_jws(jws.cle_etrangere),
    "userinfo-alg-none": jws.sur_jws(jws.sans_signature),
    "userinfo-hs256-cle-publique": jws.sur_jws(jws.hs256_cle_publique),
    "userinfo-sub": jws.remplacer(sub=f"{'0' * 64}v1"),
    "userinfo-sub-absent": jws.remplacer(sub=None),
    "userinfo-iss": jws.remplacer(iss=retour.EMETTEUR_ETRANGER),
    "userinfo-aud": jws.remplacer(aud=AUTRE),
    "userinfo-expire": jws.decaler(-HEURE),
    "userinfo-futur": jws.decaler(HEURE),
    "identite-sans-email": jws.remplacer(email=None),
    "identite-sans-lieu": jws.remplacer(birthplace=None),
    "identite-sans-nom": jws.remplacer(family_name=None),
    "identite-prenom-vide": jws.remplacer(given_name="", given_name_array=[]),
    "identite-date-illisible": jws.remplacer(birthdate="24/08/1962"),
    "identite-sans-liste-de-prenoms": jws.remplacer(given_name_array=None),
    "identite-claims-en-plus": jws.remplacer(nationality="FR", address={"country": "FR"}, email_verified="oui"),
    "identite-sexe-inconnu": jws.remplacer(gender="unspecified"),
    "identite-unicode-decompose": jws.remplacer(
        family_name=normalize("NFD", "Çelik-Ñúñez"),
        given_name=normalize("NFD", "Zoé Anaïs"),
        given_name_array=[normalize("NFD", "Zoé"), normalize("NFD", "Anaïs")],
    ),
    "identite-caractere-invisible": jws.remplacer(family_name="DU\u200bBOIS\u202e"),
    "identite-nom-tres-long": jws.remplacer(family_name=NOM_LONG),
}

JWKS: Mapping[str, Effet] = {
    "jwks-500": http.erreur_500,
    "jwks-lent": http.lenteur,
    "jwks-html": http.page_html,
    "jwks-vide": cles.aucune,
    "jwks-tournees": cles.tournees,
    "jwks-remplacees": cles.remplacees,
    "jwks-sans-alg": cles.sans_alg,
    "jwks-type-inconnu": cles.inconnue_en_plus,
}

DECOUVERTE: Mapping[str, Effet] = {
    "decouverte-500": http.erreur_500,
    "decouverte-lente": http.lenteur,
    "decouverte-html": http.page_html,
    "decouverte-autre-emetteur": http.membres(issuer=retour.EMETTEUR_ETRANGER),
    "decouverte-incomplete": http.membres(jwks_uri=None),
}

SESSION: Mapping[str, Effet] = {
    "session-perdue": session.perdue,
    "session-formulaire-mort": session.formulaire_mort,
    "session-abandon": session.abandon,
    "session-page-technique": session.page_technique,
    "session-page-erreur": session.page_voulue,
}

CHECKTOKEN: Mapping[str, Effet] = {
    "checktoken-500": http.erreur_500,
    "checktoken-lent": http.lenteur,
    "checktoken-html": http.page_html,
    "checktoken-tronque": http.tronque,
}

EFFETS: Mapping[str, Effet] = {
    **RETOUR,
    **TOKEN,
    **ID_TOKEN,
    **USERINFO,
    **JWKS,
    **DECOUVERTE,
    **SESSION,
    **CHECKTOKEN,
}

__all__ = ["EFFETS", "Coup", "Effet"]
