import { sampleSizeAdvice } from './sample-size-advice';

const reference = { group: ['a'], n: 400, selected: 200 };

describe('sampleSizeAdvice', () => {
  it('FE-7 names the rows that a group lacks', () => {
    const advice = sampleSizeAdvice([reference, { group: ['b'], n: 60, selected: 10 }], { gap: 0.1 });
    expect(advice.reference).toEqual(['a']);
    expect(advice.groups).toHaveLength(1);
    const [{ moreRows, power, statement }] = advice.groups as [(typeof advice.groups)[0]];
    expect(power).toBeLessThan(0.8);
    expect(statement).toBe(`b: ${moreRows} more rows are needed to find a gap of 10 points to a.`);
    const filled = sampleSizeAdvice([reference, { group: ['b'], n: 60 + moreRows!, selected: 10 }], {
      gap: 0.1,
    });
    expect(filled.groups[0]).toMatchObject({ moreRows: 0 });
    expect(filled.groups[0]!.power).toBeGreaterThanOrEqual(0.8);
  });

  it('FE-7 says where no number of rows in the group suffices', () => {
    const small = { group: ['a'], n: 40, selected: 20 };
    const advice = sampleSizeAdvice([small, { group: ['b'], n: 0, selected: 0 }], { gap: 0.02 }).groups[0]!;
    expect(advice).toMatchObject({ power: 0, moreRows: null });
    expect(advice.statement).toContain('the reference group needs more rows');
  });

  it('FE-7 says where the gap cannot occur', () => {
    const rare = { group: ['a'], n: 400, selected: 4 };
    const advice = sampleSizeAdvice([rare, { group: ['b'], n: 10, selected: 0 }], { gap: 0.1 }).groups[0]!;
    expect(advice).toMatchObject({ power: null, moreRows: null });
    expect(advice.statement).toContain('cannot occur');
  });

  it('has none to give without anybody', () => {
    expect(sampleSizeAdvice([], { gap: 0.1 })).toEqual({ reference: null, groups: [] });
  });

  it('refuses gaps and levels that are none', () => {
    expect(() => sampleSizeAdvice([reference], { gap: 1 })).toThrow(RangeError);
    expect(() => sampleSizeAdvice([reference], { gap: 0.1, alpha: 0.9 })).toThrow(RangeError);
  });
});
