import { dateFinding, sectionMaps } from './index';

describe('sectionMaps', () => {
  it('FE-25 are data with version, source, dates and whether somebody checked them', () => {
    for (const map of sectionMaps) {
      expect(map.version).toBeGreaterThanOrEqual(1);
      expect(map.source.url).toMatch(/^https:\/\//);
      expect([map.date, map.effectiveFrom].every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))).toBe(true);
      expect(map).toMatchObject({ verified: false, effectiveTo: null });
      expect(JSON.parse(JSON.stringify(map))).toEqual(map);
    }
    const references = sectionMaps.flatMap(({ id, entries }) =>
      entries.map(({ reference }) => `${id} ${reference}`),
    );
    expect(new Set(references).size).toBe(references.length);
  });

  it('FE-25 name every item of Annex IV, and say of some that a report does not look at them', () => {
    const map = sectionMaps.find(({ id }) => id === 'eu-ai-act-annex-iv')!;
    expect(map.effectiveFrom).toBe('2027-12-02');
    const annex = map.entries.filter(({ reference }) => reference.startsWith('Annex IV'));
    const items = new Set(
      annex.flatMap(({ reference }) => reference.replace('Annex IV ', '').match(/\d+/g)!.map(Number)),
    );
    expect([...items].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const letters = annex
      .filter(({ reference }) => reference.startsWith('Annex IV 2'))
      .flatMap(({ reference }) => [...reference.matchAll(/\(([a-h])\)/g)].map(([, letter]) => letter));
    expect(letters.sort().join('')).toBe('abcdefgh');
    const of = (reference: string) => map.entries.find((entry) => entry.reference === reference)!.sections;
    expect(of('Annex IV 4')).toContain('verdicts');
    expect(of('Annex IV 7, 8')).toEqual([]);
    expect(of('Article 14')).toEqual(['oversight']);
  });

  it('FE-25 are not in effect before their day', () => {
    const [annexIv] = sectionMaps;
    expect(dateFinding(annexIv!, '2027-12-01')).toMatchObject({
      code: 'outside_effective_dates',
      weight: 'attention',
    });
    expect(dateFinding(annexIv!, '2027-12-02')).toBeNull();
    expect(
      dateFinding({ effectiveFrom: '2020-01-01', effectiveTo: '2021-01-01' }, '2021-01-02')!.statement,
    ).toBe("The audit's day 2021-01-02 lies outside the pack's dates, from 2020-01-01 to 2021-01-01.");
    expect(() => dateFinding(annexIv!, 'soon')).toThrow(RangeError);
  });
});
