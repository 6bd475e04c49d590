import { type AuditEvidence, verifyFairnessEvidence } from '@countersign/domain/fairness';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { artifactDigest, registerDataset, run } from '../../testing/release-path';

const rate = '{ value numerator denominator lower upper reason }';
const between = '{ difference { value lower upper } ratio { value } between { values } pAdjusted }';
const overrides = `overrides { decided undecided
  groups { values decided undecided eligible decidedShare ${rate} overruled ${rate} toFavourable ${rate} toUnfavourable ${rate}
    favourableBefore ${rate} favourableAfter ${rate} }
  toFavourable ${between} toUnfavourable ${between} before ${between} after ${between} }`;
const auditFields = `id verdict evidenceDigest evidence isSuppressed attributes { attributes ${overrides} }`;
const runAudit = `mutation ($input: RunFairnessAuditInput!) { runFairnessAudit(input: $input) {
  ... on FairnessAuditCompleted { audit { ${auditFields} } } } }`;

interface Between {
  difference: { value: number; lower: number; upper: number };
  ratio: { value: number };
  between: { values: string[] }[];
  pAdjusted: number;
}
interface Audit {
  id: string;
  verdict: string;
  evidence: string | null;
  isSuppressed: boolean;
  attributes: {
    attributes: string[];
    overrides: {
      decided: number;
      undecided: number;
      groups: Record<string, unknown>[];
      toUnfavourable: Between;
      before: Between;
      after: Between;
    } | null;
  }[];
}

const repeated = (count: number, row: string): string[] => Array.from({ length: count }, () => row);
const rows = [
  ...[
    ...repeated(30, 'f,1,1,1'),
    ...repeated(20, 'f,1,1,0'),
    ...repeated(12, 'f,1,0,'),
    ...repeated(45, 'f,0,0,0'),
  ],
  ...[...repeated(10, 'f,0,1,1.0'), ...repeated(11, 'f,0,0,NaN')],
  ...[
    ...repeated(55, 'm,1,1,1'),
    ...repeated(10, 'm,1,0,0'),
    ...repeated(30, 'm,0,0,0'),
    ...repeated(10, 'm,0,1,1'),
  ],
  ...[...repeated(12, 'm,1,1,'), ...repeated(12, 'm,0,0,')],
];
const population = ['sex,p,y,d', ...rows, ''].join('\n');

