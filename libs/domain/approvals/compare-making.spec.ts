import fc from 'fast-check';
import { codeLines, environmentLines, type VersionEnvironment } from './compare-making';

const code = { repository: 'https://git.example.org/risk', commit: 'a'.repeat(40), isDirty: false };
const environment = (packages: VersionEnvironment['packages'], digest = 'd'): VersionEnvironment => ({
  ...{ digest, packages },
});

describe('what two versions were made with', () => {
  it('P-168 tells the commit of both, and whether it holds everything', () => {
    const after = { ...code, commit: 'b'.repeat(40), isDirty: true };
    expect(codeLines(code, after)).toEqual([
      { part: 'code', name: 'repository', before: code.repository, after: code.repository },
      {
        ...{ part: 'code', name: 'commit', before: 'a'.repeat(40) },
        after: `${'b'.repeat(40)}, with changes that it does not hold`,
      },
    ]);
    expect(codeLines(null, code).map(({ before }) => before)).toEqual([null, null]);
  });

  it('P-168 compares package by package, whatever their names', () => {
    const before = environment({ numpy: '1.26.4', constructor: '1', scipy: '1.14.1' });
    const after = environment({ numpy: '2.0.0', scipy: '1.14.1', toString: '3' }, 'e');
    expect(environmentLines(before, after)).toEqual([
      { part: 'environment', name: '', before: 'd', after: 'e' },
      { part: 'package', name: 'constructor', before: '1', after: null },
      { part: 'package', name: 'numpy', before: '1.26.4', after: '2.0.0' },
      { part: 'package', name: 'scipy', before: '1.14.1', after: '1.14.1' },
      { part: 'package', name: 'toString', before: null, after: '3' },
    ]);
  });

  it('P-168 takes no package for new where the other version does not say which it has', () => {
    const [, ...lines] = environmentLines(
      environment(null),
      environment({ numpy: '2.0.0', scipy: '1.14.1' }),
    );
    expect(lines).toEqual([{ part: 'package', name: '', before: null, after: '2 packages' }]);
    expect(environmentLines(null, environment(null))).toHaveLength(1);
  });

  it('P-168 lists every package that differs, and counts equal ones where they are many (seed 168)', () => {
    const packages = fc
      .tuple(fc.dictionary(fc.string(), fc.constantFrom('1', '2')), fc.nat(200))
      .map(([others, many]) => ({
        ...others,
        ...Object.fromEntries(Array.from({ length: many }, (_, at) => [`p${at}`, '1'])),
      }));
    fc.assert(
      fc.property(packages, packages, (before, after) => {
        const names = new Set([...Object.keys(before), ...Object.keys(after)]);
        const own = (of: Record<string, string>, name: string) => (Object.hasOwn(of, name) ? of[name] : null);
        const differ = [...names].filter((name) => own(before, name) !== own(after, name));
        const [, ...lines] = environmentLines(environment(before), environment(after));
        const told = lines.filter((line) => line.before !== line.after).map(({ name }) => name);
        expect(new Set(told)).toEqual(new Set(differ));
        const equal = names.size - differ.length;
        expect(lines.length - differ.length).toBe(equal <= 100 ? equal : 1);
        if (equal > 100) expect(lines.at(-1)?.after).toBe(`${equal} packages in the same version`);
      }),
      { seed: 168, numRuns: 100 },
    );
  });
});
