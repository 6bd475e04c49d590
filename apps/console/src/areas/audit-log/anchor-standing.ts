import type { AuditLogHeadQuery } from '../../gql/graphql';

type Head = AuditLogHeadQuery['auditLogHead'];
export type Anchor = Head['anchors'][number];

/** How a place outside the server stands with the log, worst first. */
export type Standing = 'ahead' | 'fault' | 'unseen' | 'behind' | 'current';

export interface AnchorStanding {
  standing: Standing;
  /** Signed entries that it does not know yet. */
  behind: number;
}

/** Holds what a place knows against what the log has: it is to know all that is signed, and can know no more. */
export function anchorStanding(
  { size, fault }: Pick<Anchor, 'size' | 'fault'>,
  log: { size: number; signed: number },
): AnchorStanding {
  const known = size ?? 0;
  const behind = Math.max(0, log.signed - known);
  if (known > log.size) return { standing: 'ahead', behind };
  if (fault) return { standing: 'fault', behind };
  if (size === null) return { standing: 'unseen', behind };
  return { standing: behind > 0 ? 'behind' : 'current', behind };
}

/** Up to which entry the log is known outside, where nothing speaks against it; 0 where it is not. */
export function knownOutside(anchors: readonly Anchor[], log: { size: number; signed: number }): number {
  const known = anchors.filter((anchor) => anchorStanding(anchor, log).standing !== 'ahead');
  return Math.max(0, ...known.map(({ size }) => size ?? 0));
}
