import { columnMapping } from './column-mapping';
import { differingParts, type RegisteredContent } from './registered-content';
import { makingOf } from './version-making';

const mapping = columnMapping({ id: 'id', segments: [], groups: ['sex', 'age'], ignored: ['a', 'b'] });
const code = { repository: 'r', commit: 'C', isDirty: false };
const content: RegisteredContent = {
  ...{ description: 'First.', trainingDatasetVersionId: 't1' },
  ...makingOf({ code, environment: { digest: 'E', packages: [{ name: 'b', version: '1' }] } }),
  metrics: [
    { name: 'auc', value: 0.8, n: 4 },
    { name: 'brier', value: 0.2, n: null },
  ],
  baseline: { datasetVersionId: 'd1', mapping },
};
const differing = (change: Partial<RegisteredContent>) => differingParts(content, { ...content, ...change });

describe('differingParts', () => {
  it('finds none in the same content, whatever its order', () => {
    const reordered = { ...mapping, groups: ['age', 'sex'], ignored: ['b', 'a'] };
    const metrics = [...content.metrics].reverse();
    expect(differing({ metrics, baseline: { datasetVersionId: 'd1', mapping: reordered } })).toEqual([]);
    expect(differing(makingOf({ ...content, code: { ...code, commit: 'c' } }))).toEqual([]);
  });

  it.each<[Partial<RegisteredContent>, string[]]>([
    [{ description: '' }, ['description']],
    [{ trainingDatasetVersionId: null }, ['trainingDatasetVersionId']],
    [{ metrics: content.metrics.slice(1) }, ['metrics']],
    [{ metrics: content.metrics.map((metric) => ({ ...metric, n: 5 })) }, ['metrics']],
    [{ baseline: { datasetVersionId: 'd2', mapping } }, ['baseline.datasetVersionId']],
    [{ baseline: { datasetVersionId: 'd1', mapping: { ...mapping, score: 's' } } }, ['baseline.mapping']],
    [makingOf({ environment: content.environment }), ['code']],
    [
      makingOf({ code, environment: { digest: 'e', packages: [{ name: 'b', version: '2' }] } }),
      ['environment'],
    ],
    [{ baseline: null, description: '' }, ['description', 'baseline.datasetVersionId', 'baseline.mapping']],
  ])('names what %j changes', (change, parts) => {
    expect(differing(change)).toEqual(parts);
  });
});
