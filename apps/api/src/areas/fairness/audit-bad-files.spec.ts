import { type AuditEvidence, verifyFairnessEvidence } from '@countersign/domain/fairness';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { artifactDigest, registerDataset, run } from '../../testing/release-path';

const runAudit = `mutation ($input: RunFairnessAuditInput!) { runFairnessAudit(input: $input) {
  __typename ... on FairnessAuditCompleted { audit { id verdict n evidence
    attributes { attributes disparities { criterion verdict reason } } } } } }`;

interface Audit {
  id: string;
  verdict: string;
  n: number;
  evidence: string;
  attributes: {
    attributes: string[];
    disparities: { criterion: string; verdict: string; reason: string | null }[];
  }[];
}

/** Rows of y,p,s,g,h: label, prediction, score, two groups. */
const fileOf = (rows: readonly string[]): string => `y,p,s,g,h\n${rows.join('\n')}\n`;
const many = (count: number, rowAt: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => rowAt(at));
const plain = (at: number) => `${at % 3 === 0 ? 1 : 0},${at % 2},0.${at % 10},${at % 4 < 2 ? 'a' : 'b'},x`;

describe('audits of files that are not what they should be', () => {
  let api: TestApi;
  let dana: ApiClient;
  let sam: ApiClient;
  let modelVersionId: string;
  beforeAll(async () => {
    api = await startTestApi();
    dana = await api.as('dana');
    sam = await api.as('sam');
    const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
      input: { name: 'audited', purpose: 'To be audited.' },
    });
    const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
      input: { modelId: model.id, artifactDigest: artifactDigest('audited') },
    });
    modelVersionId = modelVersion.id;
  });
  afterAll(() => api.stop());

  let files = 0;
  const requestOf = async (rows: readonly string[], changes: Record<string, unknown> = {}) => {
    files += 1;
    const datasetVersionId = await registerDataset(
      dana,
      `file ${files}`,
      await dana.upload('population.csv', fileOf(rows)),
    );
    return {
      ...{ modelVersionId, datasetVersionId, labelColumn: 'y', predictionColumn: 'p', sensitive: ['g'] },
      ...{ favourable: 'POSITIVE', rationale: 'It is good for the person.', minimumGroupSize: 1, ...changes },
    };
  };
  const audited = async (rows: readonly string[], changes?: Record<string, unknown>): Promise<Audit> => {
    const input = await requestOf(rows, changes);
    return (await sam.data<{ runFairnessAudit: { audit: Audit } }>(runAudit, { input })).runFairnessAudit
      .audit;
  };
  /** What is stored of audits: audits, evidence, entries of audits that ran. */
  const stored = async (): Promise<number[]> => {
    const counts = await api.owner.query<{ audits: string; evidence: string; entries: string }>(
      `SELECT (SELECT count(*) FROM fairness_audit) AS audits, (SELECT count(*) FROM evidence) AS evidence,
        (SELECT count(*) FROM audit_entry WHERE action = 'runFairnessAudit') AS entries`,
    );
    return Object.values(counts.rows[0]!).map(Number);
  };
  const refused = async (rows: readonly string[], changes?: Record<string, unknown>) => {
    const input = await requestOf(rows, changes);
    const before = await stored();
    const { errors } = await sam.graphql(runAudit, { input });
    expect(await stored()).toEqual(before);
    return { ...errors?.[0]?.extensions, message: errors?.[0]?.message };
  };
  const reasonOf = ({ attributes }: Audit, criterion: string) => {
    const { verdict, reason } = attributes[0]!.disparities.find((each) => each.criterion === criterion)!;
    return [verdict, reason];
  };

  const auditor = () =>
    ({ kind: 'person', id: '0', name: 'Test', workspaceId: api.workspaceId, roles: ['auditor'] }) as const;

  it('FA-39 refuses an attribute of 10,000 values and stores nothing', async () => {
    const rows = many(10_000, (at) => `${at % 2},${at % 2},0.5,person ${at},x`);
    expect(await refused(rows)).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'sensitive', column: 'g' },
      message: 'g make more than 1000 groups; at most 1000 can be audited.',
    });
  });

  it('FA-39 refuses a crossing of more than 1,000 groups, naming its attributes', async () => {
    const rows = many(1_600, (at) => `${at % 2},${at % 2},0.5,g${at % 40},h${Math.floor(at / 40)}`);
    const sensitive = ['g', 'h'];
    expect(await refused(rows, { sensitive, intersections: true })).toMatchObject({ column: 'g, h' });
    expect((await audited(rows, { sensitive, intersections: false })).n).toBe(1_600);
  });

  it('FA-4 refuses a document in place of a group, and persons in place of strata, and stores nothing', async () => {
    const rows = [...many(40, plain), `1,1,0.5,${'x'.repeat(1_001)},x`];
    expect(await refused(rows)).toMatchObject({ code: 'BAD_INPUT', field: 'sensitive', column: 'g' });
    const persons = many(1_001, (at) => `${at % 2},${at % 2},0.5,a,person ${at}`);
    expect(await refused(persons, { stratumColumn: 'h' })).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'stratumColumn', column: 'h' },
      message: 'There are more than 1000 strata; at most 1000 can be compared within.',
    });
  });

  it('F-3 takes a written NaN for no group, and a spelling of "no value" for no label where outcomes are numbers', async () => {
    const said = ['1', '0', 'NaN', '', 'null', 'NA'];
    const rows = many(
      240,
      (at) =>
        `${said[at % 6]},${at % 2},0.5,${['a', 'b', 'nan', 'NA'][at % 4]},${['NULL', '1', '2'][at % 3]}`,
    );
    const { evidence } = await audited(rows, { sensitive: ['g', 'h'], intersections: false });
    const [g, h] = (JSON.parse(evidence) as AuditEvidence).counts.sections;
    // Among texts NA may be Namibia; among numbers NULL is nothing.
    expect(g!.groups.map(({ group }) => group[0])).toEqual(['NA', 'a', 'b']);
    expect(g!.unknownGroup).toBe(60);
    expect(h!.groups.map(({ group }) => group[0])).toEqual(['1', '2']);
    expect(h!.unknownGroup).toBe(80);
    const sum = (cell: 'fp' | 'tn' | 'unlabelledNegative' | 'unlabelledPositive') =>
      h!.groups.reduce((all, { counts }) => all + counts[cell], h!.unknownPeople[cell]);
    expect(sum('fp') + sum('tn')).toBe(40);
    expect(sum('unlabelledPositive') + sum('unlabelledNegative')).toBe(160);
  });

  it('F-33 refuses a law pack named twice, whose evidence nobody could verify', async () => {
    const lawPacks = ['NYC_LL144', 'NYC_LL144'];
    expect(await refused(many(80, plain), { lawPacks })).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'lawPacks' },
      message: 'The law pack nyc-ll144 is named twice.',
    });
  });

  it('FA-39 refuses text in a numeric score with its line and column, and stores nothing', async () => {
    const rows = [...many(40, plain), '1,1,high,a,x', ...many(40, plain)];
    expect(await refused(rows, { scoreColumn: 's' })).toMatchObject({
      ...{ code: 'NOT_A_NUMBER', column: 's', line: 42 },
    });
    // Nobody asked for its scores: the same file is audited by its predictions.
    expect((await audited(rows)).n).toBe(81);
  });

  it('FA-39 says of one group that there is nobody to compare with, which is no pass', async () => {
    const audit = await audited(many(60, (at) => `${at % 3 === 0 ? 1 : 0},${at % 2},0.5,a,x`));
    expect(audit.verdict).toBe('INSUFFICIENT_EVIDENCE');
    expect(reasonOf(audit, 'DEMOGRAPHIC_PARITY')).toEqual(['INSUFFICIENT_EVIDENCE', 'single_group']);
    expect(reasonOf(audit, 'EQUALIZED_ODDS')).toEqual(['INSUFFICIENT_EVIDENCE', 'single_group']);
  });

  it('FA-39 says of a group without actual positives that equal opportunity cannot be judged', async () => {
    const rows = many(
      80,
      (at) => `${at % 4 === 0 ? 1 : 0},${Math.floor(at / 4) % 2},0.5,${at % 2 === 0 ? 'a' : 'b'},x`,
    );
    const audit = await audited(rows);
    expect(reasonOf(audit, 'EQUAL_OPPORTUNITY')).toEqual(['INSUFFICIENT_EVIDENCE', 'single_group']);
    expect(reasonOf(audit, 'DEMOGRAPHIC_PARITY')).toEqual(['PASS', null]);
    expect(audit.verdict).toBe('INSUFFICIENT_EVIDENCE');
  });

  it('FA-39 refuses labels, or predictions, that never hold the positive value', async () => {
    const never = { code: 'BAD_INPUT', field: 'positiveValue' };
    const unlabelled = many(40, (at) => `0,${at % 2},0.5,${at % 3 === 0 ? 'a' : 'b'},x`);
    expect(await refused(unlabelled)).toMatchObject({ ...never, column: 'y' });
    const unpredicted = many(40, (at) => `${at % 2},0,0.5,${at % 3 === 0 ? 'a' : 'b'},x`);
    expect(await refused(unpredicted)).toMatchObject({ ...never, column: 'p' });
  });

  it('FA-39 counts nobody twice where definitions of groups overlap', async () => {
    const rows = many(
      60,
      (at) =>
        `${at % 3 === 0 ? 1 : 0},${at % 2},0.5,${['a', 'b', 'a; b'][at % 3]},${['a', 'b', 'a; b'][at % 3]}`,
    );
    expect(await refused(rows, { sensitive: ['g', 'g'] })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'sensitive',
    });
    const { evidence } = await audited(rows, { sensitive: ['g', 'h'], intersections: true });
    const { counts } = JSON.parse(evidence) as AuditEvidence;
    for (const { groups, rows: counted, unknownGroup } of counts.sections) {
      // Somebody of both is a group of its own, and the same attribute under two names crosses into itself.
      expect(groups).toHaveLength(3);
      expect([counted, unknownGroup]).toEqual([60, 0]);
    }
  });

  it('FA-39 computes nothing of inferred categories under a pack that takes none, in evidence and report', async () => {
    const { evidence, id } = await audited(many(80, plain), {
      ...{ lawPacks: ['NYC_LL144', 'EEOC_FOUR_FIFTHS'], attributes: [{ name: 'g', origin: 'INFERRED' }] },
    });
    const parsed = JSON.parse(evidence) as AuditEvidence;
    const [nyc, eeoc] = parsed.results.law;
    expect(nyc!.tables).toMatchObject([{ rows: [], highest: null, withheld: 'inferred_categories' }]);
    expect(eeoc!.tables[0]!.rows).toHaveLength(2);
    expect(verifyFairnessEvidence(parsed)).toMatchObject({ valid: true });
    const { document } = await api.services.fairnessReports.report(auditor(), id);
    expect(JSON.stringify(document)).toContain('nyc-ll144 version 1: NO FIGURES by g');
  });

  it('FA-39 says that another value was called positive before', async () => {
    const rows = many(80, plain);
    await audited(rows);
    const { id } = await audited(rows, { positiveValue: '0' });
    const { document } = await api.services.fairnessReports.report(auditor(), id);
    expect(JSON.stringify(document)).toContain(
      'The value called positive was 1 and is 0. The two audits ask about different events',
    );
  });
});
