import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor } from '@countersign/domain/access';
import { builtInPolicy, type Policy } from '@countersign/domain/approvals';
import { logOrigin, type Signer } from '@countersign/domain/audit-log';
import { AuditExtractService } from '../areas/audit-log/audit-extract.service';
import { CheckpointMemory } from '../areas/audit-log/checkpoint-memory';
import { CheckpointSigner } from '../areas/audit-log/checkpoint-signer';
import { SigningKeys } from '../areas/audit-log/signing-key';
import { passportPage } from '../areas/promotions/passport/passport-page';
import { PassportService } from '../areas/promotions/passport/passport.service';
import { systemActor } from '../jobs/job';
import { createTokenFor, idOf } from './accounts';
import { type TestApi } from './api';
import { castFor, delegate, revokeDocument } from './delegation-steps';
import { measuredVersion } from './measured-version';
import { ownPasskey, signedVote } from './own-passkey';
import { publishedPolicy } from './published-policy';
import { run } from './release-path';
import { codeOf, reinstateDocument } from './serving';

/** A passport as the server handed it out. */
export interface GenuinePassport {
  kind: string;
  promotionId: string;
  bytes: Uint8Array;
  /** Whoever holds the key that signed it. */
  signer: Signer;
}

interface Opened {
  id: string;
  round: number;
  subjectDigest: string;
  state: string;
}

const day = 86_400_000;
const steps = {
  refresh: `mutation ($id: ID!) { answer: refreshGates(promotionId: $id) { __typename ... on Refusal { code message }
    ... on PromotionChanged { promotion { id round subjectDigest state } } } }`,
  waive: `mutation ($id: ID!, $gateId: String!, $subjectDigest: String!) {
    answer: waiveGate(promotionId: $id, gateId: $gateId, reason: "Good enough.", subjectDigest: $subjectDigest) {
      __typename ... on Refusal { code message } ... on PromotionChanged { promotion { state } } } }`,
  propose: `mutation ($id: ID!) { answer: proposeEmergency(promotionId: $id, incident: "INC-7", justification: "It burns.") {
    __typename ... on Refusal { code message } ... on PromotionChanged { promotion { emergency { id } } } } }`,
  confirm: `mutation ($id: ID!, $emergencyId: ID!, $subjectDigest: String!) {
    answer: confirmEmergency(promotionId: $id, emergencyId: $emergencyId, subjectDigest: $subjectDigest) {
      __typename ... on Refusal { code message } ... on PromotionChanged { promotion { state } } } }`,
};

/** What a policy of each place says beside what the policy of a new workspace does. */
const policies: Readonly<Record<string, Partial<Policy>>> = {
  plain: {},
  approved: {},
  edited: {},
  delegated: {},
  waived: {
    gates: builtInPolicy.gates.map((gate) =>
      gate.kind === 'performance' ? { ...gate, minimum: 0.9999, severity: 'soft' } : gate,
    ),
  },
  emergency: { breakGlass: { ttlHours: 4, perMonth: 2 } },
  signed: { requirePasskey: true },
  high: {
    slots: [...builtInPolicy.slots, { role: 'ml_engineer', minimum: 1 }],
    exclude: ['trainers', 'labellers', 'evidence_editors', 'policy_editors'],
    ...{ policyEditorDays: 30, distinctPeople: 3, stepUpMinutes: 30, deadlineDays: 5 },
    ...{ approvalTtlDays: 7, evidenceMaxAgeDays: 14, recertifyDays: 90, recertifyOn: ['schema_change'] },
  },
  rotated: {},
  recertified: { recertifyDays: 1 },
};

/** How a promotion gets from its request to its passport, where that is not by the votes of Sam and Riley alone. */
type Ways = Readonly<Record<string, (opened: Opened) => Promise<void>>>;

/** Makes promotions of every kind through the API of a workspace, and takes the passport of each. */
export class PassportKinds {
  private modelVersionId = '';
  private exported = '';

  /** @param setAhead sets the clock of the API by so many milliseconds */
  constructor(
    private readonly api: TestApi,
    private readonly setAhead: (milliseconds: number) => void,
  ) {}

