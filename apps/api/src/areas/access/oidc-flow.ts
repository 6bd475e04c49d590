import { z } from 'zod';
import { Seal } from '../../server/seal';

const minutes = 10;

/** How long somebody may take at the provider. */
export const flowLength = minutes * 60 * 1000;

/** Characters of a sealed flow. */
const longest = 5462;

const flow = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where in the console to go afterwards. */
  next: z.string(),
  startedAt: z.number(),
  /** Whose session it is that proves anew who they are; absent where somebody comes in. */
  proving: z
    .strictObject({ workspaceId: z.string(), memberId: z.string(), secretHash: z.string() })
    .optional(),
});

/** What a browser keeps while its owner is at the provider. Nobody else can finish what it began. */
export type OidcFlow = z.infer<typeof flow>;

/** Seals flows under a key made from the server's secret, so that any replica can finish what another began. */
export class OidcFlows {
  private readonly sealed: Seal;

  constructor(secret: string) {
    this.sealed = new Seal(secret, 'countersign sign-in by OpenID Connect');
  }

  seal(content: OidcFlow): string {
    return this.sealed.seal(JSON.stringify(content));
  }

  /** Null for what this server did not seal, and for what has been open too long. */
  open(text: string, now: Date): OidcFlow | null {
    const content = this.unsealed(text);
    const age = content ? now.getTime() - content.startedAt : Infinity;
    return age >= 0 && age <= flowLength ? content : null;
  }

  private unsealed(text: string): OidcFlow | null {
    const content = text.length <= longest ? this.sealed.open(text) : null;
    if (content === null) return null;
    try {
      return flow.parse(JSON.parse(content));
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
