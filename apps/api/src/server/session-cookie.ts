import { type CookieOptions, type Request, type Response } from 'express';
import { type IssuedSession } from '../areas/access/issue-session';

/**
 * The cookie that carries a session: scripts cannot read it, other sites cannot send it. Where the server is reached
 * by https alone, its name carries the prefix that makes browsers keep it on this host and on TLS.
 */
export class SessionCookie {
  private readonly name: string;
  private readonly options: CookieOptions;

  constructor({ secure }: { secure: boolean }) {
    this.name = secure ? '__Host-countersign_session' : 'countersign_session';
    this.options = { httpOnly: true, sameSite: 'strict', secure, path: '/' };
  }

  read(request: Request): string | null {
    return readCookie(request, this.name);
  }

  set(response: Response, { credential, expiresAt }: IssuedSession): void {
    response.cookie(this.name, credential, { ...this.options, expires: expiresAt });
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.options);
  }
}

/** The first cookie of this name; null without one. */
export function readCookie(request: Request, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value) return decoded(value);
  }
  return null;
}

/** A cookie that is no URI text was not set by us: it names nobody. */
function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
