import { generateKeyPairSync, sign } from 'node:crypto';
import { canonicalJson } from '@countersign/domain/audit-log';
import { builtInPolicy, type GateRule, type Policy } from '@countersign/domain/approvals';
import { type AttachedKind, readAttached } from '@countersign/domain/gate-evidence';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { createTokenFor, idOf, makeAccount } from '../../testing/accounts';
import { publishedPolicy } from '../../testing/published-policy';
import { releasableVersion, type Releasable } from '../../testing/releasable-version';
import { artifactDigest } from '../../testing/release-path';

const attach = `mutation ($input: AttachEvidenceInput!) { answer: attachEvidence(input: $input) { __typename
  ... on EvidenceAttached { created evidence { id kind name documentDigest evidenceDigest attachedBy { id } } } } }`;
const register = `mutation ($input: RegisterThresholdInput!) { answer: registerThreshold(input: $input) { __typename
  ... on ThresholdRegistered { created threshold { id limit } } } }`;
const ask = `mutation ($input: RequestExternalCheckInput!) { answer: requestExternalCheck(input: $input) { __typename
  ... on ExternalCheckRequested { nonce askedAt } } }`;
const gates = 'gates { id kind verdict reason evidenceId evidenceDigest }';
const shape = `promotion { id state round subjectDigest ${gates} }`;
const request = `mutation ($input: RequestPromotionInput!) { answer: requestPromotion(input: $input) {
  __typename ... on Refusal { code message } ... on PromotionRequested { ${shape} } } }`;
const refresh = `mutation ($id: ID!) { answer: refreshGates(promotionId: $id) {
  __typename ... on Refusal { code message } ... on PromotionChanged { ${shape} } } }`;
const vote = `mutation ($input: CastVoteInput!) { answer: castVote(input: $input) {
  __typename ... on Refusal { code message } ... on VoteCast { ${shape} } } }`;

interface Attached {
  created: boolean;
  evidence: { id: string; evidenceDigest: string; documentDigest: string; attachedBy: { id: string } };
}
interface Gate {
  id: string;
  verdict: string;
  reason: string;
  evidenceId: string | null;
  evidenceDigest: string | null;
}
interface Promotion {
  id: string;
  state: string;
  round: number;
  subjectDigest: string;
  gates: Gate[];
}

let api: TestApi;
let version: Releasable;
let digest: string;
let versions = 0;

const report = (passed: number, failed = 0): string =>
  `<testsuite name="unit">${'<testcase name="t"/>'.repeat(passed)}${'<testcase name="f"><failure/></testcase>'.repeat(failed)}</testsuite>`;

const attached = async (
  client: ApiClient,
  kind: AttachedKind,
  document: unknown,
  modelVersionId = version.modelVersionId,
) =>
  (
    await client.data<{ answer: Attached }>(attach, {
      input: {
        ...{ modelVersionId, kind: kind.toUpperCase() },
        document: typeof document === 'string' ? document : JSON.stringify(document),
      },
    })
  ).answer;
const refusedAs = async (
  client: ApiClient,
  kind: AttachedKind,
  document: string,
  modelVersionId = version.modelVersionId,
) => {
  const { errors } = await client.graphql(attach, {
    input: { modelVersionId, kind: kind.toUpperCase(), document },
  });
  return errors?.[0]?.extensions;
};
const requested = async (client: ApiClient, modelVersionId = version.modelVersionId): Promise<Promotion> => {
  const input = { modelVersionId, environment: 'STAGING', rationale: 'Better.' };
  const { answer } = await client.data<{ answer: { promotion: Promotion; message?: string } }>(request, {
    input,
  });
  if (!answer.promotion) throw new Error(answer.message);
  return answer.promotion;
};
const refreshed = async (client: ApiClient, { id }: Promotion): Promise<Promotion> =>
  (await client.data<{ answer: { promotion: Promotion } }>(refresh, { id })).answer.promotion;
