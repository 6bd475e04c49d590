import { readPublicKey, rootsFault } from '../../certificates';
import type { GateRule, SignatureRule } from '../gates/gate-rules';
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
  if (gate.kind === 'external') return keyLint(gate.publicKey, at('publicKey'));
  if (gate.kind === 'signature') return signatureLint(gate, at);
  if (gate.kind === 'performance')
    return [
      ...minimumLint(gate, at('minimum')),
      ...(gate.minimumLabelCoverage === 0 ? [idle(at('minimumLabelCoverage'), 'No share is below 0.')] : []),
    ];
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

function signatureLint(
  { publicKey, certificates, severity }: SignatureRule,
  at: (member: string) => string,
): LintFinding[] {
  const soft = 'A wrong artefact is never waived: this gate holds up as a hard one does.';
  return [
    ...(publicKey === undefined ? [] : keyLint(publicKey, at('publicKey'))),
    ...(certificates === undefined ? [] : rootsLint(certificates, at)),
    ...(severity === 'soft'
      ? [{ severity: 'warning' as const, pointer: at('severity'), sentence: soft }]
      : []),
  ];
}

function rootsLint(
  { roots, identity, log }: Required<SignatureRule>['certificates'],
  at: (member: string) => string,
): LintFinding[] {
  const fault = rootsFault(roots);
  if (fault !== null) {
    const sentence = `A root certificate ${fault}: the gate lets nothing through.`;
    return [{ severity: 'error', pointer: at('certificates/roots'), sentence }];
  }
  const logs = log === undefined ? [] : keyLint(log, at('certificates/log'));
  if (identity !== undefined) return logs;
  const sentence = 'Everybody whom one of these authorities certifies for signing code may have signed.';
  return [...logs, { severity: 'warning', pointer: at('certificates'), sentence }];
}

function keyLint(publicKey: string, pointer: string): LintFinding[] {
  if (readPublicKey(publicKey) !== null) return [];
  const sentence =
    'This is no public key that can be used (P-256, P-384 or Ed25519): the gate stays unknown.';
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
