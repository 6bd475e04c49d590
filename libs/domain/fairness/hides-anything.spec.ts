import {
  type AuditRow,
  countAudit,
  type CountPlan,
  defaultPolicy,
  deriveAudit,
  hidesAnything,
  isPairShown,
  suppressed,
} from './index';

type Made = Pick<AuditRow, 'decided' | 'score' | 'stratum'>;

/** So many people of a group, a quarter of them in each cell of the outcomes. */
const people = (group: string, size: number, of: (at: number) => Made = () => ({})): AuditRow[] =>
  Array.from({ length: size }, (_, at) => ({
    ...{ groups: [group], predicted: at % 2 === 0, actual: at % 4 < 2 },
    ...of(Math.floor(at / 4)),
  }));
const audited = (rows: readonly AuditRow[], plan: Partial<CountPlan> = {}) => {
  const policy = defaultPolicy(['g'], { prediction: 'positive', meaning: 'hired' });
  const counts = countAudit(rows, { attributes: ['g'], sections: [[0]], ...plan });
  return { policy, counts, results: deriveAudit(policy, counts) };
};
const large = (of?: (at: number) => Made) => [...people('a', 400, of), ...people('b', 200, of)];

describe('whether an audit hides anything', () => {
  it('FA-37 hides nothing where every number is large, and something where a group is small', () => {
    expect(hidesAnything(audited(large()))).toBe(false);
    expect(hidesAnything(audited([...large(), ...people('few', 36)]))).toBe(true);
    expect(hidesAnything(audited(people('a', 40)))).toBe(false);
    expect(hidesAnything(audited(people('a', 36)))).toBe(true);
    expect(hidesAnything(audited([]))).toBe(false);
  });

  it('FA-37 takes the small cell from the policy', () => {
    const { policy, ...audit } = audited([...large(), ...people('few', 36)]);
    expect(hidesAnything({ ...audit, policy: { ...policy, smallCell: 9 } })).toBe(false);
  });

  it('FA-37 hides where few people lie in a bin of scores', () => {
    const scores = { median: 0.5 };
    const two = (at: number) => ({ score: at % 2 === 0 ? 0.255 : 0.755 });
    expect(hidesAnything(audited(large(two), { scores }))).toBe(false);
    const spread = (at: number) => ({ score: (at % 50) / 50 });
    expect(hidesAnything(audited(large(spread), { scores }))).toBe(true);
  });

  it('FA-37 hides where few people of a group have no score, and tells no score of them', () => {
    const scores = { median: 0.5 };
    const scored = (lacking: number) => (at: number) => ({
      score: at < lacking ? null : at % 2 === 0 ? 0.255 : 0.755,
    });
    const many = audited(large(scored(10)), { scores });
    expect(hidesAnything(many)).toBe(false);
    const few = audited([...people('a', 400, scored(20)), ...people('b', 200, scored(1))], { scores });
    expect(hidesAnything(few)).toBe(true);
    const [section] = suppressed(few.results, 10).sections;
    expect(section!.groups.map(({ scoring }) => scoring)).toEqual([null, null]);
    expect(section!.groups.every(({ counts }) => counts !== null)).toBe(true);
    expect(suppressed(many.results, 10).sections[0]!.groups.every(({ scoring }) => scoring !== null)).toBe(
      true,
    );
  });

  it('FA-37 hides where few people of a group have a score and no prediction', () => {
    const scores = { median: 0.5 };
    const two = (at: number) => ({ score: at % 2 === 0 ? 0.255 : 0.755 });
    const open = (lacking: number) => {
      const rows = large(two).map((row, at) => (at < lacking ? { ...row, predicted: null } : row));
      return suppressed(audited(rows, { scores }).results, 10).sections[0]!.groups;
    };
    expect(open(0).every(({ scoring }) => scoring !== null)).toBe(true);
    expect(open(3).every(({ n, scoring }) => n !== null && scoring === null)).toBe(true);
  });

  it('FA-37 hides where few people of a group are in a stratum, in none, or absent from it', () => {
    const plan = { hasStrata: true };
    const by = (of: (at: number) => string | null) =>
      audited(
        large((at) => ({ stratum: of(at) })),
        plan,
      );
    expect(hidesAnything(by((at) => (at % 2 === 0 ? 'x' : 'y')))).toBe(false);
    expect(hidesAnything(by((at) => (at < 3 ? 'x' : 'y')))).toBe(true);
    expect(hidesAnything(by((at) => (at < 3 ? null : 'y')))).toBe(true);
    const apart = [
      ...people('a', 400, () => ({ stratum: 'x' })),
      ...people('b', 200, () => ({ stratum: 'y' })),
    ];
    expect(hidesAnything(audited(apart, plan))).toBe(true);
  });

  it('FA-37 hides where few decisions were made otherwise', () => {
    const plan = { hasDecisions: true };
    const decided = (overruled: number) =>
      large().map((row, at) => ({ ...row, decided: at % 100 < overruled ? !row.predicted : row.predicted }));
    expect(hidesAnything(audited(decided(40), plan))).toBe(false);
    expect(hidesAnything(audited(decided(2), plan))).toBe(true);
  });
});

