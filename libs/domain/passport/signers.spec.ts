import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { evidenceDigestsOf, policyDigest } from '../approvals';
import { payloadCommitment } from '../audit-log';
import { type ExampleParts, examplePassport, exampleSigner } from '../passport-example';
import { challengeOf, commentDigest, type PasskeyKey, passkeyKey, statementOf } from '../passkeys';
import { verifyPassport } from './verify-passport';

const site = { origin: 'https://models.example.org', rpId: 'models.example.org' };
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const salt = 'ab'.repeat(16);
const passkeyId = 'passkey-1';

function keyOf(key: KeyObject): PasskeyKey {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  return passkeyKey({ kty, crv, x, y }, 'key');
}

interface Made {
  comment?: string;
  evidenceDigests?: string[];
  printed?: { sequence: number; printedName: string; salt: string }[];
}

/** Riley's vote, signed with a passkey that she registered before. */
function signedParts(parts: ExampleParts, { comment = 'Seen.', evidenceDigests, printed }: Made = {}): void {
  const { recorded, policy, drafts } = parts;
  const vote = drafts[2]!;
  const payload = vote.payload as Record<string, unknown>;
  const said = { meaning: 'I approve.', nameCommitment: payloadCommitment('Riley Moreau', salt) };
  const { round, subjectDigest } = recorded.request;
  const statement = statementOf({
    ...{ promotionId: vote.subject.id, round, subjectDigest, policyDigest: policyDigest(policy) },
    ...{ evidenceDigests: evidenceDigests ?? evidenceDigestsOf(recorded.gates), decision: 'approve' },
    ...{ commentDigest: commentDigest(comment), personId: 'riley', nonce: 'n', ...said },
  });
  const told = { type: 'webauthn.get', challenge: challengeOf(statement), origin: site.origin };
  const client = Buffer.from(JSON.stringify(told));
  const hash = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
  const data = Buffer.concat([hash(site.rpId), Buffer.from([5, 0, 0, 0, 1])]);
  const assertion = {
    authenticatorData: data.toString('base64url'),
    clientDataJSON: client.toString('base64url'),
    signature: sign('sha256', Buffer.concat([data, hash(client)]), privateKey).toString('base64url'),
  };
  vote.payload = { ...payload, comment: 'Seen.', ...said, signature: { passkeyId, statement, assertion } };
  recorded.votes = [{ ...recorded.votes[0]!, passkeyId }];
  drafts.splice(2, 0, {
    ...{ id: 'entry-registerPasskey', at: drafts[1]!.at, workspaceId: vote.workspaceId },
    ...{
      actor: { id: 'riley', kind: 'person' as const },
      action: 'registerPasskey',
      outcome: 'done' as const,
    },
    ...{ subject: { type: 'passkey', id: passkeyId }, payload: { key: keyOf(publicKey), ...site } },
  });
  parts.printed = printed ?? [{ sequence: 4, printedName: 'Riley Moreau', salt }];
}

function signersOf(change: (parts: ExampleParts) => void) {
  const { checks } = verifyPassport(examplePassport(change), { keys: [exampleSigner.key] });
  const bad = checks.filter(({ status }) => status === 'failed').map(({ check }) => check);
  const found = checks.find(({ check }) => check === 'signers')!;
  return { bad, status: found.status, detail: found.detail };
}

/** What is found when a server that lies changes something after the vote was signed. */
const changed = (change: (parts: ExampleParts) => void, made: Made = {}) =>
  signersOf((parts) => {
    signedParts(parts, made);
    change(parts);
  });
const none = () => undefined;
const payloadOf = ({ drafts }: ExampleParts, at: number) => drafts[at]!.payload as Record<string, never>;

describe('the signers of a passport', () => {
  it('P-146 shows name, time and meaning of a vote whose signature verifies by the key that the log registered', () => {
    expect(changed(none)).toEqual({
      ...{ bad: [], status: 'passed' },
      detail: expect.stringMatching(
        /^1 of 1 steps are signed with a passkey; Riley Moreau, \d{4}-.*Z: “I approve\.”$/,
      ) as string,
    });
    expect(signersOf(none)).toEqual({
      ...{ bad: [], status: 'passed', detail: '0 of 1 steps are signed with a passkey' },
    });
  });

  it('P-146 finds a signature on something else, by another key, and by one registered later or by somebody else', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    expect(changed(none, { comment: 'Other.' }).detail).toMatch(/what was signed has another commentDigest$/);
    expect(changed(none, { evidenceDigests: [] }).detail).toMatch(/another evidence or policy$/);
    const faults: [(parts: ExampleParts) => void, RegExp][] = [
      [
        (parts) => Object.assign(payloadOf(parts, 2), { key: keyOf(other) }),
        /is not by the registered passkey/,
      ],
      [(parts) => Object.assign(payloadOf(parts, 2), { origin: 'https://evil.example' }), /at another site/],
      [
        (parts) => (parts.drafts[2]!.actor = { id: 'dana', kind: 'person' }),
        /had registered the passkey before/,
      ],
      [(parts) => Object.assign(payloadOf(parts, 3), { meaning: 'I reject.' }), /has another meaning/],
      [({ recorded }) => delete (recorded.votes[0] as { passkeyId?: string }).passkeyId, /another passkey/],
    ];
    for (const [change, fault] of faults) {
      const { bad, detail } = changed(change);
      expect(bad).toEqual(['signers']);
      expect(detail).toMatch(fault);
    }
  });

  it('P-182 finds a passkey that was removed before, and a name with a vote that none was printed with', () => {
    const removed = (at: number) =>
      changed(({ drafts, ...parts }) => {
        parts.printed.forEach((each) => (each.sequence = at === 3 ? 5 : 4));
        const entry = { ...drafts[2]!, action: 'removePasskey', id: 'entry-removePasskey', payload: {} };
        drafts.splice(at, 0, entry);
      });
    expect(removed(3).detail).toMatch(/its passkey had been removed before$/);
    expect(removed(4)).toMatchObject({ bad: [], status: 'passed' });
    const unnamed = signersOf((parts) => {
      parts.printed = [{ sequence: 3, printedName: 'Sam Lindqvist', salt }];
    });
    expect(unnamed).toMatchObject({ bad: ['signers'], detail: 'entry 3: no name was printed with it' });
  });

  it('P-143 takes the decision again: a vote that is not signed fills no seat where the policy asks for a passkey', () => {
    const asked = (isSigned: boolean) =>
      signersOf((parts) => {
        Object.assign(parts.policy, { requirePasskey: true });
        const { recorded, policy } = parts;
        recorded.policyDigest = policyDigest(policy);
        if (isSigned) recorded.votes = [{ ...recorded.votes[0]!, passkeyId: 'other' }];
      }).bad;
    expect(asked(false)).toContain('decision');
    expect(asked(true)).toContain('signers');
  });

  it('P-147 knows a name that was not printed, and says of an erased one that it is unknown', () => {
    const named = (printed: Made['printed']) => changed(none, { printed: printed! });
    expect(named([{ sequence: 4, printedName: 'Sam Lindqvist', salt }]).bad).toEqual(['signers']);
    expect(named([{ sequence: 2, printedName: 'Riley Moreau', salt }]).detail).toMatch(/which is no vote$/);
    expect(named([])).toMatchObject({
      ...{ bad: [], status: 'unknown' },
      detail: 'entry 4: the name that was printed with it was erased',
    });
  });
});
