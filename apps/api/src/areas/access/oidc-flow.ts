import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

const minutes = 10;

/** How long somebody may take at the provider. */
export const flowLength = minutes * 60 * 1000;

const flow = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where in the console to go afterwards. */
  next: z.string(),
  startedAt: z.number(),
});

/** What a browser keeps while its owner is at the provider. Nobody else can finish what it began. */
export type OidcFlow = z.infer<typeof flow>;

/** Seals flows under a key made from the server's secret, so that any replica can finish what another began. */
export class OidcFlows {
  private readonly key: Uint8Array;

  constructor(secret: string) {
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'countersign sign-in by OpenID Connect', 32));
  }

  seal(content: OidcFlow): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const body = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** Null for what this server did not seal, and for what has been open too long. */
  open(text: string, now: Date): OidcFlow | null {
    const content = this.unsealed(text);
    const age = content ? now.getTime() - content.startedAt : Infinity;
    return age >= 0 && age <= flowLength ? content : null;
  }

  private unsealed(text: string): OidcFlow | null {
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.length < 28 || bytes.length > 4096) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(12, 28));
    try {
      const body = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
      return flow.parse(JSON.parse(body.toString('utf8')));
    } catch {
      return null;
    }
  }
}

/**
 * A path of this console, from what somebody asked for. Everything else becomes the front page: another site, a
 * path that a browser would read as one, and the doors (a way back here would go round in circles).
 */
export function localPath(asked: string | null): string {
  const home = '/';
  if (!asked?.startsWith('/') || asked.length > 1000) return home;
  const base = 'http://console.invalid';
  if (!URL.canParse(asked, base)) return home;
  const url = new URL(asked, base);
  if (url.origin !== base || /^\/(v\d+|graphql|sign-in)(\/|$)/i.test(url.pathname)) return home;
  return url.pathname.startsWith('//') ? home : `${url.pathname}${url.search}${url.hash}`;
}
