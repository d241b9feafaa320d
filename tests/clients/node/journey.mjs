// openid-client with every check on. Prints the authorisation URL, reads the return URL, prints what it obtained.
import { createInterface } from 'node:readline/promises'
import * as client from 'openid-client'

const [issuer, clientId, clientSecret, redirectUri, postLogout] = process.argv.slice(2)
const metadata = {
  client_secret: clientSecret,
  id_token_signed_response_alg: 'ES256',
  userinfo_signed_response_alg: 'ES256',
  redirect_uris: [redirectUri],
}
const config = await client.discovery(new URL(issuer), clientId, metadata, client.ClientSecretPost(clientSecret), {
  execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
})
const state = client.randomState()
const nonce = client.randomNonce()
const authorize = client.buildAuthorizationUrl(config, {
  redirect_uri: redirectUri,
  scope: process.env.SCOPE,
  acr_values: 'eidas1',
  state,
  nonce,
})
console.log(authorize.href)

const [line] = await new Promise((done) => createInterface({ input: process.stdin }).once('line', (l) => done([l])))
const tokens = await client.authorizationCodeGrant(config, new URL(line), {
  expectedNonce: nonce,
  expectedState: state,
  idTokenExpected: true,
})
const userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)
const logout = client.buildEndSessionUrl(config, { post_logout_redirect_uri: postLogout, id_token_hint: tokens.id_token, state })
console.log(JSON.stringify({ tokens, claims: tokens.claims(), userinfo, logout: logout.href, state }))