  /** An export of the whole log, of before its key changed. */
  get log(): string {
    return this.exported;
  }

  async make(): Promise<GenuinePassport[]> {
    this.modelVersionId = (await measuredVersion(this.api, 'of every kind')).modelVersionId;
    for (const [name, part] of Object.entries(policies)) {
      const place = { name, version: 1, environment: 'staging', alias: name } as const;
      await publishedPolicy(this.api, { ...builtInPolicy, ...place, ...part });
    }
    // New evidence of the same version comes before the others ask for it.
    const { edited, ...others } = this.ways;
    const made = [await this.kind('edited', edited!)];
    for (const [name, way] of Object.entries(others)) made.push(await this.kind(name, way));
    made.push(await this.kind('recertified', (opened) => this.recertify(opened)));
    const { secret } = await createTokenFor(await this.api.as('ira'), { scope: 'READ' });
    const headers = { authorization: `Bearer ${secret}` };
    this.exported = await (await fetch(`${this.api.url}/v1/audit/export`, { headers })).text();
    return [...made, ...(await this.afterRotation(made.find(({ kind }) => kind === 'plain')!))];
  }

  private get ways(): Ways {
    return {
      edited: (opened) => this.edit(opened),
      plain: async (opened) => {
        await this.sign(opened);
        // A refused attempt belongs into the passport too.
        await this.vote('riley', opened);
        await this.activate(opened);
      },
      approved: (opened) => this.sign(opened),
      delegated: (opened) => this.delegate(opened),
      waived: async (opened) => {
        const { id, subjectDigest } = opened;
        await this.step('riley', steps.waive, { id, gateId: 'performance-holds', subjectDigest });
        await this.release(opened);
      },
      emergency: async (opened) => {
        const { id, subjectDigest } = opened;
        const { promotion } = await this.step<{ promotion: { emergency: { id: string } } }>(
          ...(['mel', steps.propose, { id }] as const),
        );
        await this.step('riley', steps.confirm, { id, emergencyId: promotion.emergency.id, subjectDigest });
        await this.sign(opened);
      },
      signed: async ({ id: promotionId, round, subjectDigest, ...opened }) => {
        for (const voter of ['sam', 'riley']) {
          const owner = await ownPasskey(this.api.url, await this.api.as(voter));
          const vote = { promotionId, round, subjectDigest, decision: 'APPROVE', comment: 'Seen.' };
          this.demand(await signedVote(owner, vote));
        }
        await this.activate({ id: promotionId, round, subjectDigest, ...opened });
      },
      high: async (opened) => {
        await this.vote('mel', opened);
        await this.release(opened);
      },
    };
  }

  private async kind(kind: string, way: (opened: Opened) => Promise<void>): Promise<GenuinePassport> {
    const opened = await this.request(kind);
    await way(opened);
    const signer = this.api.services.auditExtract.signer(this.api.workspaceId);
    return this.take({ kind, promotionId: opened.id, signer }, this.api.services.passports);
  }

  private async take(
    about: Omit<GenuinePassport, 'bytes'>,
    passports: PassportService,
  ): Promise<GenuinePassport> {
    const { workspaceId } = this.api;
    const id = await idOf(await this.api.as('ada'));
    const ada: Actor = { kind: 'person', id, name: 'Ada', workspaceId, roles: ['auditor'] };
    return { ...about, bytes: (await passports.passport(ada, about.promotionId)).bytes };
  }

  private async request(alias: string): Promise<Opened> {
    const { modelVersionId } = this;
    const input = { modelVersionId, rationale: 'Better.', environment: 'STAGING', alias };
    const answer = await run<{ promotion: Opened }>(await this.api.as('dana'), 'requestPromotion', { input });
    this.demand(answer);
    return answer.promotion;
  }

  private async vote(who: string, { id, round, subjectDigest }: Opened, decision = 'APPROVE') {
    const input = { promotionId: id, round, subjectDigest, decision, comment: `${who} has seen it.` };
    return run(await this.api.as(who), 'castVote', { input });
  }

