import { type Actor } from '@countersign/domain/access';
import { digestOf } from '@countersign/domain/audit-log';
import { passkeyAlgorithms } from '@countersign/domain/passkeys';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { IsNull } from 'typeorm';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { notFound } from '../../server/problem';
import { type AccessSettings } from './access-settings';
import { type Attempts } from './attempts';
import { lockActive } from './accept-reset';
import { Passkey } from './passkey.entity';
import { nonceChallenge, PasskeyNonces } from './passkey-nonces';
import { type NewPasskey, readRegistration } from './passkey-response';
import { type PasskeyCaller, type PasskeySite } from './passkey-site';

/** What a browser is asked, and what has to come back with its answer. */
export interface PasskeyRequest {
  nonce: string;
  options: PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON;
}

/** What a browser answered. */
export interface PasskeyAnswer {
  nonce: string;
  /** JSON. */
  response: string;
}

const most = 10;

/** So fresh has a proof to be of who registers a passkey: it proves who somebody is from then on. */
const freshMinutes = 10;

const open = { removedAt: IsNull() };

export const notAnswered = (): Refusal =>
  refuse('PASSKEY_REFUSED', 'What came back from your passkey does not answer what it was asked. Try again.');

/** The passkeys of people. */
export class PasskeysService {
  readonly nonces: PasskeyNonces;

  constructor(
    private readonly database: Database,
    private readonly settings: Pick<AccessSettings, 'hashKey' | 'publicUrl'>,
    attempts: Attempts,
  ) {
    this.nonces = new PasskeyNonces(settings.hashKey, attempts);
  }

  get publicUrl(): string | undefined {
    return this.settings.publicUrl;
  }

  /** One's own, oldest first. */
  list(actor: Actor): Promise<Passkey[]> {
    return this.database.read(actor, ({ manager }) =>
      manager.find(Passkey, { where: { memberId: actor.id, ...open }, order: { id: 'ASC' } }),
    );
  }

  /** What to ask a browser for that is to make a passkey; null where browsers make none. */
  async registration({ actor, site, session }: PasskeyCaller): Promise<PasskeyRequest | null> {
    if (site === null || session === null) return null;
    const nonce = this.nonces.make('register', session, this.database.now());
    const options = await generateRegistrationOptions({
      ...{ rpName: 'Countersign', rpID: site.rpId, userName: actor.name, userDisplayName: actor.name },
      ...{ userID: new Uint8Array(Buffer.from(actor.id)), challenge: bytesOf(nonceChallenge(nonce)) },
      ...{ attestationType: 'none', supportedAlgorithmIDs: [...passkeyAlgorithms] },
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      excludeCredentials: await this.known(actor, site),
    });
    return { nonce, options };
  }

  /** What to ask a browser for that is to sign a challenge; null without a passkey of this person at this site. */
  async asking({ actor, site }: PasskeyCaller, challenge: string): Promise<PasskeyRequest['options'] | null> {
    const known = site ? await this.known(actor, site) : [];
    if (site === null || known.length === 0) return null;
    return generateAuthenticationOptions({
      ...{ rpID: site.rpId, allowCredentials: known, userVerification: 'required' },
      challenge: bytesOf(challenge),
    });
  }

  async register(
    { actor, site, session }: PasskeyCaller,
    { name, answer }: { name: string; answer: PasskeyAnswer },
  ): Promise<Written<Passkey>> {
    const now = this.database.now();
    const made = await this.made({ site, session, now }, answer);
    return this.database.write<Passkey>(actor, async (tx) => {
      const refusal = isRefusal(made) ? made : ((await objection(tx, made)) ?? null);
      if (refusal || isRefusal(made) || site === null) {
        const audit = { action: 'registerPasskey', subject: { type: 'member', id: actor.id } };
        return { refusal: refusal ?? unavailable(), audit };
      }
      const passkey = await store(tx, { ...made, ...site, name });
      const { id, key, origin, rpId } = passkey;
      const subject = { type: 'passkey', id, digest: digestOf(key) };
      // Its name is its owner's, and not evidence: it stands in no log.
      const payload = { key, origin, rpId };
      return { result: passkey, audit: { action: 'registerPasskey', subject, payload } };
    });
  }