const gateOf = (promotion: Promotion, id: string): Gate => {
  const found = promotion.gates.find((gate) => gate.id.startsWith(id));
  if (!found) throw new Error(`There is no gate ${id} in ${JSON.stringify(promotion.gates)}`);
  return found;
};
const asServer = (sql: string, parameters: unknown[] = []) =>
  api.database.unrecorded(
    api.workspaceId,
    ({ manager }) => manager.query(sql, parameters) as Promise<unknown>,
  );

const service = generateKeyPairSync('ed25519');
const signer = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = ({ publicKey }: typeof service) => publicKey.export({ type: 'spki', format: 'pem' }) as string;
const testData = artifactDigest('test data');

const rule = (id: string, more: object): GateRule => ({ id, title: id, ...more }) as GateRule;
const everyGate = (): GateRule[] => [
  rule('tests', { kind: 'tests', maximumFailures: 0, minimumTests: 2, maximumSkipped: 0, suites: ['unit'] }),
  rule('signature', { kind: 'signature', publicKey: pem(signer) }),
  rule('card', { kind: 'card', sections: ['model_details.overview'] }),
  rule('auc', {
    ...{ kind: 'measurement', metric: 'roc_auc', op: 'at_least', limit: 0.7, use: 'lower', minimumN: 100 },
    registered: true,
  }),
  rule('latency', {
    ...{
      kind: 'measurement',
      metric: 'latency_p99',
      unit: 'ms',
      op: 'at_most',
      limit: 50,
      use: 'point',
      minimumN: 10,
    },
  }),
  rule('quality', { kind: 'data_quality', minimumRows: 10, maximumUnknown: 0 }),
  rule('rebuilt', { kind: 'reproducibility' }),
  rule('legal', { kind: 'external', check: 'legal-review', publicKey: pem(service), withinHours: 24 }),
  rule('informed', { kind: 'card', sections: ['license'], severity: 'info' }),
];

const measured = (metric: string, value: number, more: object = {}) => ({
  ...{ schema: 'countersign.measurement/1', metric, unit: null, datasetDigest: testData },
  estimate: {
    ...{ value, n: 500, method: 'delong' },
    interval: { lower: value - 0.02, upper: value + 0.02, confidenceLevel: 0.95, method: 'delong' },
  },
  ...{ labelCoverage: null, codeCommit: null, measuredAt: new Date().toISOString() },
  ...more,
});
const bundle = (subject: string) => {
  const payload = Buffer.from(
    JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'model', digest: { sha256: artifactDigestOfBytes(subject) } }],
      predicateType: 'https://model_signing/signature/v1.0',
      predicate: {
        serialization: { method: 'files', hash_type: 'sha256' },
        resources: [{ name: 'model.onnx', algorithm: 'sha256', digest: subject }],
      },
    }),
  );
  const type = 'application/vnd.in-toto+json';
  const signed = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: '' } },
    dsseEnvelope: {
      ...{ payload: payload.toString('base64'), payloadType: type },
      signatures: [{ sig: sign('sha256', signed, signer.privateKey).toString('base64') }],
    },
  };
};
const artifactDigestOfBytes = (hex: string): string => artifactDigest(Buffer.from(hex, 'hex') as never);
const verdict = (nonce: string, more: object = {}) => {
  const said = {
    ...{ schema: 'countersign.external-verdict/1', nonce, check: 'legal-review' },
    ...{ artifactDigest: digest, verdict: 'pass', reason: 'Cleared.', ...more },
  };
  const signature = sign(null, Buffer.from(canonicalJson(said)), service.privateKey).toString('base64');
  return { ...said, signature };
};
const nonceFor = async (client: ApiClient, modelVersionId = version.modelVersionId, check = 'legal-review') =>
  (await client.data<{ answer: { nonce: string } }>(ask, { input: { modelVersionId, check } })).answer.nonce;
