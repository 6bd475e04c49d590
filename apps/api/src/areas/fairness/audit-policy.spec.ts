import { deriveAudit, type AuditEvidence } from '@countersign/domain/fairness';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { artifactDigest, registerDataset, run } from '../../testing/release-path';
import { auditRecord, type FirstAuditRecord } from './audit-record';

const runAudit = `mutation ($input: RunFairnessAuditInput!) { runFairnessAudit(input: $input) {
  ... on FairnessAuditCompleted { audit { id verdict favourableMeaning evidenceDigest criteria { name maximumDifference }
    attributes { attributes disparities { criterion verdict reason robust significant pAdjusted
      byDenominator { denominator verdict difference ratio } } } } } } }`;

interface Audit {
  id: string;
  verdict: string;
  favourableMeaning: string;
  evidenceDigest: string;
  criteria: { name: string }[];
  attributes: {
    attributes: string[];
    disparities: {
      criterion: string;
      verdict: string;
      reason: string | null;
      robust: boolean;
      byDenominator: { denominator: string; verdict: string; difference: number }[];
    }[];
  }[];
}

/** 80 women and 80 men of two ages, women selected half as often and few of them positive; five others, all selected. */
const population = [
  'p,s,y,sex,age',
  ...Array.from({ length: 160 }, (_, row) => {
    const isWoman = row % 2 === 0;
    const selected = isWoman ? row % 8 === 0 : row % 4 === 1;
    const positive = isWoman ? row < 20 : row < 100;
    return [
      +selected,
      selected ? 0.9 : 0.2,
      +positive,
      isWoman ? 'f' : 'm',
      row < 80 ? 'old' : 'young',
    ].join();
  }),
  ...Array.from({ length: 5 }, () => '1,0.9,1,x,old'),
].join('\n');

