// A data provider: its own keys at its own jwks_uri, its own reading of checktoken. Prints the jwks_uri, then answers
// each line (what to ask, as JSON) with the introspection it verified, or with the refusal it received.
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { compactDecrypt, createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose'

const keys = {}
for (const alg of ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES']) keys[alg] = await generateKeyPair(alg, { extractable: true })
const published = []
for (const [alg, { publicKey }] of Object.entries(keys))
  published.push({ ...(await exportJWK(publicKey)), use: 'enc', alg, kid: `own-${alg}` })
const server = createServer((_, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ keys: published }))
}).listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/keys`))

async function check({ issuer, client_id, client_secret, token, encryption, signature }) {
  const body = new URLSearchParams({ token, client_id, client_secret })
  const response = await fetch(`${issuer}/checktoken`, { method: 'POST', body })
  const text = await response.text()
  if (response.status !== 200) return { status: response.status, ...JSON.parse(text) }
  const outer = await compactDecrypt(text, keys[encryption].privateKey, {
    keyManagementAlgorithms: [encryption],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  const inner = new TextDecoder().decode(outer.plaintext)
  const { payload } = await jwtVerify(inner, createRemoteJWKSet(new URL(`${issuer}/jwks`)), {
    issuer,
    audience: client_id,
    algorithms: [signature],
    requiredClaims: ['token_introspection', 'iat'],
    clockTolerance: 5,
    maxTokenAge: '1m',
  })
  return payload.token_introspection
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line)
  console.log(JSON.stringify(await check(asked).catch((error) => ({ refused: error.code ?? error.message }))))
}
server.close()
