import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFault, defaultDriftChecks, defaultPerformanceChecks } from './index';

describe('default checks', () => {
  it('M-9 lets one check a column kind decide', () => {
    const deciding = defaultDriftChecks.filter((check) => check.deciding);
    expect(deciding.map(({ method, appliesTo }) => `${method} ${appliesTo}`)).toEqual([
      'psi numeric',
      'psi categorical',
    ]);
  });

  it('M-9 has its lines in order and each method once a kind', () => {
    expect(defaultDriftChecks.map(checkFault).filter((fault) => fault !== null)).toEqual([]);
    const names = defaultDriftChecks.map(({ method, appliesTo }) => `${method} ${appliesTo}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('M-9 documents every check with its numbers', () => {
    const page = readFileSync(join(__dirname, '../../../docs/spec/monitoring.md'), 'utf8');
    for (const { method, warning, alert, deciding } of defaultDriftChecks) {
      const row = new RegExp(
        `^\\| ${method},[^|]*\\| ${warning} +\\| ${alert} +\\| ${deciding ? 'yes' : 'no'} `,
        'm',
      );
      expect(page).toMatch(row);
    }
  });

  it("M-10 sets the lines of ROC AUC from the baseline's value", () => {
    const [check] = defaultPerformanceChecks(0.9079415179034716);
    expect(check).toMatchObject({ method: 'roc_auc', appliesTo: null, direction: 'below', deciding: true });
    expect(check?.warning).toBeCloseTo(0.8879415179034716, 12);
    expect(check?.alert).toBeCloseTo(0.8579415179034716, 12);
  });
});
