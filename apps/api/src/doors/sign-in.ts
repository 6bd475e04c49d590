import { isRefusal, type Refusal } from '@countersign/domain/refusals';
import { type Request, type Response } from 'express';
import { flowLength, localPath } from '../areas/access/oidc-flow';
import { type Proving } from '../areas/access/oidc-proof';
import { type OidcReturn } from '../areas/access/oidc.service';
import { parseCredential } from '../areas/access/secret';
import { Problem } from '../server/problem';
import { type Services } from '../server/services';
import { readCookie } from '../server/session-cookie';
import { type OpenDoor } from './door';

/**
 * Sign-in by OpenID Connect. Without anything from the provider it sends the browser there; with a code or an error it
 * is where the provider sends it back to. With `prove`, somebody who is signed in proves anew who they are. The cookie between the two is Lax, since the way back begins on another site.
 */
const signInByOidc: OpenDoor = {
  method: 'get',
  path: '/v1/sign-in/oidc',
  permission: 'anyone',
  handle: async ({ request, response, services }) => {
    response.setHeader('cache-control', 'no-store');
    const origin = `http://${request.headers.host ?? 'localhost'}`;
    const { searchParams } = new URL(request.originalUrl, origin);
    const callback = services.oidc.callbackAt(origin);
    const http = { request, response, services };
    const isBack = ['code', 'error', 'state'].some((name) => searchParams.has(name));
    const sealed = isBack ? readCookie(request, cookieFor(callback).name) : null;
    const page = isBack ? services.oidc.pageOfProof(sealed) : pageOfProof(searchParams);
    try {
      if (!isBack) return await leave(http, callback, searchParams);
      callback.search = searchParams.toString();
      const refusal = await comeBack(http, { callback, sealed });
      if (refusal) response.redirect(303, refusedAt(page, refusal.code));
    } catch (error) {
      if (!(error instanceof Problem) || request.accepts(['json', 'html']) !== 'html') throw error;
      response.redirect(303, refusedAt(page, error.code));
    }
  },
};

/** Whose session is over, so that there is no page left to return to. */
const signedOut = ['UNAUTHENTICATED', 'MEMBER_DEACTIVATED'];

/** Where a refusal is said: on the page that a proof was asked for on (its session goes on), or else where one signs in. */
function refusedAt(page: string | null, code: string): string {
  if (page === null || signedOut.includes(code)) return `/sign-in?error=${code}`;
  const { pathname, searchParams, hash } = new URL(page, 'http://console.invalid');
  searchParams.set('proof', code);
  return `${pathname}?${searchParams}${hash}`;
}

/** The page that somebody is about to leave for a proof; null for whoever signs in. */
const pageOfProof = (asked: URLSearchParams): string | null =>
  asked.has('prove') ? localPath(asked.get('next')) : null;

interface Http {
  request: Request;
  response: Response;
  services: Services;
}

async function leave(
  { request, response, services }: Http,
  callback: URL,
  asked: URLSearchParams,
): Promise<void> {
  const proving = asked.has('prove') ? await provingOf(request, services) : undefined;
  const way = { next: asked.get('next'), proving };
  const { address, sealed } = await services.oidc.start(request, callback, way);
  const { name, options } = cookieFor(callback);
  response.cookie(name, sealed, { ...options, maxAge: flowLength });
  response.redirect(303, address);
}

/**
 * Whose session is to be proved anew. Read on the way out: the session's cookie is not sent along the way back, which begins
 * on another site.
 */
async function provingOf(request: Request, { access, sessionCookie }: Services): Promise<Proving> {
  const cookie = sessionCookie.read(request);
  const [actor, credential] = [
    cookie && (await access.actorOfSession(cookie)),
    cookie && parseCredential(cookie),
  ];
  if (!actor || !credential) throw new Problem('UNAUTHENTICATED', 'Your session has ended; sign in again.');
  return { ...credential, memberId: actor.id };
}

/** Lets in who comes back, or leads whoever proved who they are to where they were; else says why not. */
async function comeBack({ request, response, services }: Http, back: OidcReturn): Promise<Refusal | null> {
  const { name, options } = cookieFor(back.callback);
  response.clearCookie(name, options);
  const outcome = await services.oidc.finish(request, back);
  if (isRefusal(outcome)) return outcome;
  if (outcome.session) services.sessionCookie.set(response, outcome.session);
  response.redirect(303, outcome.next);
  return null;
}

function cookieFor({ protocol }: URL) {
  const secure = protocol === 'https:';
  const name = secure ? '__Host-countersign_oidc' : 'countersign_oidc';
  return { name, options: { httpOnly: true, sameSite: 'lax' as const, secure, path: '/' } };
}

export const signInDoors = [signInByOidc];
