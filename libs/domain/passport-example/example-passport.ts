import { type Estimate } from '@countersign/statistics/inference';
import { freshDigest, type Policy, policyDigest, type PromotionTarget } from '../approvals';
import {
  type AuditDraft,
  canonicalJson,
  checkpointBody,
  digestOf,
  ed25519Signer,
  Frontier,
  genesisHash,
  inclusionRanges,
  type LeafRange,
  logOrigin,
  parseCheckpoint,
  sealEntry,
  type Signer,
  signNote,
  portableHashing,
} from '../audit-log';
import {
  caseSchema,
  decidedEntry,
  digestsOf,
  entryLine,
  evidenceName,
  instantText,
  keysText,
  namesText,
  packFiles,
  type PassportEntry,
  type PrintedName,
  passportNames,
  readEntries,
  type RecordedCase,
  signEnvelope,
  statementOf,
} from '../passport';

const workspaceId = '01900000-0000-7000-8000-000000000001';
const promotionId = '01900000-0000-7000-8000-000000000002';
const runId = '01900000-0000-7000-8000-000000000003';
const artifactDigest = 'a'.repeat(64);
const origin = logOrigin(workspaceId);

/** Noon of a day in 2026, in milliseconds since 1970-01-01T00:00Z. */
const noon = 1_790_000_000_000;
const [hour, day] = [3_600_000, 86_400_000];

/** The key of the example's log. */
export const exampleSigner: Signer = ed25519Signer(origin, new Uint8Array(32).fill(1));

/** What an example is made of, to be changed before it is put into a log and signed: the result is of one piece again. */
export interface ExampleParts {
  policy: Policy;
  /** The run that the gate looks at. */
  run: Record<string, unknown> & { artifactDigest: string; results: unknown[] };
  recorded: RecordedCase;
  /** The entries in their order: run, request, vote with the approval, activation. */
  drafts: AuditDraft[];
  /** The names that were printed with votes. */
  printed: PrintedName[];
}

/**
 * A passport of a release that one gate and one risk officer let in. As a server that lies would make one: whatever is changed
 * stands in the log as well, and the log's own key signs it.
 */
export function examplePassport(change: (parts: ExampleParts) => void = () => undefined): Uint8Array {
  const parts = exampleParts();
  change(parts);
  const entries = sealed(parts);
  const files = new Map<string, Uint8Array>();
  const put = (name: string, text: string) => files.set(name, new TextEncoder().encode(text));
  const checkpoint = checkpointOf(entries.map(({ hash }) => hash));
  const lines = entries.map(({ entry }) => entryLine(entry)).join('');
  put(passportNames.caseFile, canonicalJson(parts.recorded));
  put(passportNames.policy, canonicalJson(parts.policy));
  put(passportNames.entries, lines);
  put(passportNames.checkpoint, checkpoint);
  put(passportNames.printed, namesText(parts.printed));
  put(passportNames.keys, keysText({ origin, keys: [exampleSigner.key], handovers: [] }));
  put(passportNames.page, '<!doctype html>\n');
  put(passportNames.readMe, 'An example.\n');
  put(evidenceName(digestOf(parts.run)), canonicalJson(parts.run));
  const { policy, recorded } = parts;
  const statement = statementOf({
    ...{ promotionId, policy, recorded, digests: digestsOf(files, portableHashing) },
    decided: decidedEntry(readEntries(lines))!,
    checkpoint: parseCheckpoint(checkpoint)!,
  });
  return packFiles(files.set(passportNames.statement, signEnvelope(canonicalJson(statement), exampleSigner)));
}

