import { type CookieOptions, type Request, type Response } from 'express';
import { type IssuedSession } from '../areas/access/access.service';

const name = 'countersign_session';

/** Scripts cannot read it, other sites cannot send it, and over TLS it stays on TLS. */
const options = (secure: boolean): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure,
  path: '/',
});

export function setSessionCookie(
  http: { request: Request; response: Response },
  session: IssuedSession,
): void {
  const { credential, expiresAt } = session;
  http.response.cookie(name, credential, { ...options(http.request.secure), expires: expiresAt });
}

export function clearSessionCookie(response: Response): void {
  response.clearCookie(name, options(false));
}

export function sessionCookie(request: Request): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value) return decodeURIComponent(value);
  }
  return null;
}