describe('decisions of people in an audit', () => {
  let api: TestApi;
  let dana: ApiClient;
  let sam: ApiClient;
  let subject: { modelVersionId: string; datasetVersionId: string };
  beforeAll(async () => {
    api = await startTestApi();
    [dana, sam] = await Promise.all([api.as('dana'), api.as('sam')]);
    const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
      input: { name: 'overruled', purpose: 'To be overruled.' },
    });
    const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
      input: { modelId: model.id, artifactDigest: artifactDigest('overruled') },
    });
    subject = { modelVersionId: modelVersion.id, datasetVersionId: await register('decided', population) };
  });
  afterAll(() => api.stop());

  const register = async (dataset: string, text: string) =>
    registerDataset(dana, dataset, await dana.upload('population.csv', text));
  const inputOf = (changes: Record<string, unknown>) => ({
    ...{ ...subject, labelColumn: 'y', predictionColumn: 'p', sensitive: ['sex'], favourable: 'POSITIVE' },
    ...{ rationale: 'A loan is good for the person.', minimumGroupSize: 10, ...changes },
  });
  const audit = async (changes: Record<string, unknown>, who = sam): Promise<Audit> => {
    const variables = { input: inputOf(changes) };
    return (await who.data<{ runFairnessAudit: { audit: Audit } }>(runAudit, variables)).runFairnessAudit
      .audit;
  };
  const fault = async (changes: Record<string, unknown>) => {
    const { errors } = await sam.graphql(runAudit, { input: inputOf(changes) });
    return errors?.[0]?.extensions;
  };

  it('FA-24 states how often people overruled the model for each group', async () => {
    const { attributes } = await audit({ decisionColumn: 'd' });
    expect(attributes[0]!.overrides).toMatchObject({
      ...{ decided: 210, undecided: 47 },
      groups: [
        {
          ...{ values: ['f'], decided: 105, undecided: 23, eligible: true },
          decidedShare: { numerator: 105, denominator: 128 },
          overruled: { numerator: 30, denominator: 105 },
          toFavourable: { numerator: 10, denominator: 55 },
          toUnfavourable: { numerator: 20, denominator: 50, value: 0.4 },
          favourableAfter: { numerator: 40, denominator: 105 },
        },
        { values: ['m'], decided: 105, undecided: 24, favourableBefore: { numerator: 65 } },
      ],
    });
  });

  it('FA-25 compares the groups, before and after, with an interval and a test', async () => {
    const { overrides: found } = (await audit({ decisionColumn: 'd' })).attributes[0]!;
    const { toUnfavourable, before, after } = found!;
    expect(toUnfavourable.difference.value).toBeCloseTo(0.4 - 10 / 65, 12);
    expect(toUnfavourable.difference.lower).toBeLessThan(toUnfavourable.difference.value);
    expect(toUnfavourable.between).toEqual([{ values: ['m'] }, { values: ['f'] }]);
    expect(toUnfavourable.pAdjusted).toBeLessThan(0.05);
    expect(before.ratio.value).toBeCloseTo(50 / 65, 12);
    expect(after.ratio.value).toBeCloseTo(40 / 65, 12);
  });

  it('FA-23 and FA-26 keep decisions in the evidence, which verifies, and leave it as ever without them', async () => {
    const [with_, without] = [await audit({ decisionColumn: 'd' }), await audit({})];
    const [one, other] = [with_, without].map(({ evidence }) => JSON.parse(evidence!) as AuditEvidence);
    for (const document of [one, other]) expect(verifyFairnessEvidence(document).valid).toBe(true);
    expect(one!.subject.columns).toMatchObject({ decision: 'd' });
    expect(one!.counts.sections[0]!.groups[0]!.decisions).toEqual({
      ...{ upheldPositive: 30, overruledPositive: 20, undecidedPositive: 12 },
      ...{ upheldNegative: 45, overruledNegative: 10, undecidedNegative: 11 },
    });
    expect(without.evidence).not.toMatch(/decision|overr/i);
    expect(without.attributes[0]!.overrides).toBeNull();
    expect(with_.verdict).toBe(without.verdict);
  });

  it('FA-25 shows none of it to who may not see small numbers where there are some', async () => {
    const few = await register('few', `${population}f,1,0,1\nx,1,1,0\n`);
    const changes = { datasetVersionId: few, decisionColumn: 'd' };
    const [seen, hidden] = [await audit(changes), await audit(changes, dana)];
    expect(seen.attributes[0]!.overrides).not.toBeNull();
    expect(hidden).toMatchObject({ isSuppressed: true, evidence: null });
    expect(hidden.attributes[0]!.overrides).toBeNull();
  });

  it('FA-23 refuses a column that is not there, a third decision, and one that is another column already', async () => {
    expect(await fault({ decisionColumn: 'nobody' })).toMatchObject({
      ...{ code: 'MISSING_COLUMN', field: 'decisionColumn', column: 'nobody' },
    });
    for (const decisionColumn of ['p', 'y'])
      expect(await fault({ decisionColumn })).toMatchObject({ code: 'BAD_INPUT', field: 'decisionColumn' });
    expect(await fault({ decisionColumn: 'sex' })).toMatchObject({ code: 'BAD_INPUT', field: 'sensitive' });
    const third = await register('third', 'sex,p,y,d\nf,1,1,1\nm,0,0,0\nm,0,1,2\n');
    expect(await fault({ datasetVersionId: third, decisionColumn: 'd' })).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'decisionColumn', column: 'd', line: 4 },
    });
    const window = { start: '2026-01-01T00:00:00Z', end: '2026-02-01T00:00:00Z' };
    const production = { production: { window, maturedDays: 0 }, labelColumn: null, predictionColumn: null };
    expect(await fault({ ...production, datasetVersionId: null, decisionColumn: 'd' })).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'decisionColumn' },
    });
  });
});
