import { builtInPolicy } from '@countersign/domain/approvals';
import { ensureWorkspace } from '../areas/access/ensure-workspace';
import { personas } from '../areas/access/personas';
import { createTokenFor, idOf, sessionOf } from './accounts';
import { furnishAccess, furnishWebhook } from './furnish-access';
import { furnishEmergency } from './furnish-emergency';
import { furnishPolicies } from './furnish-policies';
import { type ApiClient, type TestApi } from './api';
import { publishedPolicy } from './published-policy';
import { registerDataset, registerVersion, run } from './release-path';
import { releasableVersion } from './releasable-version';

/** A workspace in which every text is a canary, and everybody who can act in it. */
export interface Tenant {
  workspaceId: string;
  /** By persona, and by scope for tokens. */
  clients: Map<string, ApiClient>;
  /** What each of them sends to be known. */
  headers: Map<string, Record<string, string>>;
  /** An id (or digest, or name) of each kind of thing that requests can name. */
  refs: Record<RefKind, string>;
  /** Every id and digest of its rows, but for what all workspaces share. */
  ids: string[];
}

export type RefKind = keyof typeof firstOf;

const scopes = ['INGEST', 'READ', 'WRITE', 'ADMIN'];

/** Makes such a workspace on the server of `api`; canaries are `mark` and a number, each in one place. */
export async function furnishTenant(api: TestApi, mark: string): Promise<Tenant> {
  let canaries = 0;
  const canary = () => `${mark}${(canaries += 1)}z`;
  const { database, owner } = api;
  const name = canary();
  const workspaceId = await ensureWorkspace(database, name, true);
  await publishedPolicy({ database, owner, workspaceId }, builtInPolicy);
  const clients = new Map<string, ApiClient>();
  const headers: Tenant['headers'] = new Map();
  for (const { key } of personas) {
    const credential = await sessionOf({ database, workspaceId }, key);
    clients.set(key, api.withCookie(credential));
    headers.set(key, { cookie: `countersign_session=${credential}` });
  }
  const as = (key: string): ApiClient => clients.get(key) as ApiClient;
  for (const { key } of personas)
    await owner.query('UPDATE member SET name = $3, email = $4 WHERE workspace_id = $1 AND persona = $2', [
      ...[workspaceId, key, canary(), `${canary()}@example.org`],
    ]);
  for (const scope of scopes) {
    const { secret } = await createTokenFor(as('ira'), { name: canary(), scope });
    clients.set(scope, api.withToken(secret));
    headers.set(scope, { authorization: `Bearer ${secret}` });
  }
  const ground = { api: { ...api, workspaceId, as: async (key: string) => as(key) }, as, canary };
  await furnishAccess(ground);
  await furnishWebhook(ground);
  await furnishVault(ground);
  await furnishModel(ground);
  await furnishRelease(ground);
  await furnishPolicies(ground);
  return { workspaceId, clients, headers, ...(await referencesOf(api, workspaceId)) };
}

interface Ground {
  api: TestApi;
  as: (key: string) => ApiClient;
  canary: () => string;
}

/** A collection whose every text is a canary; of its values even their own people see none. */
async function furnishVault({ as, canary }: Ground): Promise<void> {
  const [key, sex] = [canary(), canary()];
  const rows = [1, 2, 3].map(() => `${canary()},${canary()}`);
  const uploadId = await as('devi').upload(`${canary()}.csv`, [`${key},${sex}`, ...rows].join('\n'));
  await run(as('devi'), 'storeSensitiveAttributes', {
    input: {
      ...{ name: canary(), purpose: canary(), uploadId, keyColumn: key },
      attributes: [{ name: sex, origin: 'SELF_REPORTED', legalBasis: canary() }],
    },
  });
}