/** Every runtime has it; the language's own types do not. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

function exampleParts(): ExampleParts {
  const policy: Policy = {
    ...{ name: 'example', version: 1, environment: 'production', alias: 'champion' },
    slots: [{ role: 'risk_officer', minimum: 1 }],
    gates: [
      {
        ...{ id: 'performance', title: 'Performance holds', kind: 'performance', metric: 'roc_auc' },
        ...{ minimum: 0.7, use: 'lower', minimumN: 200 },
      },
    ],
    ...{ approvalTtlDays: 14, evidenceMaxAgeDays: 30 },
  };
  const run = exampleRun();
  const recorded = exampleCase(policy, digestOf(run));
  return { policy, run, recorded, drafts: exampleDrafts(recorded), printed: [] };
}

const observed: Estimate = {
  status: 'ok',
  ...{ value: 0.85, n: 1000, method: 'example' },
  interval: { lower: 0.82, upper: 0.88, confidenceLevel: 0.95, method: 'example' },
};

function exampleRun(): ExampleParts['run'] {
  const window = { start: instantText(noon - 40 * day), end: instantText(noon - 10 * day) };
  return {
    ...{ schema: 'countersign.monitor-run/1', artifactDigest, baselineDigest: 'b'.repeat(64) },
    results: [{ window, column: null, method: 'roc_auc', estimate: observed }],
  };
}

function exampleCase(policy: Policy, evidenceDigest: string): RecordedCase {
  const target: PromotionTarget = {
    ...{ modelVersionId: '01900000-0000-7000-8000-000000000004', artifactDigest, alias: 'champion' },
    environment: 'production',
  };
  const gates: RecordedCase['gates'] = [
    {
      ...{ gateId: 'performance', kind: 'performance', verdict: 'pass', observed, evidenceDigest },
      ...{ requirement: 'As the policy says.', reason: 'It is above.' },
    },
  ];
  const approvedAt = noon + 2 * hour;
  return {
    ...{ schema: caseSchema, policyDigest: policyDigest(policy), gates, now: noon + 3 * hour },
    request: {
      ...{ target, state: 'approved', round: 1, requesterId: 'dana', sponsorId: null },
      ...{ subjectDigest: freshDigest({ target }, { policy, gates }, 1), dependentIds: ['rob'] },
      ...{ contributors: [], approvedAt, expiresAt: approvedAt + 14 * day, activatedAt: null },
    },
    looks: [
      {
        ...{ gateId: 'performance', at: noon + 3 * hour },
        evidence: { id: runId, digest: evidenceDigest, producedAt: noon },
      },
    ],
    votes: [{ personId: 'riley', castAs: ['risk_officer'], decision: 'approve', round: 1 }],
    people: [{ personId: 'riley', roles: ['risk_officer'] }],
  };
}

function exampleDrafts(recorded: RecordedCase): AuditDraft[] {
  const { subjectDigest, target } = recorded.request;
  const step = (id: string, action: string, at: number): Omit<AuditDraft, 'payload'> => ({
    ...{ id: `entry-${action}`, at: instantText(at), actor: { id, kind: 'person' }, workspaceId },
    ...{ action, outcome: 'done', subject: { type: 'promotion', id: promotionId, digest: subjectDigest } },
  });
  const votedOn = { round: 1, subjectDigest };
  const digest = recorded.looks[0]!.evidence!.digest;
  return [
    {
      ...step('dana', 'runMonitor', noon),
      ...{ subject: { type: 'monitor_run', id: runId, digest }, payload: {} },
    },
    {
      ...step('dana', 'requestPromotion', noon + hour),
      payload: { ...target, state: 'in_review', round: 1 },
    },
    {
      ...step('riley', 'castVote', noon + 2 * hour),
      payload: { state: 'approved', round: 1, decision: 'approve', castAs: ['risk_officer'], votedOn },
    },
    {
      ...step('mel', 'activatePromotion', noon + 3 * hour),
      payload: { state: 'active', round: 1, decided: recorded },
    },
  ];
}

interface Sealed {
  hash: string;
  entry: PassportEntry;
}

function sealed({ drafts }: ExampleParts): Sealed[] {
  const salt = 'c'.repeat(32);
  const entries: Omit<Sealed, 'proof'>[] = [];
  let previousHash = genesisHash;
  for (const [at, draft] of drafts.entries()) {
    const { canonical, hash } = sealEntry(draft, { sequence: at + 1, previousHash, salt });
    const payload = JSON.parse(canonicalJson(draft.payload)) as NonNullable<PassportEntry['payload']>;
    entries.push({ hash, entry: { canonical, payload, salt, proof: [] } });
    previousHash = hash;
  }
  const leaves = entries.map(({ hash }) => hash);
  return entries.map(({ hash, entry }, at) => {
    const proof = inclusionRanges(at, leaves.length).map((range) => rootOf(leaves, range));
    return { hash, entry: { ...entry, proof } };
  });
}

function rootOf(leaves: readonly string[], { from, to }: LeafRange): string {
  const tree = new Frontier();
  for (const leaf of leaves.slice(from, to)) tree.append(leaf);
  return tree.root();
}

function checkpointOf(leaves: readonly string[]): string {
  const size = leaves.length;
  const root = rootOf(leaves, { from: 0, to: size });
  return signNote(checkpointBody({ origin, size, root }), [exampleSigner]);
}
