import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { Problem } from '../../server/problem';
import { type AccessSettings } from './access-settings';
import { type Attempts } from './attempts';
import { lockActive } from './accept-reset';
import { Member } from './member.entity';
import { isPasswordOf } from './password';
import { nonceChallenge } from './passkey-nonces';
import { passkeyProof } from './passkey-proof';
import { type PasskeyCaller } from './passkey-site';
import {
  notAnswered,
  type PasskeyAnswer,
  type PasskeyRequest,
  type PasskeysService,
} from './passkeys.service';
import { parseCredential } from './secret';
import { Session } from './session.entity';

/** One of them is given. */
export interface Proving {
  password?: string | null;
  passkey?: PasskeyAnswer | null;
}

/** How somebody can prove anew who they are. */
export interface WaysToProve {
  password: boolean;
  provider: boolean;
  passkey: PasskeyRequest | null;
}

/** What came of a way to prove it: how it is written down, or why it proves nothing. */
type Found = { passkey?: string } | Refusal;

/** A session whose person proves anew who they are, in place: for what asks for a fresh proof, such as a vote. */
export class ProofsService {
  constructor(
    private readonly database: Database,
    private readonly settings: Pick<AccessSettings, 'oidc'>,
    private readonly areas: { attempts: Attempts; passkeys: PasskeysService },
  ) {}

  async ways(by: PasskeyCaller): Promise<WaysToProve> {
    const { passkeys } = this.areas;
    const { passwordHash, oidcSubject } = await this.memberOf(by);
    const nonce = by.session === null ? '' : passkeys.nonces.make('prove', by.session, this.database.now());
    const options = by.session === null ? null : await passkeys.asking(by, nonceChallenge(nonce));
    return {
      password: passwordHash !== null,
      provider: oidcSubject !== null && this.settings.oidc !== undefined,
      passkey: options && { nonce, options },
    };
  }

  /** Counted as an attempt to sign in is, before anything is looked up, and recorded whatever comes of it. */
  async prove(by: PasskeyCaller, { password, passkey }: Proving): Promise<Written<Date>> {
    const { actor, session, request } = by;
    if ((password ?? null) === null ? !passkey : passkey)
      throw new Problem('BAD_INPUT', 'Give exactly one way to prove who you are.', { field: 'input' });
    const member = await this.memberOf(by);
    await this.areas.attempts.signIn(request, member.email ?? member.id);
    const check = passkey
      ? await this.byPasskey(by, passkey)
      : await byPassword(member.passwordHash, password ?? '');
    const method = passkey ? 'passkey' : 'password';
    const audit = { action: 'proveIdentity', subject: { type: 'member', id: actor.id } };
    return this.database.write<Date>(actor, async (tx) => {
      const found = await check(tx);
      if (isRefusal(found)) return { refusal: found, audit: { ...audit, payload: { method } } };
      const credential = session === null ? null : parseCredential(session);
      const { affected } = await tx.manager.update(
        Session,
        { secretHash: credential?.secretHash ?? '', memberId: actor.id },
        { authenticatedAt: tx.now },
      );
      if (affected !== 1) throw new Problem('UNAUTHENTICATED', 'Your session has ended; sign in again.');
      return { result: tx.now, audit: { ...audit, payload: { method, ...found } } };
    });
  }

  private async byPasskey(
    { session, site }: PasskeyCaller,
    { nonce, response }: PasskeyAnswer,
  ): Promise<(tx: Transaction) => Promise<Found>> {
    const now = this.database.now();
    const { nonces } = this.areas.passkeys;
    const isOpen = session !== null && (await nonces.spend(nonce, { purpose: 'prove', session, now }));
    return async (tx) => {
      if (!isOpen) return notAnswered();
      const proof = await passkeyProof(tx, response, { challenge: nonceChallenge(nonce), site });
      return isRefusal(proof) ? proof : { passkey: proof.passkeyId };
    };
  }

  private memberOf({ actor }: PasskeyCaller): Promise<Member> {
    return this.database.read(actor, ({ manager }) => manager.findOneByOrFail(Member, { id: actor.id }));
  }
}

/** The password is checked before the transaction, since that takes long; one that was changed meanwhile is another. */
async function byPassword(
  passwordHash: string | null,
  password: string,
): Promise<(tx: Transaction) => Promise<Found>> {
  if (passwordHash === null)
    return async () =>
      refuse('NO_PASSWORD', 'Your account has no password; use a passkey, or sign in again.');
  const matches = await isPasswordOf(passwordHash, password);
  return async ({ manager, actor }) => {
    const member = await lockActive(manager, actor.id);
    if (matches && member?.passwordHash === passwordHash) return {};
    return refuse('WRONG_PASSWORD', 'That is not your password.');
  };
}
