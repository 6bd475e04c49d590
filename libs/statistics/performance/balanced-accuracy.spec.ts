import { newcombeInterval } from '../inference';
import { balancedAccuracy } from './balanced-accuracy';

describe('balancedAccuracy', () => {
  it('has half the width of the Newcombe interval of recall minus the false positive rate', () => {
    // (recall + specificity) / 2 = (1 + recall − fpr) / 2, a difference of two proportions but for constants.
    const estimate = balancedAccuracy({ tp: 30, fp: 10, fn: 20, tn: 40 });
    const difference = newcombeInterval({ successes: 30, n: 50 }, { successes: 10, n: 50 });
    if (estimate.status !== 'ok') throw new Error('no value');
    expect(estimate.interval?.lower).toBeCloseTo((1 + difference.lower) / 2, 14);
    expect(estimate.interval?.upper).toBeCloseTo((1 + difference.upper) / 2, 14);
  });
});