  rename(actor: Actor, { id, name }: { id: string; name: string }): Promise<Written<Passkey>> {
    return this.change(actor, { id, action: 'renamePasskey', change: () => ({ name }) });
  }

  /** It signs nothing more. What it signed goes on to verify. */
  remove(actor: Actor, id: string): Promise<Written<Passkey>> {
    const change = (now: Date) => ({ name: '', removedAt: now });
    return this.change(actor, { id, action: 'removePasskey', change });
  }

  private async made(
    { site, session, now }: Pick<PasskeyCaller, 'site' | 'session'> & { now: Date },
    { nonce, response }: PasskeyAnswer,
  ): Promise<NewPasskey | Refusal> {
    if (site === null || session === null) return unavailable();
    const isOpen = await this.nonces.spend(nonce, { purpose: 'register', session, now });
    if (!isOpen) return notAnswered();
    return (await readRegistration(response, { challenge: nonceChallenge(nonce), site })) ?? notAnswered();
  }

  private change(
    actor: Actor,
    { id, action, change }: { id: string; action: string; change: (now: Date) => Partial<Passkey> },
  ): Promise<Written<Passkey>> {
    return this.database.write<Passkey>(actor, async ({ manager, now }) => {
      const where = { id, memberId: actor.id, ...open };
      const passkey = await manager.findOne(Passkey, { where, lock: { mode: 'pessimistic_write' } });
      if (!passkey) throw notFound('passkey', id);
      const changed = change(now);
      await manager.update(Passkey, { id }, changed);
      const subject = { type: 'passkey', id };
      return { result: Object.assign(passkey, changed), audit: { action, subject } };
    });
  }

  private async known(actor: Actor, { origin, rpId }: PasskeySite) {
    const own = await this.list(actor);
    const here = own.filter((passkey) => passkey.origin === origin && passkey.rpId === rpId);
    return here.map(({ credentialId: id, transports }) => ({ id, transports }));
  }
}

const unavailable = (): Refusal =>
  refuse(
    'PASSKEYS_UNAVAILABLE',
    'Browsers keep no passkeys for an address of numbers; open the console by a host name.',
  );

async function objection({ manager, actor, now }: Transaction, made: NewPasskey): Promise<Refusal | null> {
  const member = await lockActive(manager, actor.id);
  if (!member) return refuse('MEMBER_DEACTIVATED', 'Your account was deactivated.');
  const age = now.getTime() - (actor.authenticatedAt ?? -Infinity);
  if (!(age <= freshMinutes * 60_000))
    return refuse(
      'STEP_UP_REQUIRED',
      `A passkey is registered by somebody who proved who they are in the last ${freshMinutes} minutes; prove it again.`,
    );
  if (await manager.existsBy(Passkey, { credentialId: made.credentialId }))
    return refuse('PASSKEY_REFUSED', 'This passkey is registered already.');
  const count = await manager.countBy(Passkey, { memberId: actor.id, ...open });
  return count < most
    ? null
    : refuse('TOO_MANY_PASSKEYS', `You have ${most} passkeys; remove one that you no longer use.`);
}

async function store(
  { manager, actor, now, newId }: Transaction,
  made: NewPasskey & PasskeySite & { name: string },
): Promise<Passkey> {
  const { counter, ...others } = made;
  const row = {
    ...{ id: newId(), workspaceId: actor.workspaceId, memberId: actor.id, ...others },
    ...{ counter: String(counter), createdAt: now, lastUsedAt: null, removedAt: null },
  };
  await manager.insert(Passkey, row as never);
  return Object.assign(new Passkey(), row);
}

function bytesOf(challenge: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(challenge, 'base64url'));
}
