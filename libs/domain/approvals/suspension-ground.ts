import { isoDate } from '../monitoring';
import { counted } from '../report';
import { agedEvidence, type LifeEvidence } from './gates/aged-evidence';
import { listed } from './gates/finding';
import type { Policy, RecertifyTrigger } from './policies/policy';
import { stricterSince } from './policies/policy-since';
import type { Promotion } from './promotion';
import { columnFindings, type SchemaChange } from './schema-change';
import { latestSeen } from './step';
import type { SuspensionFinding } from './suspension-finding';

/** What an approval rested on that holds no longer. */
export type SuspensionCause =
  | 'alert'
  | 'departure'
  | 'evidence'
  | 'schema_change'
  | 'policy_change'
  | 'recertification'
  /** It served before it was approved, and was not approved in time. */
  | 'emergency';

/** Why an approval is suspended. */
export interface SuspensionGround {
  cause: SuspensionCause;
  /** One sentence. */
  reason: string;
  findings: readonly SuspensionFinding[];
}

/** What is known of a serving version since somebody last looked at all of it. Instants are milliseconds since 1970. */
export interface SinceApproval {
  /** When it was activated, or its suspension last lifted. */
  lookedAt: number;
  /** From when on the newest evidence may grow old: since then nobody had to look at it. Absent: from when it was produced. */
  agesFrom?: number;
  /** The first alarm of a monitor of the version after that. */
  alert: { monitor: string; at: number; findings?: readonly SuspensionFinding[] } | null;
  /** Whether who answers for the promotion was deactivated. */
  hasOwnerLeft: boolean;
  /** The policy that is in force for the place now, where there is one. */
  inForce: Policy | null;
  /** The policy that was in force when the suspension was last lifted; absent where that was the promotion's own. */
  lookedBy?: Policy | null;
  /** The newest evidence of the gates on what is measured while a version serves. */
  evidence?: readonly LifeEvidence[];
  /** The first other schema that was seen after somebody looked. */
  schema?: SchemaChange | null;
}

const millisecondsPerDay = 86_400_000;

type Look = (promotion: Promotion, known: SinceApproval, now: number) => SuspensionGround | null;

/** What ends the approval of a serving version, of several the first in this order; null while it lives. P-88 to P-90, P-156 to P-159. */
export const suspensionGround: Look = (promotion, known, now) => {
  for (const look of looks) {
    const ground = look(promotion, known, now);
    if (ground !== null) return ground;
  }
  return null;
};

const looks: readonly Look[] = [alarmed, left, aged, otherSchema, otherPolicy, due];

/** Whether the promotion's own policy, or the one in force, asks for another look where something changes. */
export function asksToLookOn(
  trigger: RecertifyTrigger,
  { policy }: Pick<Promotion, 'policy'>,
  inForce: Policy | null,
): boolean {
  return [policy, inForce].some((each) => each?.recertifyOn?.includes(trigger));
}

function alarmed(_: Promotion, { alert, lookedAt }: SinceApproval): SuspensionGround | null {
  if (alert === null || alert.at <= lookedAt) return null;
  const reason = `The monitor “${alert.monitor}” alarmed on ${isoDate(alert.at)}.`;
  return { cause: 'alert', reason, findings: alert.findings ?? [] };
}

function left(_: Promotion, { hasOwnerLeft }: SinceApproval): SuspensionGround | null {
  if (!hasOwnerLeft) return null;
  const reason = 'Who answered for this promotion is no longer a member.';
  return { cause: 'departure', reason, findings: [] };
}

function aged(promotion: Promotion, known: SinceApproval, now: number): SuspensionGround | null {
  const { evidence = [], agesFrom = -Infinity, inForce } = known;
  const old = agedEvidence(promotion, evidence, { agesFrom, inForce, now: latestSeen(promotion, now) });
  if (old.length === 0) return null;
  const names = listed(old.map(({ title }) => `“${title}”`));
  return {
    cause: 'evidence',
    reason: `While it serves, its evidence has grown older than the policy lets it: ${names}.`,
    findings: old.map(({ title, producedAt, source, days }) => ({
      ...{ subject: title, measure: 'evidence', found: `produced on ${isoDate(producedAt)}` },
      ...{ expected: `not older than ${counted(days, 'day')}`, source },
    })),
  };
}

function otherSchema(promotion: Promotion, known: SinceApproval): SuspensionGround | null {
  const { schema, lookedAt, inForce } = known;
  if (!schema || schema.at <= lookedAt || schema.columns.length === 0) return null;
  if (!asksToLookOn('schema_change', promotion, inForce)) return null;
  const reason = `Since ${isoDate(schema.at)} the data it reads have another schema, by ${schema.seenIn}.`;
  return { cause: 'schema_change', reason, findings: columnFindings(schema) };
}

function otherPolicy(promotion: Promotion, known: SinceApproval): SuspensionGround | null {
  const { inForce, lookedBy } = known;
  if (inForce === null || !asksToLookOn('policy_change', promotion, inForce)) return null;
  const findings = stricterSince(lookedBy ?? promotion.policy, inForce);
  if (findings.length === 0) return null;
  const names = listed(findings.map(({ subject }) => subject));
  const reason = `The policy of this place asks for more than when somebody last looked: ${names}.`;
  return { cause: 'policy_change', reason, findings };
}

function due(promotion: Promotion, { lookedAt, inForce }: SinceApproval, now: number) {
  const days = Math.min(promotion.policy.recertifyDays ?? Infinity, inForce?.recertifyDays ?? Infinity);
  if (latestSeen(promotion, now) < lookedAt + days * millisecondsPerDay) return null;
  const reason = `The policy wants it looked at again every ${counted(days, 'day')}, and nobody has.`;
  return { cause: 'recertification', reason, findings: [] } as const;
}