const registering = async (client: ApiClient, more: object = {}) => {
  const input = {
    modelId: version.modelId,
    metric: 'roc_auc',
    op: 'AT_LEAST',
    limit: 0.7,
    datasetDigest: testData,
  };
  return (
    await client.data<{ answer: { created: boolean; threshold: { id: string } } }>(register, {
      input: { ...input, ...more },
    })
  ).answer;
};

/** How often the data had been looked at, by the envelope. */
const timesOf = async ({ evidence }: Attached): Promise<unknown> => {
  const document = 'query ($digest: String!) { evidence(digest: $digest) { body } }';
  const variables = { digest: evidence.evidenceDigest };
  const data = await (
    await api.as('ada')
  ).data<{ evidence: { body: { facts: object } } }>(document, variables);
  return (data.evidence.body.facts as { timesEvaluated?: number }).timesEvaluated;
};
const digestOfVersion = async ({ modelVersionId }: Releasable): Promise<string> => {
  const document = 'query ($id: ID!) { modelVersion(id: $id) { artifactDigest } }';
  const dana = await api.as('dana');
  const data = await dana.data<{ modelVersion: { artifactDigest: string } }>(document, {
    id: modelVersionId,
  });
  return data.modelVersion.artifactDigest;
};

beforeAll(async () => {
  api = await startTestApi();
  const policy: Policy = {
    ...{ name: 'staging-evidence', version: 1, environment: 'staging', alias: 'champion' },
    slots: [{ role: 'subject_matter_expert', minimum: 1 }],
    exclude: ['evidence_editors'],
    ...{ gates: everyGate(), approvalTtlDays: 14, evidenceMaxAgeDays: 30 },
  };
  await publishedPolicy(api, policy);
}, 60_000);
afterAll(() => api.stop());
beforeEach(async () => {
  version = await releasableVersion(api, `loans ${(versions += 1)}`);
  digest = await digestOfVersion(version);
}, 30_000);

/** Every kind of evidence, such that every gate passes. */
const attachAll = async () => {
  const [mel, devi] = await Promise.all([api.as('mel'), api.as('devi')]);
  await registering(devi);
  await attached(devi, 'tests', report(2));
  await attached(devi, 'signature', bundle(digest));
  await attached(devi, 'card', { model_details: { overview: 'Who pays back.' } });
  await attached(devi, 'measurement', measured('roc_auc', 0.8));
  await attached(
    devi,
    'measurement',
    measured('latency_p99', 40, {
      unit: 'ms',
      datasetDigest: null,
      estimate: { value: 40, n: 99, method: 'sorted' },
    }),
  );
  await attached(devi, 'data_quality', {
    ...{ schema: 'countersign.quality/1', current: { rows: 10 }, columns: [] },
    dataset: { checks: [{ check: 'row_count', passed: true, status: 'ok' }] },
  });
  await attached(mel, 'reproducibility', {
    ...{ schema: 'countersign.reproduction/1', artifactDigest: digest, rebuiltDigest: digest },
    ...{
      codeCommit: 'abc',
      dataDigests: [testData],
      environment: 'image',
      rebuiltAt: new Date().toISOString(),
    },
  });
  await attached(devi, 'external', verdict(await nonceFor(devi)));
};

