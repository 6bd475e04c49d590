import { reweighingFactors } from '@countersign/domain/fairness-remedies';
import { exampleEvidence } from '../../../testing/fairness-evidence';
import { weightsCsv, weightsJson } from './weights-file';

const origin = { attributes: ['sex'], evidenceDigest: 'd'.repeat(64), positive: '1' };
const factors = reweighingFactors(exampleEvidence().results.sections[0]!);

describe('the files of weights', () => {
  it('FY-4 hold every group and label with all digits, and formula, source and digest in the JSON', () => {
    const lines = weightsCsv(factors, origin).trimEnd().split('\r\n');
    expect(lines[0]).toBe('sex,label,rows,weight');
    expect(lines.slice(1).map((line) => Number(line.split(',')[3]))).toEqual(
      factors.map(({ weight }) => weight),
    );
    const read = JSON.parse(weightsJson(factors, origin)) as Record<string, unknown>;
    expect(read).toMatchObject({
      ...{ schema: 'countersign.reweighing/1', evidenceDigest: origin.evidenceDigest },
      weights: factors,
    });
    expect(String(read.source)).toContain('Kamiran and Calders');
    expect(String(read.formula)).toContain('rows(group) * rows(label)');
  });

  it('FY-4 defuse what a spreadsheet would run', () => {
    const attack = { group: ['=1+1', '@x'], label: 'positive', rows: 3, weight: 1 } as const;
    const [head, line] = weightsCsv([attack], { ...origin, attributes: ['-a', 'b'] }).split('\r\n');
    expect(head).toBe("'-a,b,label,rows,weight");
    expect(line).toBe("'=1+1,'@x,positive,3,1");
  });
});
