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
}

/** Why an audit holds no longer: past its term, or something is not as it was. */
export type AuditEndReason = 'expired' | 'newer_audit' | 'replaced' | 'alert';

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
 * another artefact in its place, or an alert of one of its monitors. Nothing that comes later makes it hold again, but
 * that the version takes its place back.
 */
export function auditValidity({ ranAt, now, nextAuditAt, replaced, alert }: SinceAudit): AuditValidity {
  const until = ranAt + validDays * dayMs;
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
  if (now >= until)
    ended.push({ reason: 'expired', at: until, message: `It ran more than ${validDays} days ago.` });
  return { until, ended: ended.sort((one, other) => one.at - other.at) };
}