describe('attached evidence', () => {
  it('GE-1 GE-3 GE-18 of every kind lets a promotion through; newer evidence that fails opens the next round', async () => {
    const [dana, devi] = await Promise.all([api.as('dana'), api.as('devi')]);
    await attachAll();
    const promotion = await requested(dana);
    const told = promotion.gates.map(({ id, verdict: said }) => [id, said]);
    expect(told.filter(([, said]) => said !== 'PASS')).toEqual([['informed', 'FAIL']]);
    expect(promotion).toMatchObject({ state: 'IN_REVIEW', round: 1 });
    expect(told).toHaveLength(everyGate().length);

    const { evidence } = await attached(devi, 'tests', report(5, 1));
    const blocked = await refreshed(dana, promotion);
    expect(blocked).toMatchObject({ state: 'BLOCKED', round: 2 });
    expect(gateOf(blocked, 'tests')).toMatchObject({
      ...{ verdict: 'FAIL', evidenceId: evidence.id, evidenceDigest: evidence.evidenceDigest },
      reason: '5 passed, 1 failed, 0 were skipped: at most 0 may fail.',
    });
    await attached(devi, 'tests', report(6));
    expect(await refreshed(dana, blocked)).toMatchObject({ state: 'IN_REVIEW', round: 3 });
  }, 30_000);

  it('GE-1 is kept in an envelope from which the gate can be evaluated again', async () => {
    const devi = await api.as('devi');
    const { evidence } = await attached(devi, 'tests', report(2));
    const document = 'query ($digest: String!) { evidence(digest: $digest) { kind body } }';
    const kept = await devi.data<{ evidence: { kind: string; body: unknown } }>(document, {
      digest: evidence.evidenceDigest,
    });
    expect(kept.evidence.kind).toBe('attached_evidence');
    expect(readAttached(canonicalJson(JSON.parse(JSON.stringify(kept.evidence.body))))).toMatchObject({
      ...{ kind: 'tests', passed: 2, digest: evidence.evidenceDigest },
      ...{ modelVersionId: version.modelVersionId, artifactDigest: digest },
    });
    const list =
      'query ($id: ID!) { modelVersion(id: $id) { attachedEvidence { id kind attachedBy { id } } } }';
    const listed = await (
      await api.as('ada')
    ).data<{ modelVersion: unknown }>(list, { id: version.modelVersionId });
    const attachedBy = { id: await idOf(devi) };
    expect(listed.modelVersion).toEqual({
      attachedEvidence: [{ id: evidence.id, kind: 'TESTS', attachedBy }],
    });
  });

  it('GE-2 is one when the same document comes twice, also at once, and never the newest again', async () => {
    const [dana, devi, mel] = await Promise.all([api.as('dana'), api.as('devi'), api.as('mel')]);
    const both = await Promise.all([attached(devi, 'tests', report(2)), attached(mel, 'tests', report(2))]);
    expect(both.map(({ created }) => created).sort()).toEqual([false, true]);
    expect(both[0].evidence).toEqual(both[1].evidence);
    await attached(devi, 'tests', report(1, 1));
    expect(await attached(mel, 'tests', report(2))).toMatchObject({
      created: false,
      evidence: both[0].evidence,
    });
    expect(gateOf(await requested(dana), 'tests').verdict).toBe('FAIL');
    const card = { model_details: { overview: 'Who.' }, b: [1] };
    const first = await attached(devi, 'card', JSON.stringify(card));
    const spaced = await attached(devi, 'card', `{ "b" : [1.0], "model_details": {"overview":"Who."} }`);
    expect(spaced).toEqual({ ...first, created: false });
  }, 30_000);

  it.each<[string, AttachedKind, string]>([
    ['document', 'tests', '<testsuite>'],
    ['document', 'tests', '<!DOCTYPE x [<!ENTITY y "z">]><testsuite/>'],
    ['document', 'tests', `<testsuites>${'<testsuite/>'.repeat(10_001)}</testsuites>`],
    ['document', 'card', '{'],
    ['document', 'card', '<testsuite/>'],
    ['document', 'card', '{"a":1,"a":2}'],
    ['document', 'card', '{"a":"\\u0000"}'],
    ['document', 'card', '{"a":"\\ud800"}'],
    ['document', 'card', `${'{"a":'.repeat(1500)}1${'}'.repeat(1500)}`],
    ['document.metric', 'measurement', '{"schema":"countersign.measurement/1"}'],
    ['document', 'measurement', JSON.stringify(measured('x', 0.5, { measuredAt: '2999-01-01T00:00:00Z' }))],
  ])('GE-4 that cannot be read is refused at %s (%s)', async (field, kind, document) => {
    const devi = await api.as('devi');
    expect(await refusedAs(devi, kind, document)).toMatchObject({ code: 'BAD_INPUT', field });
    const { rows } = await api.owner.query('SELECT FROM attached_evidence WHERE model_version_id = $1', [
      version.modelVersionId,
    ]);
    expect(rows).toHaveLength(0);
  });

  it('GE-4 longer than 200,000 characters is refused', async () => {
    const refused = await refusedAs(await api.as('devi'), 'card', `{"a":"${'x'.repeat(200_000)}"}`);
    expect(refused).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('GE-5 is not there, or of another version, for a gate that knows nothing', async () => {
    const [dana, devi] = await Promise.all([api.as('dana'), api.as('devi')]);
    const next = await version.next();
    await attached(devi, 'tests', report(2), next.modelVersionId);
    const promotion = await requested(dana);
    expect(promotion.state).toBe('BLOCKED');
    for (const gate of promotion.gates)
      expect(gate).toMatchObject({
        verdict: 'UNKNOWN',
        reason: 'There is no evidence yet.',
        evidenceDigest: null,
      });
    expect(await refusedAs(devi, 'tests', report(2), '01900000-0000-7000-8000-000000000000')).toMatchObject({
      code: 'NOT_FOUND',
    });
  }, 30_000);

  it('GE-6 keeps whoever attached what a gate reads from voting, and nobody else', async () => {
    const dana = await api.as('dana');
    const roles = ['DATA_ENGINEER', 'SUBJECT_MATTER_EXPERT'];
    const [editor, other] = await Promise.all([
      makeAccount(api, { email: `editor${versions}@example.com`, name: 'Edna Editor', roles }),
      makeAccount(api, { email: `other${versions}@example.com`, name: 'Otto Other', roles }),
    ]);
    await attachAll();
    await attached(editor, 'tests', report(3));
    // Nothing that a gate reads: an older document of its kind.
    await attached(other, 'card', { model_details: { overview: 'Older.' } });
    await attached(await api.as('devi'), 'card', { model_details: { overview: 'Newer.' } });
    const promotion = await requested(dana);
    const { id: promotionId, round, subjectDigest } = promotion;
    const input = { promotionId, round, subjectDigest, decision: 'APPROVE' };
    const by = async (client: ApiClient) =>
      (await client.data<{ answer: { code?: string; promotion?: Promotion } }>(vote, { input })).answer;
    expect((await by(editor)).code).toBe('SELF_APPROVAL');
    const voter = `person:${await idOf(editor)}`;
    const raw = asServer(
      `INSERT INTO vote (id, workspace_id, promotion_id, requested_by, round, voter, decision, comment, subject_digest, cast_at, roles)
       SELECT gen_random_uuid(), workspace_id, id, requested_by, round, $2, 'approve', '', subject_digest, now(), '{}'
       FROM promotion WHERE id = $1`,
      [promotionId, voter],
    );
    await expect(raw).rejects.toThrow(/made nothing of what is decided on/);
    expect((await by(other)).promotion).toMatchObject({ state: 'APPROVED' });
  }, 60_000);

  it('GE-6 is answered for by the sponsor of a token', async () => {
    const ira = await api.as('ira');
    const { secret } = await createTokenFor(ira, { name: 'ci', scope: 'WRITE' });
    await attached(api.withToken(secret), 'tests', report(4));
    const promotion = await requested(await api.as('dana'));
    const { rows } = await api.owner.query<{ person_id: string }>(
      `SELECT person_id FROM promotion_contributors() WHERE promotion_id = $1 AND contribution = 'evidence_editors'`,
      [promotion.id],
    );
    expect(rows).toEqual([{ person_id: await idOf(ira) }]);
  }, 30_000);

  it.each(['sam', 'riley', 'pat', 'ada'])(
    'GE-1 is attached by nobody without the permission: %s',
    async (persona) => {
      expect(await refusedAs(await api.as(persona), 'tests', report(2))).toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});

describe('registered limits', () => {
  it('GE-12 GE-13 count when they were there first, and each look at the data is counted', async () => {
    const [dana, devi] = await Promise.all([api.as('dana'), api.as('devi')]);
    await attached(devi, 'measurement', measured('roc_auc', 0.8));
    const promotion = await requested(dana);
    expect(gateOf(promotion, 'auc')).toMatchObject({
      verdict: 'UNKNOWN',
      reason: 'The limit was not registered for this model, metric and data.',
    });
    const first = await registering(devi);
    expect(first.created).toBe(true);
    expect(await registering(await api.as('mel'))).toEqual({ ...first, created: false });
    const early = new Date(Date.now() - 60_000).toISOString();
    await attached(devi, 'measurement', measured('roc_auc', 0.81, { measuredAt: early }));
    const late = await refreshed(dana, promotion);
    expect(gateOf(late, 'auc').reason).toBe('The limit was registered after the evidence was produced.');
    await attached(
      devi,
      'measurement',
      measured('roc_auc', 0.82, { measuredAt: new Date(Date.now() + 10).toISOString() }),
    );
    const counted = await refreshed(dana, late);
    expect(gateOf(counted, 'auc')).toMatchObject({
      verdict: 'PASS',
      reason:
        'The lower bound of roc_auc 0.8 keeps the limit of 0.7. This was evaluation number 3 of the metric on this data.',
    });
    const next = await version.next();
    const fourth = await attached(devi, 'measurement', measured('roc_auc', 0.83), next.modelVersionId);
    const other = await attached(devi, 'measurement', measured('f1', 0.5), next.modelVersionId);
    expect(await Promise.all([timesOf(fourth), timesOf(other)])).toEqual([4, 1]);
    const list =
      'query ($id: ID!) { model(id: $id) { registeredThresholds { id metric op limit datasetDigest } } }';
    expect(await devi.data(list, { id: version.modelId })).toEqual({
      model: {
        registeredThresholds: [
          { id: first.threshold.id, metric: 'roc_auc', op: 'AT_LEAST', limit: 0.7, datasetDigest: testData },
        ],
      },
    });
  }, 60_000);
});

describe('answers from outside', () => {
  it('GE-16 GE-17 are to one question about one version, once', async () => {
    const [dana, devi] = await Promise.all([api.as('dana'), api.as('devi')]);
    const nonce = await nonceFor(devi);
    const field = 'document.nonce';
    const bad = { code: 'BAD_INPUT', field };
    const sent = (document: object, modelVersionId = version.modelVersionId) =>
      refusedAs(devi, 'external', JSON.stringify(document), modelVersionId);
    const next = await version.next();
    expect(await sent(verdict(artifactDigest('made up')))).toMatchObject(bad);
    expect(await sent(verdict(nonce), next.modelVersionId)).toMatchObject(bad);
    expect(await sent(verdict(nonce, { check: 'security-review' }))).toMatchObject(bad);
    const answer = verdict(nonce, { verdict: 'fail', reason: 'No basis.' });
    expect(await attached(devi, 'external', answer)).toMatchObject({ created: true });
    expect(await attached(devi, 'external', answer)).toMatchObject({ created: false });
    expect(await sent(verdict(nonce))).toMatchObject({ ...bad, field });
    const promotion = await requested(dana);
    expect(gateOf(promotion, 'legal')).toMatchObject({
      verdict: 'FAIL',
      reason: 'legal-review says: No basis.',
    });
    const again = verdict(await nonceFor(devi));
    await attached(devi, 'external', { ...again, reason: 'Cleared!' });
    expect(gateOf(await refreshed(dana, promotion), 'legal')).toMatchObject({
      verdict: 'UNKNOWN',
      reason: 'The answer is not signed by the key that the policy names.',
    });
  }, 60_000);
});

describe('walls of the database around evidence', () => {
  const copy = (changes: string) =>
    `INSERT INTO attached_evidence SELECT (each).* FROM (
       SELECT jsonb_populate_record(row, ('{"id":"' || gen_random_uuid() || '","document_digest":"x"}')::jsonb || ${changes}) AS each
       FROM attached_evidence row WHERE id = $1) made`;

  it.each<[string, string, RegExp]>([
    [
      'of another version',
      copy(`jsonb_build_object('model_version_id', '{next}')`),
      /version that it is about/,
    ],
    ['of another kind', copy(`'{"kind":"card"}'`), /version that it is about/],
    ['of another instant', copy(`'{"attached_at":"2020-01-01T00:00:00Z"}'`), /version that it is about/],
    ['of evidence that nobody kept', copy(`'{"evidence_digest":"x"}'`), /no rows|foreign key/],
    ['twice', copy(`jsonb_build_object('document_digest', row.document_digest)`), /duplicate key/],
    ['without its entry', copy(`'{}'`), /entry in the audit log/],
    ["in somebody else's name", copy(`'{"attached_by":"person:x"}'`), /entry in the audit log/],
    [
      'changed',
      `UPDATE attached_evidence SET attached_by = 'person:x' WHERE id = $1`,
      /permission denied|cannot be changed/,
    ],
    ['deleted', 'DELETE FROM attached_evidence WHERE id = $1', /permission denied|cannot be changed/],
    [
      'registered in the past',
      `INSERT INTO registered_threshold SELECT gen_random_uuid(), workspace_id, '{model}', 'roc_auc', 'at_least', 0.1,
         repeat('0', 64), 'person:x', '2020-01-01T00:00:00Z' FROM attached_evidence WHERE id = $1`,
      /entry in the audit log/,
    ],
    [
      'asked by nobody',
      `INSERT INTO external_check SELECT gen_random_uuid(), workspace_id, model_version_id, 'x', repeat('0', 64), 'person:x', now()
       FROM attached_evidence WHERE id = $1`,
      /entry in the audit log/,
    ],
  ])('GE-19 refuse what was attached %s', async (_name, sql, message) => {
    const next = await version.next();
    const { evidence } = await attached(await api.as('devi'), 'tests', report(2));
    const filled = sql.replaceAll('{next}', next.modelVersionId).replaceAll('{model}', version.modelId);
    await expect(asServer(filled, [evidence.id])).rejects.toThrow(message);
  });

  it('GE-19 refuse an envelope that is not of its digest, also to the owner of the tables', async () => {
    const { evidence } = await attached(await api.as('devi'), 'tests', report(2));
    const [forged, owned] = [artifactDigest('forged'), [api.workspaceId, evidence.evidenceDigest]];
    await api.owner.query(
      `INSERT INTO evidence SELECT workspace_id, $3, kind, canonical, produced_at FROM evidence
       WHERE workspace_id = $1 AND digest = $2`,
      [...owned, forged],
    );
    const sql = copy(`jsonb_build_object('evidence_digest', '${forged}')`);
    await expect(asServer(sql, [evidence.id])).rejects.toThrow(/what it says itself/);
    for (const statement of [
      `UPDATE attached_evidence SET name = 'x'`,
      'DELETE FROM registered_threshold',
      'TRUNCATE external_check CASCADE',
    ]) {
      const { rows } = await api.owner.query<{ count: string }>('SELECT count(*) FROM registered_threshold');
      if (statement.startsWith('DELETE') && rows[0]?.count === '0') await registering(await api.as('devi'));
      await expect(api.owner.query(statement)).rejects.toThrow(/cannot be changed/);
    }
  });
});

it('GE-1 the built-in policy asks for none of it', () => {
  expect(builtInPolicy.gates.map(({ kind }) => kind)).toEqual(['drift', 'fairness', 'performance']);
});
