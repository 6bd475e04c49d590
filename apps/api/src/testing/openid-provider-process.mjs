// A real OpenID provider for specs, in a process of its own: the package is an ES module, and jest loads CommonJS.
// It tells its parent its address, then hears which call-back it may use, and who has which claims.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const accounts = new Map();
let answer = (_request, response) => response.writeHead(503).end();
const server = createServer((request, response) => answer(request, response));

server.listen(0, '127.0.0.1', () => process.send({ issuer: `http://127.0.0.1:${server.address().port}` }));

process.on('message', ({ open, account }) => {
  if (open) answer = providerFor(open);
  if (account) accounts.set(account.sub, account);
  process.send({ done: true });
});
process.on('disconnect', () => process.exit());

function providerFor({ issuer, redirectUri, clientId, clientSecret }) {
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => accounts.get(sub) ?? { sub } }),
    cookies: { keys: ['a key for the cookies of a test'] },
  });
  return provider.callback();
}
