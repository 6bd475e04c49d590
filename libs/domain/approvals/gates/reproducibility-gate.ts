import type { ReproducibilityEvidence } from '../../gate-evidence';
import { type Finding, listed, unknown } from './finding';
import type { ReproducibilityRule } from './gate-rules';

/** Judges what a rebuild gave; docs/spec/gates.md, GE-15. */
export function reproducibilityFinding(
  { tolerance }: ReproducibilityRule,
  evidence: ReproducibilityEvidence,
): Finding {
  const { rebuiltDigest, artifactDigest, codeCommit, metrics, isIndependent } = evidence;
  if (!isIndependent)
    return unknown('Whoever registered the version attached this; another has to rebuild it.');
  if (rebuiltDigest === null) return unknown('The rebuild gave no artefact.');
  const from = `from commit ${codeCommit.slice(0, 12)}`;
  if (rebuiltDigest === artifactDigest)
    return { verdict: 'pass', reason: `The rebuild ${from} gave the same artefact.` };
  if (tolerance === undefined)
    return { verdict: 'fail', reason: `The rebuild ${from} gave another artefact.` };
  if (metrics.length === 0)
    return unknown(`The rebuild ${from} gave another artefact, and nothing says how it performs.`);
  // Written so that a difference that is not a number is too large.
  const off = metrics.filter(({ recorded, rebuilt }) => !(Math.abs(rebuilt - recorded) <= tolerance));
  if (off.length === 0)
    return { verdict: 'pass', reason: `The rebuild ${from} comes within ${tolerance} on every metric.` };
  const named = off.map(({ name, recorded, rebuilt }) => `${name} ${rebuilt} in place of ${recorded}`);
  return {
    verdict: 'fail',
    reason: `The rebuild ${from} differs by more than ${tolerance}: ${listed(named)}.`,
  };
}

export function reproducibilityRequirement({ tolerance }: ReproducibilityRule): string {
  const or = tolerance === undefined ? '' : `, or metrics that differ by at most ${tolerance}`;
  return `A rebuild by somebody else than who registered the version gave the same artefact${or}.`;
}
