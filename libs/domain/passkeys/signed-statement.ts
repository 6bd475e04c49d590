import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { digestOf, sha256Hex } from '../audit-log';
import type { VoteDecision } from '../approvals';
import { listOf, objectOf, oneOf, optional, type Read, text, whole } from '../json-reading';
import { type Assertion, assertion } from './assertion';
import { base64UrlEncode } from './base64url';

const statementSchema = 'countersign.signature/1';

/** What somebody signs with a passkey: everything that the step binds them to. */
export interface SignedStatement {
  schema: typeof statementSchema;
  promotionId: string;
  round: number;
  subjectDigest: string;
  /** Sorted. */
  evidenceDigests: readonly string[];
  policyDigest: string;
  decision: VoteDecision | 'reinstate';
  /** SHA-256 of the comment's UTF-8. */
  commentDigest: string;
  personId: string;
  /** Who is voted for, where somebody votes for another. */
  onBehalfOf?: string;
  /** What the signature says, in words. */
  meaning: string;
  /** Commits to the printed name: what is told of the name can be erased, and the signature stays. */
  nameCommitment: string;
  /** Makes every signature one of its own. */
  nonce: string;
}

/** A statement that was signed, by which passkey, and how. */
export interface PasskeySignature {
  /** Its id in the workspace; the log says which key it has. */
  passkeyId: string;
  statement: SignedStatement;
  assertion: Assertion;
}

export function statementOf(parts: Omit<SignedStatement, 'schema'>): SignedStatement {
  return { schema: statementSchema, ...parts };
}

/** SHA-256 of a comment, lower-case hex. */
export function commentDigest(comment: string): string {
  return sha256Hex(utf8ToBytes(comment));
}

/** What the authenticator is asked to sign for a statement: SHA-256 of its canonical JSON, in base64url. */
export function challengeOf(statement: SignedStatement): string {
  return base64UrlEncode(hexToBytes(digestOf(statement)));
}

const statement: Read<SignedStatement> = objectOf<SignedStatement>({
  schema: oneOf([statementSchema]),
  ...{ promotionId: text, round: whole(1), subjectDigest: text, policyDigest: text },
  evidenceDigests: listOf(text, 1000),
  decision: oneOf(['approve', 'request_changes', 'reject', 'abstain', 'reinstate']),
  ...{ commentDigest: text, personId: text, onBehalfOf: optional(text) as Read<string> },
  ...{ meaning: text, nameCommitment: text, nonce: text },
});

/** @throws MalformedDocument naming the place */
export const passkeySignature: Read<PasskeySignature> = objectOf<PasskeySignature>({
  ...{ passkeyId: text, statement, assertion },
});
