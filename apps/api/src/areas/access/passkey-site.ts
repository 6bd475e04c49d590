import { type Actor } from '@countersign/domain/access';
import { type Request } from 'express';
import { isIP } from 'node:net';
import { caller, type Context } from '../../server/context';
import { hostName } from '../../server/known-hosts';

/** For whom browsers keep passkeys. */
export interface PasskeySite {
  /** Such as `https://models.example.org`. */
  origin: string;
  /** The host of the origin. */
  rpId: string;
}

/** Whoever is asked to sign, in which session and at which site. */
export interface PasskeyCaller {
  actor: Actor;
  /** What the session's cookie holds; null for callers without a session. */
  session: string | null;
  /** Null where browsers have no passkeys: at an address of numbers. */
  site: PasskeySite | null;
  request: Request;
}

/** Where the server is reached; without a public address, the host that the request names and the server answers for. */
function siteOf(request: Request, publicUrl: string | undefined): PasskeySite | null {
  const { origin, hostname } = new URL(publicUrl ?? `http://${request.headers.host ?? ''}`);
  const isNumbers = hostName(hostname) === null || hostname.startsWith('[') || isIP(hostname) !== 0;
  return isNumbers ? null : { origin, rpId: hostname };
}

export function passkeyCaller(context: Context): PasskeyCaller {
  const { request, sessionCredential: session, services } = context;
  return { actor: caller(context), session, request, site: siteOf(request, services.passkeys.publicUrl) };
}
