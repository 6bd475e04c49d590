import { builtInPolicy } from '@countersign/domain/approvals';
import { getNamedType, type GraphQLInterfaceType, isUnionType } from 'graphql';
import { makeSchema } from '../../server/schema';
import { idOf } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { ownPasskey } from '../../testing/own-passkey';
import { artifactDigest } from '../../testing/release-path';

const ids = new Map<string, string>();
const id = (name: string): string => {
  const found = ids.get(name);
  if (found === undefined) throw new Error(`An earlier call should have left ${name} behind.`);
  return found;
};
const header = 'id,at,income,score,prediction,label,sex';
const rows = Array.from({ length: 240 }, (_, index) => {
  const at = new Date(Date.UTC(2026, 5, 1) + index * 6 * 3_600_000).toISOString();
  return [
    `r${index}`,
    at,
    index % 7,
    0.3 + 0.4 * (index % 2),
    index % 2,
    index % 2,
    index % 4 < 2 ? 'f' : 'm',
  ];
});
const file = [header, ...rows.map((row) => row.join(','))].join('\n');
const mapping = `id: "id", at: "at", score: "score", prediction: "prediction", groups: ["sex"]`;

const policyText = JSON.stringify(
  JSON.stringify({ ...builtInPolicy, version: builtInPolicy.version + 1, approvalTtlDays: 7 }),
);

interface Call {
  as: 'nobody' | 'operator' | 'ira' | 'dana' | 'devi' | 'sam' | 'mel' | 'riley';
  /** The selection after the mutation's name; ids come from the calls before. */
  text: (uploadId: string) => string;
  /** Where the answer holds an id that later calls need, under this name. */
  keeps?: Record<string, readonly string[]>;
  refused?: boolean;
}

