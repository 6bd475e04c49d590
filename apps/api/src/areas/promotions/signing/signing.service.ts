import { randomBytes } from 'node:crypto';
import { type Ballot, givenFor } from '@countersign/domain/approvals';
import { challengeOf } from '@countersign/domain/passkeys';
import { type Database } from '../../../database/database';
import { notFound } from '../../../server/problem';
import { type PasskeyCaller } from '../../access/passkey-site';
import { type PasskeyRequest, type PasskeysService } from '../../access/passkeys.service';
import { votingRole } from '../votes/cast-vote';
import { readRecord } from '../promotion-record';
import {
  type GivenSignature,
  liftingRole,
  type OpenedSignature,
  printedSignature,
  type PrintedSignature,
  signedStatement,
} from './sign-step';

/** What somebody is about to sign. */
export interface SignatureAsked extends Pick<Ballot, 'onBehalfOf'> {
  promotionId: string;
  decision: Ballot['decision'] | 'reinstate';
  comment: string;
}

/** What will be printed, and what to ask a passkey for. */
export interface SignatureRequest extends PrintedSignature {
  /** Whether the policy takes no step without one. */
  isRequired: boolean;
  /** Null without a passkey of the caller's at this address. */
  passkey: PasskeyRequest | null;
}

/** Says what a step would be signed with, before it is taken. The step makes the same anew, and takes no other. */
export class SigningService {
  constructor(
    private readonly database: Database,
    private readonly passkeys: PasskeysService,
  ) {}

  /** @throws Problem NOT_FOUND for an unknown promotion, and for whom the caller was given no vote of */
  async request(
    by: PasskeyCaller,
    { promotionId, decision, comment, onBehalfOf }: SignatureAsked,
  ): Promise<SignatureRequest> {
    const { actor, session } = by;
    const record = await this.database.read(actor, (tx) => readRecord(tx, promotionId));
    const { promotion } = record;
    const now = this.database.now();
    const { round, subjectDigest } = promotion;
    if (onBehalfOf !== undefined && !givenFor(promotion, { onBehalfOf }, { actor, now: now.getTime() }))
      throw notFound('vote given to you by', onBehalfOf);
    const role =
      decision === 'reinstate'
        ? liftingRole(promotion, actor)
        : votingRole(
            promotion,
            { decision, onBehalfOf, round, subjectDigest },
            { actor, now: now.getTime() },
          );
    const step = { actor, decision, comment, onBehalfOf, role };
    const printed = printedSignature(step, randomBytes(16).toString('hex'));
    const nonce = session === null ? null : this.passkeys.nonces.make('sign', session, now);
    const statement = nonce === null ? null : signedStatement(record, step, { ...printed, nonce });
    const options = statement && (await this.passkeys.asking(by, challengeOf(statement)));
    return {
      ...printed,
      isRequired: promotion.policy.requirePasskey === true,
      passkey: nonce !== null && options ? { nonce, options } : null,
    };
  }

  /** A signature whose question is looked up and used up; null where none was handed in. */
  async open(
    { session, site }: PasskeyCaller,
    signature: GivenSignature | null | undefined,
  ): Promise<OpenedSignature | null> {
    if (!signature) return null;
    const now = this.database.now();
    const { nonces } = this.passkeys;
    const isOpen =
      session !== null && (await nonces.spend(signature.nonce, { purpose: 'sign', session, now }));
    return { ...signature, isOpen, site };
  }
}