  private async sign(opened: Opened): Promise<void> {
    for (const who of ['sam', 'riley']) this.demand(await this.vote(who, opened));
  }

  private async activate({ id }: Opened): Promise<void> {
    this.demand(await run(await this.api.as('mel'), 'activatePromotion', { id }));
  }

  private async release(opened: Opened): Promise<void> {
    await this.sign(opened);
    await this.activate(opened);
  }

  private async step<T>(who: string, document: string, variables: Record<string, unknown>): Promise<T> {
    const { answer } = await (
      await this.api.as(who)
    ).data<{ answer: T & { code?: string } }>(document, variables);
    this.demand(answer);
    return answer;
  }

  private demand({ code, message }: { code?: string | undefined; message?: string | undefined }): void {
    if (code !== undefined) throw new Error(`${code}: ${message}`);
  }

  /** Somebody asks for changes, new evidence comes, and the approvals of before do not count any more. */
  private async edit(opened: Opened): Promise<void> {
    await this.vote('riley', opened);
    await this.vote('sam', opened, 'REQUEST_CHANGES');
    const { rows } = await this.api.owner.query<{ id: string }>(
      'SELECT dataset_version_id AS id FROM fairness_audit WHERE workspace_id = $1 AND model_version_id = $2',
      [this.api.workspaceId, this.modelVersionId],
    );
    const columns = { labelColumn: 'label', predictionColumn: 'prediction', sensitive: ['sex'] };
    const about = { modelVersionId: this.modelVersionId, datasetVersionId: rows[0]!.id, ...columns };
    const input = { ...about, favourable: 'POSITIVE', rationale: 'Said in other words.' };
    this.demand(await run(await this.api.as('dana'), 'runFairnessAudit', { input }));
    const { promotion } = await this.step<{ promotion: Opened }>('dana', steps.refresh, { id: opened.id });
    if (promotion.round !== 2) throw new Error('New evidence opened no round.');
    await this.release(promotion);
  }

  private async delegate(opened: Opened): Promise<void> {
    const [riley, mel] = [await this.api.as('riley'), await this.api.as('mel')];
    const given = await delegate(riley, { to: mel, roles: ['RISK_OFFICER'] });
    this.demand(given);
    this.demand((await castFor(mel, opened, { onBehalfOf: riley })) as { code?: string });
    this.demand(await this.vote('sam', opened));
    await this.activate(opened);
    await riley.data(revokeDocument, { id: given.delegation.id });
  }

  private async recertify(opened: Opened): Promise<void> {
    await this.release(opened);
    this.setAhead(2 * day);
    await this.api.services.suspensions.suspendDue(systemActor(this.api.workspaceId));
    const answer = await (await this.api.as('riley')).graphql(reinstateDocument, { id: opened.id });
    if (codeOf(answer) !== 'OK') throw new Error(`It was not lifted: ${codeOf(answer)}`);
  }

  /** Once another key signs the log: of a promotion that was decided before, and of one that is decided after. */
  private async afterRotation({ promotionId }: GenuinePassport): Promise<GenuinePassport[]> {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-rotated-'));
    try {
      return await this.rotated(promotionId, new CheckpointMemory(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  private async rotated(promotionId: string, memory: CheckpointMemory): Promise<GenuinePassport[]> {
    const { api } = this;
    const keys = new SigningKeys([api.auditKey, generateKeyPairSync('ed25519').privateKey]);
    const checkpoints = new CheckpointSigner(api.database, { keys, memory, alarm: () => undefined });
    await checkpoints.sign(api.workspaceId);
    const auditExtract = new AuditExtractService(api.database, checkpoints, keys);
    const { evidence } = api.services;
    const passports = new PassportService(api.database, { auditExtract, evidence, page: passportPage });
    const signer = keys.signers(logOrigin(api.workspaceId)).at(-1)!;
    const after = await this.request('rotated');
    await this.release(after);
    return [
      await this.take({ kind: 'decided before a rotation', promotionId, signer }, passports),
      await this.take({ kind: 'decided after a rotation', promotionId: after.id, signer }, passports),
    ];
  }
}