/** One call of every mutation that changes something, in an order in which each finds what it needs. */
const calls: Record<string, Call> = {
  signIn: {
    as: 'nobody',
    text: () =>
      `(input: { persona: "pat" }) { ... on SignedIn { viewer { actor { id } workspace { name } } } }`,
    keeps: { member: ['viewer', 'actor', 'id'], workspace: ['viewer', 'workspace', 'name'] },
  },
  // Refused here: the entry of a workspace that was opened is the first of that workspace's own log.
  createWorkspace: {
    as: 'operator',
    text: () => `(input: { name: "${id('workspace')}" }) { ... on Refusal { code } }`,
    refused: true,
  },
  inviteMember: {
    as: 'ira',
    text: () =>
      `(input: { email: "noor@example.org", roles: [AUDITOR] }) { ... on MemberInvited { invitation { id } } }`,
    keeps: { invitation: ['invitation', 'id'] },
  },
  revokeInvitation: { as: 'ira', text: () => `(id: "${id('invitation')}") { __typename }` },
  setMemberRoles: {
    as: 'ira',
    text: () => `(input: { memberId: "${id('member')}", roles: [AUDITOR] }) { __typename }`,
  },
  deactivateMember: { as: 'ira', text: () => `(memberId: "${id('member')}") { __typename }` },
  reactivateMember: { as: 'ira', text: () => `(memberId: "${id('member')}") { __typename }` },
  placeLegalHold: {
    as: 'ira',
    text: () =>
      `(input: { memberId: "${id('member')}", reason: "Case 7." }) { ... on LegalHoldPlaced { hold { id } } }`,
    keeps: { hold: ['hold', 'id'] },
  },
  releaseLegalHold: {
    as: 'ira',
    text: () => `(input: { id: "${id('hold')}", reason: "Settled." }) { __typename }`,
  },
  setAuditDetailRetention: { as: 'ira', text: () => `(months: 24) { __typename }` },
  setGroupThresholdWhatIf: {
    as: 'riley',
    text: () => `(input: { isAllowed: true, reason: "Review 7." }) { __typename }`,
  },
  eraseMember: {
    as: 'ira',
    text: () => `(input: { memberId: "${id('member')}", reason: "Request 12." }) { ... on Refusal { code } }`,
    refused: true,
  },
  resetPassword: {
    as: 'ira',
    text: () => `(memberId: "${id('member')}") { ... on Refusal { code } }`,
    refused: true,
  },
  changePassword: {
    as: 'sam',
    text: () => `(input: { currentPassword: "x", newPassword: "y" }) { ... on Refusal { code } }`,
    refused: true,
  },
  // Refused here: a question is answered once, and this spec makes every call twice.
  registerPasskey: {
    as: 'sam',
    text: () => `(input: { name: "x", answer: { nonce: "x", response: "x" } }) { ... on Refusal { code } }`,
    refused: true,
  },
  renamePasskey: {
    as: 'sam',
    text: () => `(input: { passkeyId: "${id('passkey')}", name: "Key ring" }) { __typename }`,
  },
  removePasskey: { as: 'sam', text: () => `(passkeyId: "${id('passkey')}") { __typename }` },
  proveIdentity: {
    as: 'sam',
    text: () => `(input: { password: "x" }) { ... on Refusal { code } }`,
    refused: true,
  },
  createServiceToken: {
    as: 'operator',
    text: () => `(input: { name: "ci" }) { ... on ServiceTokenCreated { id } }`,
    keeps: { token: ['id'] },
  },
  revokeServiceToken: { as: 'operator', text: () => `(id: "${id('token')}") { __typename }` },
  trustWorkload: {
    as: 'ira',
    text: () => `(input: { name: "pipeline", issuer: "https://issuer.example.org", subjects: ["repo:a/b"] }) {
      ... on WorkloadTrusted { workloadTrust { id } } }`,
    keeps: { trust: ['workloadTrust', 'id'] },
  },
  endWorkloadTrust: { as: 'ira', text: () => `(id: "${id('trust')}") { __typename }` },
  registerDatasetVersion: {
    as: 'dana',
    text: (upload) =>
      `(input: { dataset: "loans", uploadId: "${upload}" }) { ... on DatasetVersionRegistered { datasetVersion { id } } }`,
    keeps: { dataset: ['datasetVersion', 'id'] },
  },
  registerModel: {
    as: 'dana',
    text: () =>
      `(input: { name: "loans", purpose: "Who pays back." }) { ... on ModelRegistered { model { id } } }`,
    keeps: { model: ['model', 'id'] },
  },
  registerModelVersion: {
    as: 'dana',
    text: () => `(input: { modelId: "${id('model')}", artifactDigest: "${artifactDigest('loans')}",
      baseline: { datasetVersionId: "${id('dataset')}", mapping: { ${mapping}, label: "label" } } }) {
      ... on ModelVersionRegistered { modelVersion { id } } }`,
    keeps: { version: ['modelVersion', 'id'] },
  },
  logPredictions: {
    as: 'dana',
    text: (
      upload,
    ) => `(input: { modelVersionId: "${id('version')}", uploadId: "${upload}", idempotencyKey: "p",
      mapping: { ${mapping}, ignored: ["label"] } }) { ... on RowsLogged { accepted } }`,
  },
  logLabels: {
    as: 'dana',
    text: (upload) => `(input: { modelId: "${id('model')}", uploadId: "${upload}", idempotencyKey: "l",
      mapping: { id: "id", label: "label", ignored: ["at", "income", "score", "prediction", "sex"] } }) { ... on RowsLogged { accepted } }`,
  },
  createMonitor: {
    as: 'dana',
    text: () =>
      `(input: { modelVersionId: "${id('version')}", name: "drift", kind: DRIFT }) { ... on MonitorCreated { monitor { id } } }`,
    keeps: { monitor: ['monitor', 'id'] },
  },
  runMonitor: {
    as: 'dana',
    text: () => `(monitorId: "${id('monitor')}") { ... on MonitorRunCompleted { run { id } } }`,
  },
  runFairnessAudit: {
    as: 'dana',
    text: () => `(input: { modelVersionId: "${id('version')}", datasetVersionId: "${id('dataset')}", labelColumn: "label",
      predictionColumn: "prediction", sensitive: ["sex"], favourable: POSITIVE, rationale: "A loan is good.",
      minimumGroupSize: 200 }) {
      ... on FairnessAuditCompleted { audit { id evidenceDigest } } }`,
    keeps: { audit: ['audit', 'id'], evidence: ['audit', 'evidenceDigest'] },
  },
  storeSensitiveAttributes: {
    as: 'devi',
    text: (
      upload,
    ) => `(input: { name: "people", purpose: "Fairness audits.", uploadId: "${upload}", keyColumn: "id",
      attributes: [{ name: "sex", origin: SELF_REPORTED, legalBasis: "Consent." }] }) {
      ... on SensitiveAttributesStored { collection { id } } }`,
    keeps: { collection: ['collection', 'id'] },
  },
  eraseVaultKey: {
    as: 'devi',
    text: () => `(input: { collectionId: "${id('collection')}", key: "r7" }) { __typename }`,
  },
  deleteSensitiveAttributes: {
    as: 'devi',
    text: () => `(id: "${id('collection')}") { __typename }`,
  },
  signFairnessAudit: {
    as: 'sam',
    text: () => `(input: { auditId: "${id('audit')}", evidenceDigest: "${id('evidence')}", decision: AGREES, independence: null }) {
      ... on FairnessAuditSigned { signOff { id } } }`,
  },
  waiveFairnessCriterion: {
    as: 'riley',
    text: () => `(input: { auditId: "${id('audit')}", criterion: IMPACT_RATIO, attributes: ["sex"], justification: "A pilot.",
      until: "${new Date(Date.now() + 86_400_000).toISOString()}" }) { ... on FairnessCriterionWaived { waiver { id } } }`,
    keeps: { waiver: ['waiver', 'id'] },
  },
  endFairnessWaiver: {
    as: 'riley',
    text: () => `(input: { waiverId: "${id('waiver')}", reason: "The pilot is over." }) { __typename }`,
  },
  publishFairnessSummary: {
    as: 'riley',
    text: () => `(input: { auditId: "${id('audit')}", evidenceDigest: "${id('evidence')}" }) {
      ... on FairnessSummaryPublished { publication { id } } }`,
    keeps: { publication: ['publication', 'id'] },
  },
  withdrawPublishedSummary: {
    as: 'riley',
    text: () => `(input: { id: "${id('publication')}", reason: "Wrong data." }) { __typename }`,
  },
  requestPromotion: {
    as: 'dana',
    text: () => `(input: { modelVersionId: "${id('version')}", rationale: "First." }) {
      ... on PromotionRequested { promotion { id subjectDigest } } }`,
    keeps: { promotion: ['promotion', 'id'], subject: ['promotion', 'subjectDigest'] },
  },
  castVotes: {
    as: 'riley',
    text: () => `(input: { votes: [{ promotionId: "${id('promotion')}", round: 1, subjectDigest: "${id('subject')}" }] }) {
      ... on Refusal { code } }`,
    refused: true,
  },
  delegate: {
    as: 'riley',
    text: () => `(input: { delegateId: "${id('mel')}", roles: [RISK_OFFICER], reason: "Away.",
      endsAt: "${new Date(Date.now() + 86_400_000).toISOString()}" }) { ... on DelegationChanged { delegation { id } } }`,
    keeps: { delegation: ['delegation', 'id'] },
  },
  revokeDelegation: {
    as: 'mel',
    text: () => `(delegationId: "${id('delegation')}") { __typename }`,
  },
  castVote: {
    as: 'sam',
    text: () => `(input: { promotionId: "${id('promotion')}", decision: APPROVE, round: 1, subjectDigest: "${id('subject')}" }) {
      ... on VoteCast { vote { id } } }`,
  },
  addPromotionComment: {
    as: 'sam',
    text: () => `(input: { promotionId: "${id('promotion')}", text: "Have a look.", mentions: ["${id('riley')}"] }) {
      ... on PromotionCommentAdded { comment { id } } }`,
    keeps: { comment: ['comment', 'id'] },
  },
  markMentionsSeen: {
    as: 'riley',
    text: () => `(commentIds: ["${id('comment')}"]) { __typename }`,
  },
  waiveGate: {
    as: 'riley',
    text: () => `(promotionId: "${id('promotion')}", gateId: "drift-quiet", reason: "Fine.", subjectDigest: "${id('subject')}") {
      ... on Refusal { code } }`,
    refused: true,
  },
  refreshGates: { as: 'dana', text: () => `(promotionId: "${id('promotion')}") { __typename }` },
  activatePromotion: {
    as: 'mel',
    text: () => `(promotionId: "${id('promotion')}") { ... on Refusal { code } }`,
    refused: true,
  },
  classifyModel: {
    as: 'riley',
    text: () => `(input: { modelId: "${id('model')}", riskTier: HIGH, reason: "Much hangs on it." }) {
      ... on ModelClassified { model { riskTier } } }`,
  },
  proposePolicy: {
    as: 'ira',
    text: () => `(input: { document: ${policyText}, reason: "Shorter." }) {
      ... on PolicyChangeRecorded { policyChange { id digest } } }`,
    keeps: { policyChange: ['policyChange', 'id'], policyDigest: ['policyChange', 'digest'] },
  },
  votePolicyChange: {
    as: 'riley',
    text: () => `(input: { policyChangeId: "${id('policyChange')}", decision: APPROVE, policyDigest: "${id('policyDigest')}" }) {
      ... on PolicyChangeRecorded { policyChange { policy { id } } } }`,
    keeps: { policy: ['policyChange', 'policy', 'id'] },
  },
  proposePolicyRetirement: {
    as: 'ira',
    text: () => `(input: { policyId: "${id('policy')}", reason: "Never mind." }) { __typename }`,
  },
  rollBack: {
    as: 'mel',
    text: () => `(input: { modelId: "${id('model')}", reason: "Worse." }) { ... on Refusal { code } }`,
    refused: true,
  },
  reinstatePromotion: {
    as: 'riley',
    text: () => `(promotionId: "${id('promotion')}", reason: "Seen.") { ... on Refusal { code } }`,
    refused: true,
  },
  proposeEmergency: {
    as: 'mel',
    text: () => `(promotionId: "${id('promotion')}", incident: "INC-7", justification: "It is down.") {
      ... on Refusal { code } }`,
    refused: true,
  },
  confirmEmergency: {
    as: 'riley',
    text: () => `(promotionId: "${id('promotion')}", emergencyId: "${id('promotion')}", subjectDigest: "${id('subject')}") {
      ... on Refusal { code } }`,
    refused: true,
  },
  acknowledgeRollback: {
    as: 'riley',
    text: () => `(promotionId: "${id('promotion')}", finding: "Seen.") { ... on Refusal { code } }`,
    refused: true,
  },
  withdrawPromotion: {
    as: 'dana',
    text: () => `(promotionId: "${id('promotion')}", reason: "Not yet.") { __typename }`,
  },
  createWebhook: {
    as: 'ira',
    text: () => `(input: { url: "https://receiver.example.org/hooks", events: [PROMOTION_APPROVED], description: "ci" }) {
      ... on WebhookCreated { webhook { id } } }`,
    keeps: { webhook: ['webhook', 'id'] },
  },
  rotateWebhookSecret: { as: 'ira', text: () => `(input: { id: "${id('webhook')}" }) { __typename }` },
  disableWebhook: { as: 'ira', text: () => `(id: "${id('webhook')}") { __typename }` },
  enableWebhook: { as: 'ira', text: () => `(input: { id: "${id('webhook')}" }) { __typename }` },
  pingWebhook: {
    as: 'ira',
    text: () => `(id: "${id('webhook')}") { ... on WebhookPinged { delivery { id } } }`,
    keeps: { delivery: ['delivery', 'id'] },
  },
  redeliverWebhook: { as: 'ira', text: () => `(deliveryId: "${id('delivery')}") { __typename }` },
  skipWebhookDelivery: { as: 'ira', text: () => `(deliveryId: "${id('delivery')}") { __typename }` },
  deleteWebhook: { as: 'ira', text: () => `(id: "${id('webhook')}") { __typename }` },
  attachEvidence: {
    as: 'dana',
    text: () => `(input: { modelVersionId: "${id('version')}", kind: TESTS,
      document: "<testsuite name='unit'><testcase name='adds'/></testsuite>" }) { __typename }`,
  },
  registerThreshold: {
    as: 'dana',
    text: () => `(input: { modelId: "${id('model')}", metric: "roc_auc", op: AT_LEAST, limit: 0.7,
      datasetDigest: "${artifactDigest('test data')}" }) { __typename }`,
  },
  requestExternalCheck: {
    as: 'dana',
    text: () => `(input: { modelVersionId: "${id('version')}", check: "legal-review" }) { __typename }`,
  },
  signOut: { as: 'sam', text: () => '' },
};

