import { randomBytes } from 'node:crypto';
import { type Actor, type Role } from '@countersign/domain/access';
import {
  type Ballot,
  evidenceDigestsOf,
  policyDigest,
  type Promotion,
  signatureMeaning,
} from '@countersign/domain/approvals';
import { payloadCommitment } from '@countersign/domain/audit-log';
import {
  challengeOf,
  commentDigest,
  type PasskeySignature,
  type SignedStatement,
  statementOf,
} from '@countersign/domain/passkeys';
import { isRefusal, type Refusal } from '@countersign/domain/refusals';
import { type Transaction } from '../../../database/transaction';
import { passkeyProof } from '../../access/passkey-proof';
import { type PasskeySite } from '../../access/passkey-site';
import { notAnswered, type PasskeyAnswer } from '../../access/passkeys.service';
import { type PromotionRecord } from '../promotion-record';

/** A step as its signer sees it: a vote, or that a suspension is lifted. */
export interface SignedStep {
  actor: Actor;
  decision: Ballot['decision'] | 'reinstate';
  onBehalfOf?: string | undefined;
  role: Role | null;
  /** The comment of a vote, or the reason. */
  comment: string;
}

/** What a signed record shows beside its time (21 CFR 11.50). The salt makes that an erased name cannot be tried out. */
export interface PrintedSignature {
  printedName: string;
  nameSalt: string;
  meaning: string;
  nameCommitment: string;
}

/** A signature as it was handed in. */
export interface GivenSignature extends PasskeyAnswer {
  /** Of the request, as hex. */
  nameSalt: string;
}

/** One whose question was looked up, and used up: whatever comes of it, it is answered once. */
export interface OpenedSignature extends GivenSignature {
  isOpen: boolean;
  site: PasskeySite | null;
}

export function printedSignature(
  { actor, decision, role, onBehalfOf }: SignedStep,
  nameSalt = randomBytes(16).toString('hex'),
): PrintedSignature {
  const meaning = signatureMeaning(decision, role, onBehalfOf !== undefined);
  const nameCommitment = payloadCommitment(actor.name, nameSalt);
  return { printedName: actor.name, nameSalt, meaning, nameCommitment };
}

/** What the signer binds themselves to. */
export function signedStatement(
  { row, promotion }: Pick<PromotionRecord, 'row' | 'promotion'>,
  { actor, decision, comment, onBehalfOf }: SignedStep,
  {
    meaning,
    nameCommitment,
    nonce,
  }: Pick<PrintedSignature, 'meaning' | 'nameCommitment'> & { nonce: string },
): SignedStatement {
  const { round, subjectDigest, policy, gates } = promotion;
  return statementOf({
    ...{ promotionId: row.id, round, subjectDigest, evidenceDigests: evidenceDigestsOf(gates) },
    ...{ policyDigest: policyDigest(policy), decision, commentDigest: commentDigest(comment) },
    ...{ personId: actor.id, ...(onBehalfOf !== undefined && { onBehalfOf }) },
    ...{ meaning, nameCommitment, nonce },
  });
}

/** What is printed with a step, and its signature: null where none was handed in, a refusal where it is none of this step. */
export interface Signing {
  printed: PrintedSignature;
  signed: PasskeySignature | Refusal | null;
}

export async function signStep(
  tx: Transaction,
  record: PromotionRecord,
  { opened, step }: { opened: OpenedSignature | null; step: SignedStep },
): Promise<Signing> {
  if (opened === null) return { printed: printedSignature(step), signed: null };
  const { nonce, nameSalt, isOpen, site, response } = opened;
  const printed = printedSignature(step, nameSalt);
  if (!isOpen) return { printed, signed: notAnswered() };
  const statement = signedStatement(record, step, { ...printed, nonce });
  const proof = await passkeyProof(tx, response, { challenge: challengeOf(statement), site });
  return { printed, signed: isRefusal(proof) ? proof : { statement, ...proof } };
}

/** By which passkey a step counts as signed while it is decided on: a signature that is none is told of afterwards. */
export function signedBy({ signed }: Signing): { passkeyId?: string } {
  if (signed === null) return {};
  return { passkeyId: isRefusal(signed) ? 'none' : signed.passkeyId };
}

/** The role in which somebody lifts a suspension: the first of the policy's that they hold. */
export function liftingRole({ policy }: Promotion, { roles }: Actor): Role | null {
  return policy.slots.find(({ role }) => roles.includes(role))?.role ?? null;
}