/** A model with traffic, labels, monitors with runs and an audit; every column and category is a canary. */
async function furnishModel({ as, canary }: Ground): Promise<void> {
  const dana = as('dana');
  const [income, sex, woman, man, prediction] = [canary(), canary(), canary(), canary(), canary()];
  const header = ['id', 'at', income, 'score', prediction, 'label', sex];
  const rows = Array.from({ length: 240 }, (_, index) => {
    const at = new Date(Date.UTC(2026, 5, 1) + index * 6 * 3_600_000).toISOString();
    const guess = index % 2;
    return [
      `${prediction}r${index}`,
      at,
      index % 7,
      0.3 + 0.4 * guess,
      guess,
      guess,
      index % 4 < 2 ? woman : man,
    ];
  });
  const file = [header, ...rows].map((row) => row.join(',')).join('\n');
  const upload = () => dana.upload(`${canary()}.csv`, file);
  const mapping = { id: 'id', at: 'at', score: 'score', prediction, groups: [sex] };
  const baselineId = await registerDataset(dana, canary(), await upload());
  const version = await registerVersion(dana, {
    ...{ model: canary(), baselineId, mapping: { ...mapping, label: 'label' } },
  });
  const { modelId, modelVersionId } = version;
  await run(dana, 'logPredictions', {
    input: {
      ...{ modelVersionId, uploadId: await upload(), idempotencyKey: canary() },
      mapping: { ...mapping, ignored: ['label'] },
    },
  });
  const others = ['at', income, 'score', prediction, sex];
  await run(dana, 'logLabels', {
    input: {
      ...{ modelId, uploadId: await upload(), idempotencyKey: canary() },
      mapping: { id: 'id', label: 'label', ignored: others },
    },
  });
  await furnishChecks({ dana, canary }, modelVersionId);
  const audit = {
    ...{ labelColumn: 'label', predictionColumn: prediction, sensitive: [sex], favourable: 'POSITIVE' },
    // No group is as large: nothing is judged, and can be waived.
    minimumGroupSize: 200,
  };
  const ran = await run<{ audit: Omit<AuditRef, 'attribute'> }>(dana, 'runFairnessAudit', {
    input: { modelVersionId, datasetVersionId: baselineId, ...audit, rationale: canary() },
  });
  await furnishAnswers({ as, canary }, { ...ran.audit, attribute: sex });
}

interface AuditRef {
  id: string;
  evidenceDigest: string;
  attribute: string;
}

/** Who answers for the audit, and that anybody may read its summary. */
async function furnishAnswers(
  { as, canary }: Pick<Ground, 'as' | 'canary'>,
  { id: auditId, evidenceDigest, attribute }: AuditRef,
): Promise<void> {
  const sign = `mutation ($input: SignFairnessAuditInput!) { signFairnessAudit(input: $input) { __typename } }`;
  await as('sam').data(sign, {
    input: {
      ...{ auditId, evidenceDigest, decision: 'DISSENTS' },
      ...{ independence: canary(), note: canary() },
    },
  });
  const waive = `mutation ($input: WaiveFairnessCriterionInput!) { waiveFairnessCriterion(input: $input) {
    ... on FairnessCriterionWaived { waiver { id } } } }`;
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await as('riley').data(waive, {
    input: {
      ...{ auditId, criterion: 'IMPACT_RATIO', attributes: [attribute], until },
      justification: canary(),
    },
  });
  const publish = `mutation ($input: PublishFairnessSummaryInput!) { publishFairnessSummary(input: $input) {
    ... on FairnessSummaryPublished { publication { id } } } }`;
  await as('riley').data(publish, { input: { auditId, evidenceDigest } });
}

async function furnishChecks(
  { dana, canary }: { dana: ApiClient; canary: () => string },
  modelVersionId: string,
): Promise<void> {
  for (const kind of ['DRIFT', 'PERFORMANCE']) {
    const input = { modelVersionId, name: canary(), kind };
    const { monitor } = await run<{ monitor: { id: string } }>(dana, 'createMonitor', { input });
    await run(dana, 'runMonitor', { id: monitor.id });
  }
}

/** A release that serves, with its votes, and one that is still open. */
async function furnishRelease({ api, as, canary }: Ground): Promise<void> {
  const releasable = await releasableVersion(api, canary());
  await releasable.fairness(canary());
  const request = (modelVersionId: string) =>
    run<{ promotion: { id: string; round: number; subjectDigest: string } }>(as('dana'), 'requestPromotion', {
      input: { modelVersionId, rationale: canary() },
    });
  const { promotion } = await request(releasable.modelVersionId);
  const { id: promotionId, round, subjectDigest } = promotion;
  for (const voter of ['sam', 'riley'])
    await run(as(voter), 'castVote', {
      input: { promotionId, round, subjectDigest, decision: 'APPROVE', comment: canary() },
    });
  await run(as('mel'), 'activatePromotion', { id: promotionId });
  const open = await request((await releasable.next()).modelVersionId);
  const say = `mutation ($id: ID!, $text: String!, $mentions: [ID!]!) {
    addPromotionComment(input: { promotionId: $id, text: $text, mentions: $mentions }) { __typename } }`;
  const mentions = [await idOf(as('pat'))];
  await as('dana').data(say, { id: open.promotion.id, text: canary(), mentions });
  await furnishEmergency({ api, as, canary }, releasable.modelVersionId);
  // Runs that were written down and not run name nobody.
  const nobodys = `UPDATE monitor_run SET ran_by = 'system:system' WHERE workspace_id = $1 AND ran_by = 'person:x'`;
  await api.owner.query(nobodys, [api.workspaceId]);
}

