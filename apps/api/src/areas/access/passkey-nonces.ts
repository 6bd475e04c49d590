import { createHash } from 'node:crypto';
import { Seal } from '../../server/seal';
import { type Attempts } from './attempts';

/** What a passkey is asked for. An answer to one question is no answer to another. */
export type PasskeyPurpose = 'register' | 'prove' | 'sign';

const longestMinutes = 5;

/**
 * What makes each question its own: sealed with its purpose and its session, good once and for five minutes. Nothing is
 * stored for a question that nobody answers; that one was answered is kept where attempts are counted, for all replicas.
 */
export class PasskeyNonces {
  private readonly sealed: Seal;

  constructor(
    secret: string,
    private readonly attempts: Pick<Attempts, 'isFirstUse'>,
  ) {
    this.sealed = new Seal(secret, 'countersign passkeys');
  }

  make(purpose: PasskeyPurpose, session: string, now: Date): string {
    return this.sealed.seal(String(now.getTime()), placeOf(purpose, session));
  }

  /** Whether this is the first answer to a question that was put for this purpose in this session, in time. */
  async spend(
    nonce: string,
    { purpose, session, now }: { purpose: PasskeyPurpose; session: string; now: Date },
  ): Promise<boolean> {
    const madeAt = this.sealed.open(nonce, placeOf(purpose, session));
    const age = now.getTime() - Number(madeAt ?? NaN);
    if (!(age >= 0 && age <= longestMinutes * 60_000)) return false;
    return this.attempts.isFirstUse(`passkey ${nonce}`);
  }
}

/** What the authenticator signs where nothing else is signed. */
export function nonceChallenge(nonce: string): string {
  return createHash('sha256').update(nonce).digest('base64url');
}

function placeOf(purpose: PasskeyPurpose, session: string): string {
  return `${purpose} ${createHash('sha256').update(session).digest('hex')}`;
}
