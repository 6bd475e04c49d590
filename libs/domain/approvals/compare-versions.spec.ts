import fc from 'fast-check';
import { known } from '@countersign/statistics/inference';
import { compareVersions, type VersionFacts } from './index';

const facts = (changes: Partial<VersionFacts> = {}): VersionFacts => ({
  ...{ artifactDigest: 'a1', description: 'First.', trainingData: 'loans, version 1 (d1)', baseline: null },
  ...{ code: null, environment: null },
  ...{ schema: { age: 'integer', income: 'number' }, reported: { auc: '0.8' } },
  gates: [{ title: 'Performance', found: 'pass: fine', observed: known({ value: 0.8, n: 10, method: 'm' }) }],
  ...changes,
});
const differing = (before: VersionFacts, after: VersionFacts) =>
  compareVersions(before, after).filter(({ differs }) => differs);

describe('compareVersions', () => {
  it('P-57 lists what is equal as equal', () => {
    const same = compareVersions(facts(), facts());
    expect(same.map(({ part, name }) => [part, name])).toEqual([
      ['artifact', ''],
      ['description', ''],
      ['training_data', ''],
      ['baseline', ''],
      ['code', 'repository'],
      ['code', 'commit'],
      ['environment', ''],
      ['schema', 'age'],
      ['schema', 'income'],
      ['reported_metric', 'auc'],
      ['gate', 'Performance'],
    ]);
    expect(same.filter(({ differs }) => differs)).toEqual([]);
  });

  it('P-57 shows a feature that came, went or changed its kind, whatever its name', () => {
    const before = facts({ schema: { age: 'integer', constructor: 'text' } });
    const after = facts({ schema: { age: 'number', toString: 'text' } });
    expect(differing(before, after)).toEqual([
      { part: 'schema', name: 'age', before: 'integer', after: 'number', differs: true },
      { part: 'schema', name: 'constructor', before: 'text', after: null, differs: true },
      { part: 'schema', name: 'toString', before: null, after: 'text', differs: true },
    ]);
  });

  it('P-57 tells two estimates apart that are found alike', () => {
    const better = known({ value: 0.9, n: 10, method: 'm' });
    const after = facts({ gates: [{ title: 'Performance', found: 'pass: fine', observed: better }] });
    expect(differing(facts(), after)).toEqual([
      expect.objectContaining({
        part: 'gate',
        estimateAfter: better,
        estimateBefore: facts().gates[0]?.observed,
      }),
    ]);
  });

  it('P-57 finds every single member that differs (seed 57)', () => {
    const text = fc.string();
    const names = fc.dictionary(text, text, { maxKeys: 4 });
    const arbitrary = fc.record({
      ...{ artifactDigest: text, description: text, schema: names, reported: names },
      ...{ trainingData: fc.option(text), baseline: fc.option(text), gates: fc.constant([]) },
      ...{ code: fc.constant(null), environment: fc.constant(null) },
    });
    fc.assert(
      fc.property(arbitrary, arbitrary, (before, after) => {
        const changes = compareVersions(before, after);
        const members = (side: typeof before) => ({
          ...side,
          schema: { ...side.schema },
          reported: { ...side.reported },
        });
        const isSame = JSON.stringify(sorted(members(before))) === JSON.stringify(sorted(members(after)));
        expect(changes.every(({ differs }) => !differs)).toBe(isSame);
      }),
      { seed: 57 },
    );
  });
});

/** With the members of every object in one order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value)
    .map(([name, member]) => [name, sorted(member)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
