import { readPublicKey, rootsFault } from '../../certificates';
import type { DriftRule, GateRule, SignatureRule } from '../gates/gate-rules';
import { comparisonLint, idle, performanceLint, withoutInterval } from './lint-limits';
import type { LintFinding } from './lint-policy';

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
      ...performanceLint(gate, at),
      ...(gate.minimumLabelCoverage === 0 ? [idle(at('minimumLabelCoverage'), 'No share is below 0.')] : []),
    ];
  if (gate.kind === 'measurement') return comparisonLint(gate, at('use'));
  if (gate.kind === 'fairness')
    return gate.criteria.flatMap((criterion, which) => [
      ...(criterion.maximumDifference === 1
        ? [idle(at(`criteria/${which}/maximumDifference`), 'No difference is above 1.')]
        : []),
      ...(criterion.minimumRatio === 0
        ? [idle(at(`criteria/${which}/minimumRatio`), 'No ratio is below 0.')]
        : []),
    ]);
  return gate.kind === 'drift' ? driftLint(gate, at) : [];
}

function driftLint(
  { method, alert, use = 'point' }: DriftRule,
  at: (member: string) => string,
): LintFinding[] {
  const most = highest[method];
  return [
    ...(most === undefined || alert <= most
      ? []
      : [idle(at('alert'), `No value of ${method} is above ${most}.`)]),
    // docs/spec/promotions.md, P-195: no drift result has an interval, whatever its method.
    ...(use === 'point' ? [] : [withoutInterval(method, at('use'))]),
  ];
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
