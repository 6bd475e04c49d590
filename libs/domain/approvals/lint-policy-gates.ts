import { readPublicKey } from '../gate-evidence';
import type { GateRule } from './gate-rules';
import type { LintFinding } from './lint-policy';

/** The ends of the values a metric takes; outside, a limit is met by none or by all. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  ...{ accuracy: [0, 1], precision: [0, 1], recall: [0, 1], specificity: [0, 1], f1: [0, 1] },
  ...{ balanced_accuracy: [0, 1], mcc: [-1, 1], roc_auc: [0, 1], average_precision: [0, 1] },
};

/** Metrics of which less is better: at least so much of them is the wrong way round. */
const losses = ['log_loss', 'brier', 'ece'];

/** Methods of drift whose values cannot be above this. */
const highest: Readonly<Record<string, number>> = {
  ...{ ks: 1, js_distance: 1, hellinger: 1, tvd: 1, l_infinity: 1, l_infinity_robust: 1, cramers_v: 1 },
};

/** What cannot be meant by the limits of one gate. */
export function gateLint(gate: GateRule, index: number): LintFinding[] {
  const at = (member: string) => `/gates/${index}/${member}`;
  if ('publicKey' in gate) return keyLint(gate.publicKey, at('publicKey'));
  if (gate.kind === 'performance') return minimumLint(gate, at('minimum'));
  if (gate.kind === 'fairness')
    return gate.criteria.flatMap((criterion, which) => [
      ...(criterion.maximumDifference === 1
        ? [idle(at(`criteria/${which}/maximumDifference`), 'No difference is above 1.')]
        : []),
      ...(criterion.minimumRatio === 0
        ? [idle(at(`criteria/${which}/minimumRatio`), 'No ratio is below 0.')]
        : []),
    ]);
  if (gate.kind !== 'drift') return [];
  const most = highest[gate.method];
  return most === undefined || gate.alert <= most
    ? []
    : [idle(at('alert'), `No value of ${gate.method} is above ${most}.`)];
}

function keyLint(publicKey: string, pointer: string): LintFinding[] {
  if (readPublicKey(publicKey) !== null) return [];
  const sentence = 'This is no public key that can be used (P-256 or Ed25519): the gate stays unknown.';
  return [{ severity: 'error', pointer, sentence }];
}

function minimumLint(
  { metric, minimum }: { metric: string; minimum: number },
  pointer: string,
): LintFinding[] {
  if (losses.includes(metric)) {
    const sentence = `Of ${metric} less is better: this asks for at least so much of it.`;
    return [{ severity: 'error', pointer, sentence }];
  }
  const [least, most] = ranges[metric] ?? [-Infinity, Infinity];
  if (minimum > most)
    return [{ severity: 'error', pointer, sentence: `No value meets it: ${metric} is at most ${most}.` }];
  return minimum <= least ? [idle(pointer, `Every value meets it: ${metric} is at least ${least}.`)] : [];
}

function idle(pointer: string, because: string): LintFinding {
  return { severity: 'warning', pointer, sentence: `${because} The gate holds nothing up by this.` };
}
