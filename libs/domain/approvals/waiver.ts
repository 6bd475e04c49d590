import type { Role } from '../access';
import type { GateResult } from './gates/evaluate-gate';
import type { GateVerdict } from './gates/finding';
import { isWaivable } from './gates/gate-rules';
import type { Promotion } from './promotion';
import { isCounting } from './review';

/** Somebody's word that a promotion may go on although a gate of the policy that may be waived did not pass. */
export interface Waiver {
  gateId: string;
  personId: string;
  /** The roles the person holds now, and those they held when they waived it: as with a vote. */
  roles: readonly Role[];
  castAs: readonly Role[];
  round: number;
  /** What the gate had found, and on which evidence: another finding is not waived by this. */
  verdict: Exclude<GateVerdict, 'pass'>;
  found: string;
  evidenceDigest?: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  waivedAt: number;
}

/**
 * The waivers that hold: of this round, on exactly what the gate finds now, by somebody whose vote would count. One for
 * each gate, the first; docs/spec/gates.md, GE-21 to GE-23.
 */
export function waiversInForce(promotion: Promotion): Waiver[] {
  const { policy, gates, waivers = [] } = promotion;
  return policy.gates
    .filter((rule) => isWaivable(rule, policy))
    .flatMap(({ id }) => {
      const results = gates.filter(({ gateId }) => gateId === id);
      const holding = waivers.filter(
        (waiver) =>
          waiver.gateId === id &&
          results.every((result) => isAbout(waiver, result)) &&
          isHeld(promotion, waiver),
      );
      return results.length > 0 ? holding.slice(0, 1) : [];
    });
}

/** The ids of gates that hold nothing up since somebody waived what they found. */
export function waivedIds(promotion: Promotion): Set<string> {
  return new Set(waiversInForce(promotion).map(({ gateId }) => gateId));
}

function isAbout(waiver: Waiver, { verdict, reason, evidenceDigest }: GateResult): boolean {
  return waiver.verdict === verdict && waiver.found === reason && waiver.evidenceDigest === evidenceDigest;
}

/** A waiver stands and falls like a vote of the same person. */
function isHeld(promotion: Promotion, { personId, roles, castAs, round, waivedAt: castAt }: Waiver): boolean {
  return isCounting(promotion, { personId, roles, castAs, round, castAt, decision: 'approve' });
}