describe('the policy of an audit', () => {
  let api: TestApi;
  let sam: ApiClient;
  let subject: { modelVersionId: string; datasetVersionId: string };
  beforeAll(async () => {
    api = await startTestApi();
    const dana = await api.as('dana');
    // A group of five is among them: who may see such numbers runs and reads the audits.
    sam = await api.as('sam');
    const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
      input: { name: 'judged', purpose: 'To be audited.' },
    });
    const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
      input: { modelId: model.id, artifactDigest: artifactDigest('judged') },
    });
    const datasetVersionId = await registerDataset(
      dana,
      'people',
      await dana.upload('people.csv', population),
    );
    subject = { modelVersionId: modelVersion.id, datasetVersionId };
  });
  afterAll(() => api.stop());

  const request = (changes: Record<string, unknown>) => ({
    ...{ ...subject, labelColumn: 'y', predictionColumn: 'p', sensitive: ['sex'], favourable: 'POSITIVE' },
    ...{
      rationale: 'A loan is good for the person.',
      intersections: false,
      minimumGroupSize: 10,
      ...changes,
    },
  });
  const audit = async (changes: Record<string, unknown>): Promise<Audit> => {
    const input = request(changes);
    return (await sam.data<{ runFairnessAudit: { audit: Audit } }>(runAudit, { input })).runFairnessAudit
      .audit;
  };
  const evidenceOf = async ({ evidenceDigest }: Audit): Promise<AuditEvidence> => {
    const answer = await sam.data<{ evidence: { body: AuditEvidence } }>(
      'query ($digest: String!) { evidence(digest: $digest) { body } }',
      { digest: evidenceDigest },
    );
    return answer.evidence.body;
  };

  it('F-35 is kept with its reasons, and gives every result again with the counts alone', async () => {
    const made = await audit({
      ...{ scoreColumn: 's', favourableMeaning: 'The loan is granted.', lawPacks: ['NYC_LL144'] },
      attributes: [{ name: 'sex', origin: 'SELF_REPORTED', legalBasis: 'Article 10(5).', reference: 'm' }],
      reasons: { reference: 'They are most.', harms: 'Being refused.', limits: 'By convention.' },
      ...{ minimums: { positives: 5, share: 0.02 }, alpha: 0.01, correction: 'BH' },
      criteria: [{ name: 'FPR_PARITY', maximumDifference: 0.3 }],
    });
    expect(made).toMatchObject({
      favourableMeaning: 'The loan is granted.',
      criteria: [{ name: 'FPR_PARITY' }],
    });
    const { policy, counts, results, subject: about } = await evidenceOf(made);
    expect(policy).toMatchObject({
      favourable: { prediction: 'positive', meaning: 'The loan is granted.' },
      attributes: [{ name: 'sex', origin: 'self_reported', legalBasis: 'Article 10(5).', reference: 'm' }],
      minimums: {
        groupSize: 10,
        positives: 5,
        negatives: 10,
        predictedPositives: 10,
        share: 0.02,
        forPass: 10,
      },
      ...{ criteria: ['fpr_parity'], alpha: 0.01, correction: 'bh', smallCell: 10 },
      lawPacks: [{ id: 'nyc-ll144', version: 1, leaveOutSmall: false }],
      reasons: {
        ...{ favourable: 'A loan is good for the person.', reference: 'They are most.' },
        ...{ harms: 'Being refused.', limits: 'By convention.' },
      },
    });
    expect(about).toMatchObject({
      source: 'dataset',
      medianScore: 0.2,
      columns: { score: 's', positive: '1' },
    });
    expect(counts.scores).toBe('binned');
    expect(results.law[0]?.tables[0]?.rate).toBe('scoring');
    expect(JSON.parse(JSON.stringify(deriveAudit(policy, counts)))).toEqual(results);
  });

  it.each([
    ['an older version', 'nyc-ll144', 99],
    ['a pack of newer software', 'some-other-law', 1],
  ])('FA-40 stays readable with a law pack that the software does not hold: %s', async (_, id, version) => {
    const lawPacks = ['NYC_LL144', 'EEOC_FOUR_FIFTHS'];
    const made = await audit({ lawPacks });
    await api.owner.query(
      `UPDATE fairness_audit SET report = jsonb_set(jsonb_set(report, '{policy,lawPacks,0,id}', $2), '{policy,lawPacks,0,version}', $3)
       WHERE id = $1`,
      [made.id, JSON.stringify(id), JSON.stringify(version)],
    );
    const { fairnessAudit } = await sam.data<{ fairnessAudit: Audit }>(
      'query ($id: ID!) { fairnessAudit(id: $id) { id verdict } }',
      { id: made.id },
    );
    expect(fairnessAudit).toEqual({ id: made.id, verdict: made.verdict });
    const { workspaceId } = api;
    const auditor = { kind: 'person', id: '0', name: 'Test', workspaceId, roles: ['auditor'] } as const;
    const { document } = await api.services.fairnessReports.report(auditor, made.id);
    const words = JSON.stringify(document);
    expect(words).toContain(`${id} version ${version}: NO FIGURES HERE`);
    expect(words).toContain(`${id} version ${version}, which this version of the software does not hold`);
    expect(words).toContain('eeoc-four-fifths version 1: selection rates by sex');
    const { summary } = await api.services.fairnessReports.summary(auditor, made.id);
    expect(summary.lawTables.map(({ lawPack }) => lawPack)).toEqual(['eeoc-four-fifths']);
    const latest = await api.database.read({ workspaceId: api.workspaceId }, ({ manager, now }) =>
      api.services.fairness.latest(manager, subject.modelVersionId, now),
    );
    expect(latest?.id).toBe(made.id);
  });

  it('F-17 says what every choice of the denominator makes of a disparity', async () => {
    const { attributes } = await audit({ criteria: [{ name: 'IMPACT_RATIO', minimumRatio: 0.45 }] });
    const [parity] = attributes[0]!.disparities;
    expect(parity).toMatchObject({ criterion: 'IMPACT_RATIO', verdict: 'PASS', robust: false });
    const verdicts = Object.fromEntries(
      parity!.byDenominator.map(({ denominator, verdict }) => [denominator, verdict]),
    );
    expect(verdicts).toMatchObject({ MAX_ELIGIBLE: 'PASS', MAX_ALL: 'FAIL' });
    expect(Object.keys(verdicts)).not.toContain('FIXED');
  });

  it('F-21 does not pass over a group that lacks what a rate divides by', async () => {
    const criteria = [{ name: 'EQUAL_OPPORTUNITY', maximumDifference: 1 }];
    const enough = await audit({ criteria, minimums: { positives: 10 } });
    expect(enough.verdict).toBe('PASS');
    const short = await audit({ criteria, minimums: { positives: 20 } });
    expect(short.verdict).toBe('INSUFFICIENT_EVIDENCE');
  });

  it.each([
    ['a score that is the prediction', { scoreColumn: 'p' }, 'scoreColumn'],
    ['a score that is not there', { scoreColumn: 'q' }, 'scoreColumn'],
    ['a stratum that is a group', { stratumColumn: 'sex' }, 'stratumColumn'],
    ['a fixed reference without one', { denominator: 'FIXED' }, 'denominator'],
    ['a level of none', { alpha: 0 }, 'alpha'],
    ['a level too small to tell from none', { alpha: 1e-20 }, 'alpha'],
    ['an attribute that is not audited', { attributes: [{ name: 'age' }] }, 'attributes[0].name'],
    ['an attribute twice', { attributes: [{ name: 'sex' }, { name: 'sex' }] }, 'attributes[1].name'],
    [
      'a reference that is no group',
      { attributes: [{ name: 'sex', reference: 'nobody' }] },
      'attributes[0].reference',
    ],
    ['a share above 1', { minimums: { share: 2 } }, 'minimums.share'],
  ])('F-33 refuses %s', async (_what, changes, field) => {
    const { errors } = await sam.graphql(runAudit, { input: request(changes) });
    expect(errors?.[0]?.extensions).toMatchObject({ field });
  });

  it('F-34 reads audits of before there was a policy as they were judged', () => {
    const counts = { tp: 3, fp: 1, fn: 2, tn: 4, unlabelledPositive: 0, unlabelledNegative: 0 };
    const first: FirstAuditRecord = {
      plan: {
        ...{ labelColumn: 'y', predictionColumn: 'p', positiveValue: '1', sensitive: ['sex'] },
        ...{
          favourable: 'negative',
          criteria: [{ name: 'impact_ratio', minimumRatio: 0.8 }],
          minimumGroupSize: 1,
        },
      },
      rows: 21,
      populations: [
        {
          ...{ attributes: ['sex'], rows: 21, unknownGroup: 1, unpredicted: 0 },
          groups: [
            { group: ['f'], counts },
            { group: ['m'], counts },
          ],
        },
      ],
    };
    const { policy, counts: read } = auditRecord(JSON.parse(JSON.stringify(first)) as FirstAuditRecord);
    expect(policy).toMatchObject({
      criteria: ['impact_ratio'],
      limits: { impact_ratio: { minimumRatio: 0.8 } },
    });
    expect(deriveAudit(policy, read)).toMatchObject({ verdict: 'PASS', sections: [{ unknownGroup: 1 }] });
  });
});
