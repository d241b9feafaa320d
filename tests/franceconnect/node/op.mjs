// oidc-provider as an identity provider of FranceConnect. One argument, JSON: port, client, identities by login.
// A login without an identity is a refusal. Prints one line when it listens.
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const { port, client, identities } = JSON.parse(process.argv[2])
const jwk = (kind, options, alg) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: alg,
})
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [client],
  jwks: { keys: [jwk('ec', { namedCurve: 'P-256' }, 'ES256'), jwk('rsa', { modulusLength: 2048 }, 'RS256')] },
  acrValues: ['eidas1', 'eidas2', 'eidas3'],
  enabledJWA: {
    idTokenSigningAlgValues: ['ES256', 'RS256', 'HS256'],
    userinfoSigningAlgValues: ['ES256', 'RS256', 'HS256'],
    idTokenEncryptionAlgValues: ['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'],
    userinfoEncryptionAlgValues: ['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'],
  },
  claims: {
    openid: ['sub'],
    profile: ['given_name', 'family_name', 'gender', 'birthdate', 'preferred_username'],
    birth: ['birthplace', 'birthcountry'],
    email: ['email'],
  },
  features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true }, encryption: { enabled: true } },
  findAccount: (_, login) => ({ accountId: login, claims: () => ({ sub: login, ...identities[login] }) }),
  loadExistingGrant: async (ctx) => {
    const grant = new provider.Grant({ clientId: client.client_id, accountId: ctx.oidc.session.accountId })
    grant.addOIDCScope('openid profile email birth')
    await grant.save()
    return grant
  },
  cookies: { keys: ['test'] },
})

const body = async (req) => {
  let text = ''
  for await (const chunk of req) text += chunk
  return new URLSearchParams(text)
}
const interact = async (req, res) => {
  const { params } = await provider.interactionDetails(req, res)
  if (req.method === 'GET') {
    res.setHeader('content-type', 'text/html')
    res.end(`<form method="post"><input name="login"><input name="acr" value="${params.acr_values}"></form>
      <a href="/">${params.scope} prompt=${params.prompt}</a>`)
    return
  }
  const typed = await body(req)
  const login = typed.get('login')
  const result = identities[login]
    ? { login: { accountId: login, acr: typed.get('acr') } }
    : { error: 'access_denied', error_description: 'refused by the citizen' }
  await provider.interactionFinished(req, res, result)
}
const callback = provider.callback()
createServer((req, res) => (req.url.startsWith('/interaction/') ? interact(req, res) : callback(req, res)))
  .listen(port, '127.0.0.1', () => console.log('listening'))
