/** An audit is of its time: the longest that a rule among the law packs lets one stand. */
const validDays = 365;
const dayMs = 86_400_000;

/** What has happened since an audit ran, as far as it can end it. Instants are milliseconds since 1970. */
export interface SinceAudit {
  readonly ranAt: number;
  readonly now: number;
  /** When the next audit of the same version ran; null without one. */
  readonly nextAuditAt: number | null;
  /** Another artefact serves under an alias that the version held when the audit ran, or later; null while none does. */
  readonly replaced: { readonly alias: string; readonly version: number; readonly at: number } | null;
  /** The first alert of a monitor of the version since; null without one. */
  readonly alert: { readonly monitor: string; readonly at: number } | null;
  /** The first newer version of the audited dataset since; null without one, and of a window of predictions. */
  readonly newData: { readonly dataset: string; readonly version: number; readonly at: number } | null;
  /** The policy by whose fairness gate releases are judged now, where that gate is not the one of then; null otherwise. */
  readonly otherPolicy: { readonly policy: string; readonly version: number; readonly at: number } | null;
  /** Law packs of the audit that this software knows in another version. */
  readonly otherLaws: readonly { readonly pack: string; readonly audited: number; readonly known: number }[];
}

/** Why an audit holds no longer: past its term, or something is not as it was. */
export type AuditEndReason =
  'expired' | 'newer_audit' | 'replaced' | 'alert' | 'newer_data' | 'other_policy' | 'other_law';

/** One reason why an audit holds no longer. */
export interface AuditEnd {
  readonly reason: AuditEndReason;
  readonly at: number;
  /** A sentence for people. */
  readonly message: string;
}

export interface AuditValidity {
  /** When it ends if nothing happens before. */
  readonly until: number;
  /** Every reason, the earliest first; empty while it holds. */
  readonly ended: readonly AuditEnd[];
}

/**
 * Whether an audit still says something about what serves: for 365 days, and not beyond the next audit of the version,
 * another artefact in its place, an alert of one of its monitors, newer data, another policy or another version of a law.
 * Nothing that comes later makes it hold again, but that the version takes its place back, or the policy its gate.
 */
export function auditValidity(since: SinceAudit): AuditValidity {
  const until = since.ranAt + validDays * dayMs;
  const ended = [...endsOfModel(since), ...endsOfGround(since)];
  if (since.now >= until)
    ended.push({ reason: 'expired', at: until, message: `It ran more than ${validDays} days ago.` });
  return { until, ended: ended.sort((one, other) => one.at - other.at) };
}

/** What happened to the version that was audited. */
function endsOfModel({ nextAuditAt, replaced, alert }: SinceAudit): AuditEnd[] {
  const ended: AuditEnd[] = [];
  if (nextAuditAt !== null)
    ended.push({
      ...{ reason: 'newer_audit', at: nextAuditAt },
      message: 'There is a newer audit of the same version.',
    });
  if (replaced !== null)
    ended.push({
      ...{ reason: 'replaced', at: replaced.at },
      message: `Version ${replaced.version}, another artefact, serves as ${replaced.alias} in its place.`,
    });
  if (alert !== null)
    ended.push({
      ...{ reason: 'alert', at: alert.at },
      message: `The monitor ${alert.monitor} of the version gave an alert after the audit.`,
    });
  return ended;
}

/** What happened to what it was audited on and by. That a law changed is known since one looks. */
function endsOfGround({ now, newData, otherPolicy, otherLaws }: SinceAudit): AuditEnd[] {
  const ended: AuditEnd[] = [];
  if (newData !== null)
    ended.push({
      ...{ reason: 'newer_data', at: newData.at },
      message: `Version ${newData.version} of the audited data ${newData.dataset} was registered after the audit.`,
    });
  if (otherPolicy !== null)
    ended.push({
      ...{ reason: 'other_policy', at: otherPolicy.at },
      message: `Releases are judged by another fairness gate since version ${otherPolicy.version} of the policy ${otherPolicy.policy}.`,
    });
  for (const { pack, audited, known } of otherLaws)
    ended.push({
      ...{ reason: 'other_law', at: now },
      message: `It was judged by version ${audited} of the law pack ${pack}, which has version ${known} now.`,
    });
  return ended;
}

/**
 * Whether an end keeps a release from resting on the audit: every one but that there is a newer audit, which is the one that
 * gates read, and that another version serves, which is what a release would change.
 */
export function keepsFromRelease({ reason }: AuditEnd): boolean {
  return reason !== 'newer_audit' && reason !== 'replaced';
}
