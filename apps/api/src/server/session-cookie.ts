import { type CookieOptions, type Request, type Response } from 'express';
import { type IssuedSession } from '../areas/access/access.service';
import { type Context } from './context';

const name = 'countersign_session';

/** Scripts cannot read it, other sites cannot send it, and over TLS it stays on TLS. */
const options = (secure: boolean): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure,
  path: '/',
});

/** Sets the cookie and lets the rest of this request act as the person. */
export function setSessionCookie(context: Context, session: IssuedSession): void {
  const { credential, expiresAt, actor } = session;
  context.response.cookie(name, credential, { ...options(context.request.secure), expires: expiresAt });
  context.become(actor);
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
