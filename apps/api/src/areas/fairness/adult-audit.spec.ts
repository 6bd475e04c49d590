import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditEvidence, verifyFairnessEvidence } from '@countersign/domain/fairness';
import { readColumns } from '@countersign/engines/files';
import { realDataPath, withRealData } from '@countersign/testing/real-data';
import { type Estimate } from '@countersign/statistics/inference';
import { type ApiClient, startTestApi, type TestApi } from '../../testing/api';
import { artifactDigest, registerDataset, run } from '../../testing/release-path';

type Rates = Record<'accuracy' | 'base_rate' | 'fpr' | 'ppv' | 'selection_rate' | 'tpr', number>;

type Gap =
  | 'accuracy_difference'
  | 'auc_difference'
  | 'demographic_parity_difference'
  | 'demographic_parity_ratio'
  | 'equal_opportunity_difference'
  | 'equalized_odds_difference'
  | 'fpr_difference'
  | 'ppv_difference';

interface Expected extends Record<Gap, number> {
  groups: (Rates & { group: string[]; n: number; auc: number })[];
}

const table = join(__dirname, '../../../../../libs/statistics/reference-tables/adult-audit.json');
const { cases } = JSON.parse(readFileSync(table, 'utf8')) as {
  cases: { inputs: { attributes: string[] }; expected: Expected }[];
};

/** The people of the file with the predictions of tools/reference/adult-audit.py. */
async function adultWithPredictions(): Promise<string> {
  const names = ['sex', 'race', 'class'].map((name) => ({ name, kind: 'categorical' as const }));
  const numbers = ['education-num', 'age', 'hours-per-week', 'capital-gain'];
  const requests = [...names, ...numbers.map((name) => ({ name, kind: 'numeric' as const }))];
  const lines = ['sex,race,label,prediction,score'];
  for await (const { length, columns } of readColumns(realDataPath('adult.parquet'), 'parquet', requests)) {
    const at = (name: string, row: number) => columns.get(name)![row]!;
    for (let row = 0; row < length; row += 1) {
      const [education, age, hours, gain] = numbers.map((name) => Number(at(name, row)));
      const points = 4 * education! + Math.floor(age! / 5) + (hours! > 40 ? 10 : 0) + (gain! > 0 ? 15 : 0);
      const label = at('class', row) === '>50K' ? 1 : 0;
      const score = Math.min(points, 99) / 100;
      lines.push([at('sex', row), at('race', row), label, points >= 62 ? 1 : 0, score].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

withRealData(() =>
  describe('an audit of Adult by sex, race and both', () => {
    let api: TestApi;
    let evidence: AuditEvidence;
    beforeAll(async () => {
      api = await startTestApi();
      const sam: ApiClient = await api.as('sam');
      const dana = await api.as('dana');
      const { model } = await run<{ model: { id: string } }>(dana, 'registerModel', {
        input: { name: 'income', purpose: 'To be audited.' },
      });
      const { modelVersion } = await run<{ modelVersion: { id: string } }>(dana, 'registerModelVersion', {
        input: { modelId: model.id, artifactDigest: artifactDigest('income') },
      });
      const upload = await dana.upload('adult.csv', await adultWithPredictions());
      const datasetVersionId = await registerDataset(dana, 'adult', upload);
      const input = {
        ...{ modelVersionId: modelVersion.id, datasetVersionId, labelColumn: 'label' },
        ...{ predictionColumn: 'prediction', scoreColumn: 'score', sensitive: ['sex', 'race'] },
        ...{ favourable: 'POSITIVE', rationale: 'More income is good.', minimumGroupSize: 1 },
      };
      const { audit } = (
        await sam.data<{ runFairnessAudit: { audit: { evidence: string } } }>(
          `mutation ($input: RunFairnessAuditInput!) { runFairnessAudit(input: $input) {
            ... on FairnessAuditCompleted { audit { evidence } } } }`,
          { input },
        )
      ).runFairnessAudit;
      evidence = JSON.parse(audit.evidence) as AuditEvidence;
    });
    afterAll(() => api.stop());

    const sectionOf = (attributes: string[]) =>
      evidence.results.sections.find((section) => section.attributes.join() === attributes.join())!;

    it('counts 48,842 people, of whom 10.93 % of the women and 30.38 % of the men earn more than 50K', () => {
      const { rows, groups } = sectionOf(['sex']);
      expect(rows).toBe(48_842);
      expect(
        groups.map(({ group, n, metrics }) => [group[0], n, metrics.base_rate.value!.toFixed(4)]),
      ).toEqual([
        ['Female', 16_192, '0.1093'],
        ['Male', 32_650, '0.3038'],
      ]);
      expect(verifyFairnessEvidence(evidence)).toMatchObject({ valid: true });
    });

    it.each(cases)(
      'gives every rate of every group as Fairlearn does, by $inputs.attributes',
      ({ inputs, expected }) => {
        const { groups, scores } = sectionOf(inputs.attributes);
        expect(groups.map(({ group }) => group)).toEqual(expected.groups.map(({ group }) => group));
        groups.forEach(({ n, metrics }, at) => {
          const { group, auc, n: count, ...rates } = expected.groups[at]!;
          expect(n).toBe(count);
          for (const [name, value] of Object.entries(rates) as [keyof Rates, number][])
            expect([group, name, metrics[name].value]).toEqual([group, name, expect.closeTo(value, 12)]);
          expect(scores!.groups[at]!.auc.value).toBeCloseTo(auc, 9);
        });
      },
    );

    it.each(cases)('gives the gaps as Fairlearn does, by $inputs.attributes', ({ inputs, expected }) => {
      const { disparities, scores } = sectionOf(inputs.attributes);
      const of = (metric: string) => disparities.find((each) => each.metric === metric)!;
      const found: [string, Estimate, number][] = [
        ['demographic parity', of('demographic_parity').difference, expected.demographic_parity_difference],
        ['impact ratio', of('impact_ratio').ratio, expected.demographic_parity_ratio],
        ['equal opportunity', of('equal_opportunity').difference, expected.equal_opportunity_difference],
        ['equalized odds', of('equalized_odds').difference, expected.equalized_odds_difference],
        ['fpr', of('fpr_parity').difference, expected.fpr_difference],
        ['ppv', of('predictive_parity').difference, expected.ppv_difference],
        ['accuracy', of('accuracy_parity').difference, expected.accuracy_difference],
        ['area', scores!.aucGap, expected.auc_difference],
      ];
      for (const [name, { value }, reference] of found)
        expect([name, value]).toEqual([name, expect.closeTo(reference, 9)]);
    });
  }),
);
