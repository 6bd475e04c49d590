import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCriteria } from './index';

describe('default criteria', () => {
  it('F-12 documents every criterion with its limit', () => {
    const page = readFileSync(join(__dirname, '../../../docs/spec/fairness.md'), 'utf8');
    for (const { name, maximumDifference, minimumRatio } of defaultCriteria) {
      const limit =
        minimumRatio === undefined
          ? `difference +\\| difference at most ${maximumDifference}`
          : ` *\\| ratio at least ${minimumRatio}`;
      expect(page).toMatch(new RegExp(`^\\| ${name.replaceAll('_', ' ')} *${limit} `, 'm'));
    }
  });
});
