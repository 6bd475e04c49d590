import { changesByPart, lineName, nothingText, type Change, type ChangePart } from './changes';

const change = (part: ChangePart, name: string): Change => ({
  ...{ __typename: 'PromotionChange', part, name, before: 'a', after: 'b', differs: true },
  ...{ estimateBefore: null, estimateAfter: null },
});

describe('changesByPart', () => {
  it('puts what was measured first, keeps the order within a part, and loses no line', () => {
    const changes = [
      change('ARTIFACT', ''),
      change('SCHEMA', 'b'),
      change('GATE', 'Drift'),
      change('SCHEMA', 'a'),
    ];
    const parts = changesByPart(changes);
    expect(parts.map(([part, lines]) => [part, lines.map(({ name }) => name)])).toEqual([
      ['GATE', ['Drift']],
      ['SCHEMA', ['b', 'a']],
      ['ARTIFACT', ['']],
    ]);
  });

  it('has a place for every part', () => {
    const parts: Record<ChangePart, true> = {
      ...{ ARTIFACT: true, DESCRIPTION: true, TRAINING_DATA: true, BASELINE: true },
      ...{ SCHEMA: true, REPORTED_METRIC: true, GATE: true, CODE: true, ENVIRONMENT: true, PACKAGE: true },
    };
    const all = (Object.keys(parts) as ChangePart[]).map((part) => change(part, part));
    expect(changesByPart(all)).toHaveLength(all.length);
  });
});

describe('lineName', () => {
  it('has a word of its own for what a part says once, and the name for the rest', () => {
    expect(lineName({ part: 'ENVIRONMENT', name: '' })).toBe('Digest');
    expect(lineName({ part: 'CODE', name: 'commit' })).toBe('Commit');
    expect(lineName({ part: 'PACKAGE', name: '' })).toBe('How many');
    expect(lineName({ part: 'PACKAGE', name: 'numpy' })).toBe('numpy');
  });
});

describe('nothingText', () => {
  it('tells what nobody said from what is not there', () => {
    expect(nothingText({ part: 'CODE', name: 'repository' })).toBe('not told');
    expect(nothingText({ part: 'ENVIRONMENT', name: '' })).toBe('not told');
    expect(nothingText({ part: 'PACKAGE', name: 'numpy' })).toBe('none');
  });
});