describe('whether a disparity is shown', () => {
  const sectionOf = (...groups: [string, number][]) =>
    suppressed(audited(groups.flatMap(([name, size]) => people(name, size))).results, 10).sections[0]!;

  it('FA-20 shows two groups that are shown, and everything where all are', () => {
    const whole = sectionOf(['a', 400], ['b', 200]);
    for (const pair of [null, [['a'], ['b']], [['a'], []]] as const)
      expect(isPairShown(whole, 'demographic_parity', pair)).toBe(true);
    const partly = sectionOf(['a', 400], ['b', 200], ['c', 48], ['few', 8]);
    expect(partly.groups.map(({ n }) => n)).toEqual([400, 200, null, null]);
    expect(isPairShown(partly, 'demographic_parity', [['a'], ['b']])).toBe(true);
    expect(isPairShown(partly, 'demographic_parity', [['a'], ['c']])).toBe(false);
    expect(isPairShown(partly, 'theil', null)).toBe(false);
    expect(isPairShown(partly, 'conditional_demographic_disparity', [['a'], []])).toBe(false);
  });

  it('FA-20 shows selections without outcomes where those alone are hidden, and nothing where all is', () => {
    const outcomes = sectionOf(['a', 400], ['b', 36], ['c', 36]);
    expect(outcomes.groups.map(({ n, counts }) => [n, counts !== null])).toEqual([
      [400, true],
      [36, false],
      [36, false],
    ]);
    expect(isPairShown(outcomes, 'impact_ratio', [['a'], ['b']])).toBe(true);
    expect(isPairShown(outcomes, 'equal_opportunity', [['a'], ['b']])).toBe(false);
    expect(isPairShown({ groups: [], withheld: 'all' }, 'impact_ratio', [['a'], ['b']])).toBe(false);
  });

  it('FA-20 tells of two groups shown how many these are, not how many all are', () => {
    // Of `a` three quarters are selected, of all others one half.
    const many = people('a', 400).map((row, at) => (at % 4 === 1 ? { ...row, predicted: true } : row));
    const parityAmong = (...groups: [string, number][]) =>
      suppressed(
        audited([...many, ...groups.flatMap((group) => people(...group))]).results,
        10,
      ).sections[0]!.disparities.find(({ metric }) => metric === 'demographic_parity')!;
    const partly = parityAmong(['b', 200], ['c', 48], ['few', 8]);
    expect(partly).toMatchObject({ between: [['b'], ['a']], difference: { n: 600 }, ratio: { n: 600 } });
    expect(partly.difference!.value).toBeCloseTo(0.25, 12);
    expect(parityAmong(['b', 200], ['c', 48]).difference!.n).toBe(648);
    const { disparities } = sectionOf(['a', 400], ['b', 200], ['c', 48], ['few', 8]);
    const sizes = disparities.flatMap(({ difference, ratio }) =>
      [difference, ratio].flatMap((each) => each?.n ?? []),
    );
    expect([...new Set(sizes)].sort()).toEqual([300, 600]);
  });

  it('FA-20 gives the interval that allows for every pair only where every group is shown', () => {
    const simultaneous = (...groups: [string, number][]) =>
      sectionOf(...groups).disparities.find(({ metric }) => metric === 'demographic_parity')!.simultaneous;
    expect(simultaneous(['a', 400], ['b', 200], ['c', 120])).not.toBeNull();
    expect(simultaneous(['a', 400], ['b', 200], ['c', 48], ['few', 8])).toBeNull();
  });
});