const firstOf = {
  dataset: 'SELECT id FROM dataset WHERE workspace_id = $1',
  datasetVersion: 'SELECT id FROM dataset_version WHERE workspace_id = $1',
  delegation: 'SELECT id FROM delegation WHERE workspace_id = $1',
  emergency: 'SELECT id FROM emergency WHERE workspace_id = $1',
  // Of the audit that hides nothing: others are not for everybody who may read evidence.
  evidence:
    'SELECT evidence_digest AS id FROM fairness_audit WHERE workspace_id = $1 ORDER BY fairness_audit.id',
  fairnessAudit: 'SELECT id FROM fairness_audit WHERE workspace_id = $1 ORDER BY id',
  fairnessWaiver: 'SELECT id FROM fairness_waiver WHERE workspace_id = $1',
  invitation: 'SELECT id FROM invitation WHERE workspace_id = $1',
  legalHold: 'SELECT id FROM legal_hold WHERE workspace_id = $1',
  member: `SELECT id FROM member WHERE workspace_id = $1 AND persona = 'pat'`,
  model: 'SELECT id FROM model WHERE workspace_id = $1',
  modelVersion: 'SELECT model_version_id AS id FROM prediction_identity WHERE workspace_id = $1',
  monitor: `SELECT id FROM monitor WHERE workspace_id = $1 AND kind = 'drift' ORDER BY id`,
  monitorRun: 'SELECT id FROM monitor_run WHERE workspace_id = $1 ORDER BY id',
  policy: 'SELECT id FROM policy WHERE workspace_id = $1 AND joins IS NULL',
  policyChange: 'SELECT id FROM policy_change WHERE workspace_id = $1',
  promotion: `SELECT id FROM promotion WHERE workspace_id = $1 AND state IN ('in_review', 'blocked')`,
  promotionComment: 'SELECT id FROM promotion_comment WHERE workspace_id = $1',
  publishedSummary: 'SELECT id FROM published_summary WHERE workspace_id = $1',
  passkey: 'SELECT id FROM passkey WHERE workspace_id = $1',
  serviceToken: 'SELECT id FROM service_token WHERE workspace_id = $1 AND secret_hash IS NOT NULL',
  subject: `SELECT subject_digest AS id FROM promotion WHERE workspace_id = $1 AND state IN ('in_review', 'blocked')`,
  upload: 'SELECT id FROM upload WHERE workspace_id = $1',
  vaultCollection: 'SELECT id FROM vault_collection WHERE workspace_id = $1',
  workloadTrust: 'SELECT id FROM workload_trust WHERE workspace_id = $1',
  webhook: 'SELECT id FROM webhook WHERE workspace_id = $1',
  webhookDelivery: 'SELECT id FROM webhook_delivery WHERE workspace_id = $1',
  workspace: 'SELECT name AS id FROM workspace WHERE id = $1',
};

export const refKinds = Object.keys(firstOf) as RefKind[];

const everyId = [
  'dataset',
  'dataset_version',
  'fairness_audit',
  'fairness_sign_off',
  'fairness_waiver',
  'invitation',
  'member',
  'model',
  'model_version',
]
  .concat(['monitor', 'monitor_result', 'monitor_run', 'promotion', 'service_token', 'session', 'upload'])
  .concat(['vote', 'deployment', 'baseline', 'audit_entry', 'policy', 'legal_hold'])
  .concat(['policy_change', 'policy_vote', 'model_classification', 'promotion_comment', 'delegation'])
  .concat(['vault_collection', 'vault_access', 'published_summary', 'passkey', 'emergency'])
  .concat(['webhook', 'webhook_delivery', 'webhook_attempt'])
  .map((table) => `SELECT id::text FROM ${table} WHERE workspace_id = $1`)
  .concat('SELECT digest FROM evidence WHERE workspace_id = $1', 'SELECT $1::text')
  .join(' UNION ');

async function referencesOf({ owner }: TestApi, workspaceId: string): Promise<Pick<Tenant, 'refs' | 'ids'>> {
  const refs: Partial<Record<RefKind, string>> = {};
  for (const [kind, sql] of Object.entries(firstOf)) {
    const { rows } = await owner.query<{ id: string }>(`${sql} LIMIT 1`, [workspaceId]);
    if (!rows[0]) throw new Error(`The workspace has no ${kind}.`);
    refs[kind as RefKind] = rows[0].id;
  }
  const { rows } = await owner.query<{ id: string }>(everyId, [workspaceId]);
  return { refs: refs as Record<RefKind, string>, ids: rows.map(({ id }) => id) };
}