const schema = makeSchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const mutationNames = mutations.map(({ name }) => name);
const changes = schema.getPossibleTypes(schema.getType('RecordedChange') as GraphQLInterfaceType);
/** Mutations whose answer, when the change was made, leads to its entry. */
const leading = mutations
  .filter(({ type }) => {
    const answer = getNamedType(type);
    return isUnionType(answer) && answer.getTypes().some((member) => changes.includes(member));
  })
  .map(({ name }) => name);

/** The selection, which asks for the entry as well. */
const withEntry = (name: string, text: string): string =>
  leading.includes(name)
    ? text.replace(/\}$/, '... on RecordedChange { auditEntry { sequence action outcome } } }')
    : text;

describe('audited mutations', () => {
  let api: TestApi;
  const clients = new Map<Call['as'], ApiClient>();
  beforeAll(async () => {
    api = await startTestApi();
    clients.set('nobody', api.anonymous);
    clients.set('operator', api.withToken(api.bootstrapSecret));
    ids.set('mel', await idOf(await api.as('mel')));
    for (const persona of ['ira', 'dana', 'devi', 'sam', 'mel', 'riley'] as const)
      clients.set(persona, await api.as(persona));
    ids.set('passkey', (await ownPasskey(api.url, clients.get('sam') as ApiClient)).passkeyId);
    ids.set('riley', await idOf(await api.as('riley')));
  });
  afterAll(() => api.stop());

  const entries = async () =>
    (
      await api.owner.query<{ action: string; outcome: string; actor: string }>(
        'SELECT action, outcome, actor FROM audit_entry WHERE workspace_id = $1 ORDER BY sequence',
        [api.workspaceId],
      )
    ).rows;

  /** Count and digest of the workspace's rows in every table that has any, partitions with their table. */
  const everyRow = async () => {
    const tables = await api.owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
       WHERE attname = 'workspace_id' AND relkind IN ('r', 'p') AND NOT relispartition
         AND relnamespace = 'public'::regnamespace ORDER BY relname`,
    );
    const digests: Record<string, string | undefined> = {};
    for (const { name } of tables.rows) {
      const { rows } = await api.owner.query<{ digest: string }>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(each::text, '' ORDER BY each::text), '')) AS digest
         FROM ${name} AS each WHERE workspace_id = $1`,
        [api.workspaceId],
      );
      digests[name] = rows[0]?.digest;
    }
    return digests;
  };

  /** While no entry can be added to this workspace's log. */
  const withFullLog = async <T>(work: () => Promise<T>): Promise<T> => {
    await api.owner.query(`CREATE FUNCTION full_log() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the log is full'; END $$`);
    await api.owner.query(`CREATE TRIGGER full_log BEFORE INSERT ON audit_entry FOR EACH ROW
      WHEN (NEW.workspace_id = '${api.workspaceId}') EXECUTE FUNCTION full_log()`);
    try {
      return await work();
    } finally {
      await api.owner.query('DROP TRIGGER full_log ON audit_entry; DROP FUNCTION full_log()');
    }
  };

  it('are all mutations of the schema', () => {
    expect(mutationNames.sort()).toEqual(Object.keys(calls).sort());
  });

  it.each(Object.entries(calls))(
    'AS-1 G24 %s does nothing when the log cannot be written, and else writes one entry of its name',
    async (name, { as, text, keeps = {}, refused }) => {
      const client = clients.get(as) as ApiClient;
      const uploadId = await (clients.get('dana') as ApiClient).upload('rows.csv', file);
      const untouched = await everyRow();
      const failed = await withFullLog(() => client.graphql(`mutation { ${name}${text(uploadId)} }`));
      expect(failed.errors?.[0]?.extensions['code']).toBe('INTERNAL');
      expect(await everyRow()).toEqual(untouched);
      const before = await entries();
      const data = await client.data<Record<string, Record<string, unknown>>>(
        `mutation { ${name}${withEntry(name, text(uploadId))} }`,
      );
      const added = (await entries()).slice(before.length);
      const actor = as === 'operator' ? 'operator:operator' : expect.stringMatching(/^person:/);
      expect(added).toEqual([{ action: name, outcome: refused ? 'refused' : 'done', actor }]);
      if (leading.includes(name) && !refused)
        expect(data[name]).toMatchObject({
          auditEntry: { sequence: before.length + 1, action: name, outcome: 'DONE' },
        });
      for (const [key, path] of Object.entries(keeps)) {
        const value = path.reduce<unknown>(
          (part, step) => (part as Record<string, unknown>)[step],
          data[name],
        );
        ids.set(key, String(value));
      }
    },
  );

  it('AS-22 lead to their entry, but those of sessions and of services that may read nothing', () => {
    const others = mutationNames.filter((name) => !leading.includes(name));
    expect(others.sort()).toEqual(['logLabels', 'logPredictions', 'signIn', 'signOut']);
  });

  it('AS-22 by its place an entry is found, and none where the log has none', async () => {
    const ira = clients.get('ira') as ApiClient;
    const size = (await entries()).length;
    const one = '{ auditEntry(sequence: 1) { sequence hash } auditLogHead { size } }';
    expect(await ira.data(one)).toMatchObject({ auditEntry: { sequence: 1 }, auditLogHead: { size } });
    for (const sequence of [0, -1, size + 1]) {
      const { errors } = await ira.graphql(`{ auditEntry(sequence: ${sequence}) { hash } }`);
      expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    }
  });

  it('and an upload writes none: what is made of the file is recorded', async () => {
    const dana = await api.as('dana');
    const before = await entries();
    await dana.upload('rows.csv', file);
    expect(await entries()).toEqual(before);
  });
});
