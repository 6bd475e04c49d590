import { defaultPolicy } from './default-policy';
import { deriveAudit } from './derive-audit';
import { countAudit } from './count-audit';
import { exampleCounts, exampleRows } from './example-audit';
import { scoreEdges } from './score-bin';
import { nearestThreshold, sectionAtThreshold, sectionTails } from './section-at-threshold';

const policy = defaultPolicy(['sex', 'region', 'age'], { prediction: 'positive', meaning: '' });
const counts = exampleCounts(4000);
const [section] = counts.sections;
const tails = sectionTails(section!)!;

describe('sectionAtThreshold', () => {
  it('FX-1 gives at an edge what an audit of the rows selected there gives, verdicts included', () => {
    for (const bin of [0, 31, 50, 77, 99]) {
      const rows = exampleRows(4000).map((row) => ({
        ...row,
        predicted: row.score === null ? null : row.score! >= scoreEdges[bin]!,
        groups: row.groups.slice(0, 1),
      }));
      const counted = countAudit(rows, { attributes: ['sex'], sections: [[0]], scores: { median: 0.5 } });
      const expected = deriveAudit({ ...policy, attributes: [policy.attributes[0]!] }, counted).sections[0]!;
      const found = sectionAtThreshold(tails, bin, { section: section!, policy });
      expect(found.groups).toEqual(expected.groups);
      expect(found.disparities.map(({ metric, verdict, reason }) => [metric, verdict, reason])).toEqual(
        expected.disparities.map(({ metric, verdict, reason }) => [metric, verdict, reason]),
      );
      expect(found.disparities.map(({ ratio, difference }) => [ratio, difference])).toEqual(
        expected.disparities.map(({ ratio, difference }) => [ratio, difference]),
      );
    }
  });

  it('refuses what is no bin, and a section without histograms has no tails', () => {
    expect(() => sectionAtThreshold(tails, 100, { section: section!, policy })).toThrow(RangeError);
    expect(sectionTails({ groups: [{ group: ['a'], counts: section!.groups[0]!.counts }] })).toBeNull();
  });
});

describe('nearestThreshold', () => {
  it('FX-2 finds the threshold that the predictions were made with, and says how far off it is', () => {
    const rows = (threshold: number) =>
      exampleRows(2000).map((row) => ({
        ...row,
        predicted: row.score === null ? null : row.score! >= threshold,
      }));
    for (const bin of [20, 50, 64]) {
      const counted = countAudit(rows(scoreEdges[bin]!), {
        ...{ attributes: ['sex', 'region', 'age'], sections: [[0]] },
        scores: { median: 0.5 },
      });
      const own = counted.sections[0]!;
      expect(nearestThreshold(sectionTails(own)!, own)).toEqual({ bin, differing: 0 });
    }
  });

  it('says of predictions that ignore the score how many rows they differ in at least', () => {
    const turned = exampleRows(2000).map((row, at) => ({
      ...row,
      predicted: row.groups[0] === 'f' && at % 2 === 0,
    }));
    const counted = countAudit(turned, {
      attributes: ['sex', 'region', 'age'],
      sections: [[0]],
      scores: { median: 0.5 },
    });
    const own = counted.sections[0]!;
    const found = nearestThreshold(sectionTails(own)!, own)!;
    expect(found.differing).toBeGreaterThan(100);
  });

  it('knows none where nobody was predicted', () => {
    expect(nearestThreshold(tails, { groups: [] })).toBeNull();
  });
});
