import { type GateRule, type Policy } from '@countersign/domain/approvals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { publishedPolicy } from '../../testing/published-policy';
import { releasableVersion, type Releasable } from '../../testing/releasable-version';

type Signing = Pick<Extract<GateRule, { kind: 'signature' }>, 'publicKey' | 'certificates'>;
interface Case {
  name: string;
  rule: Signing;
  bundle: { verificationMaterial: object };
}

/** Bundles by the client of OpenSSF Model Signing, of a model whose one file has the digest of this version. */
const { cases, content } = JSON.parse(
  readFileSync(join(__dirname, '../../../../../libs/domain/certificates/model-signing-bundles.json'), 'utf8'),
) as { cases: Case[]; content: string };
const caseOf = (name: string): Case => {
  const found = cases.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no bundle of ${name}.`);
  return found;
};

const attach = `mutation ($input: AttachEvidenceInput!) { answer: attachEvidence(input: $input) { __typename
  ... on EvidenceAttached { created } } }`;
const shape = 'promotion { id gates { id verdict reason } }';
const request = `mutation ($input: RequestPromotionInput!) { answer: requestPromotion(input: $input) {
  __typename ... on Refusal { code message } ... on PromotionRequested { ${shape} } } }`;
const refresh = `mutation ($id: ID!) { answer: refreshGates(promotionId: $id) {
  __typename ... on Refusal { code message } ... on PromotionChanged { ${shape} } } }`;
interface Answer {
  answer: { promotion: { id: string; gates: { id: string; verdict: string; reason: string }[] } };
}

let api: TestApi;
let devi: ApiClient;
let version: Releasable;
const input = (document: unknown) => ({
  input: { modelVersionId: version.modelVersionId, kind: 'SIGNATURE', document: JSON.stringify(document) },
});
const rule = (id: string, signing: Signing): GateRule => ({ id, title: id, kind: 'signature', ...signing });

beforeAll(async () => {
  api = await startTestApi();
  devi = await api.as('devi');
  const gates = [
    rule('by-key', caseOf('a key').rule),
    rule('by-certificate', caseOf('a chain').rule),
    rule('by-name', caseOf('a chain for an identity').rule),
    rule('by-another', caseOf('a chain for somebody else').rule),
  ];
  const policy: Policy = {
    ...{ name: 'staging-signatures', version: 1, environment: 'staging', alias: 'champion' },
    slots: [{ role: 'subject_matter_expert', minimum: 1 }],
    ...{ gates, approvalTtlDays: 14, evidenceMaxAgeDays: 30 },
  };
  await publishedPolicy(api, policy);
  version = await releasableVersion(api, content.replace(/ 1$/, ''));
}, 90_000);
afterAll(() => api.stop());

describe('models signed by the client of OpenSSF Model Signing', () => {
  it('GE-28 GE-32 GE-33 are judged by the certificate that is attached, and next by the key', async () => {
    const dana = await api.as('dana');
    const attached = await devi.data<{ answer: unknown }>(attach, input(caseOf('a chain').bundle));
    expect(attached.answer).toEqual({ __typename: 'EvidenceAttached', created: true });
    const { answer } = await dana.data<Answer>(request, {
      input: { modelVersionId: version.modelVersionId, environment: 'STAGING', rationale: 'Signed.' },
    });
    const told = (promotion: Answer['answer']['promotion']) =>
      promotion.gates.map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`);
    const passed = "PASS: The certificate of release@example.org signed the artefact's digest.";
    expect(told(answer.promotion)).toEqual([
      'by-key UNKNOWN: The bundle is signed by a certificate; this gate verifies signatures of a key.',
      `by-certificate ${passed}`,
      `by-name ${passed}`,
      'by-another FAIL: The certificate is not for somebody@example.org, whom the policy names.',
    ]);
    await devi.data(attach, input(caseOf('a key').bundle));
    const again = await dana.data<Answer>(refresh, { id: answer.promotion.id });
    const other = 'UNKNOWN: The bundle is signed by a key; this gate verifies signatures by a certificate.';
    expect(told(again.answer.promotion)).toEqual([
      "by-key PASS: The key that the policy names signed the artefact's digest.",
      ...['by-certificate', 'by-name', 'by-another'].map((id) => `${id} ${other}`),
    ]);
  }, 30_000);

  it.each<[string, object]>([
    ['nobody', {}],
    ['a certificate that is no base64', { certificate: { rawBytes: '*' } }],
    ['seven certificates', { x509CertificateChain: { certificates: Array(7).fill({ rawBytes: 'AAAA' }) } }],
  ])('GE-29 are refused when they are signed by %s', async (_what, verificationMaterial) => {
    const document = { ...caseOf('a chain').bundle, verificationMaterial };
    const { errors } = await devi.graphql(attach, input(document));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
    expect(errors?.[0]?.extensions['field']).toMatch(/^document\.verificationMaterial/);
  });
});
