// A service of the days of FranceConnect v1: /login and /callback by passport-franceconnect, which knows no logout.
// Prints its address, reads its configuration (JSON on one line), then answers its citizen's browser.
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import passport from 'passport'
import FranceConnectStrategy from 'passport-franceconnect'

const server = createServer((request, response) => serve(request, response))
await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
const home = `http://127.0.0.1:${server.address().port}`
console.log(home)
const input = createInterface({ input: process.stdin })
const { serviceURL, clientID, clientSecret, scope } = JSON.parse(await new Promise((line) => input.once('line', line)))

const options = { serviceURL, clientID, clientSecret, callbackURL: `${home}/callback`, scope, acrValues: 'eidas1' }
const verify = (iss, sub, profile, claims, accessToken, refreshToken, params, done) =>
  done(null, { sub, claims, accessToken, userinfo: profile._json })
passport.use('franceconnect', new FranceConnectStrategy(options, verify))

const initialize = passport.initialize()
const authenticate = passport.authenticate('franceconnect', { session: false })
const session = {} // of the only browser there is

function serve(request, response) {
  const url = new URL(request.url, home)
  Object.assign(request, { session, query: Object.fromEntries(url.searchParams) })
  if (url.pathname === '/logout') {
    const end = { id_token_hint: session.idToken, state: session.state, post_logout_redirect_uri: `${home}/bye` }
    return response.writeHead(302, { location: `${serviceURL}/api/v1/logout?${new URLSearchParams(end)}` }).end()
  }
  // The library makes a state and leaves its verification to the service.
  if (url.pathname === '/callback' && request.query.state !== session.state) return response.writeHead(403).end()
  const answer = () => response.end(JSON.stringify(request.user))
  initialize(request, response, () => authenticate(request, response, answer))
}
