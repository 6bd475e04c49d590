import { scoreEdges, type AuditEvidence } from '@countersign/domain/fairness';
import { thresholdJudge, type JudgedThreshold } from '@countersign/domain/fairness-remedies';
import { useEffect, useMemo, useState } from 'react';

/** Thresholds judged before the page may draw again. */
const atOnce = 4;

/** More groups than this take longer than a reader waits who did not ask for it. */
const mostUnasked = 100;

/** Whether so many groups are judged only on demand. */
export const isLongJudging = ({ counts }: Pick<AuditEvidence, 'counts'>): boolean =>
  counts.sections.reduce((sum, { groups }) => sum + groups.length, 0) > mostUnasked;

/** Every threshold judged, a few at a time so that the page stays alive; null where the audit cannot be judged by one. */
export function useJudgedThresholds(
  evidence: AuditEvidence,
  isWanted: boolean,
): readonly JudgedThreshold[] | null {
  const judge = useMemo(() => thresholdJudge(evidence), [evidence]);
  const [state, setState] = useState<{ of: typeof judge; judged: readonly JudgedThreshold[] }>({
    of: judge,
    judged: [],
  });
  const judged = state.of === judge ? state.judged : [];
  const done = judged.length;
  useEffect(() => {
    if (!isWanted || judge === null || done >= scoreEdges.length) return undefined;
    const timer = setTimeout(() => {
      const next = scoreEdges.slice(done, done + atOnce).map((_, at) => judge(done + at));
      setState((before) => ({ of: judge, judged: [...(before.of === judge ? before.judged : []), ...next] }));
    });
    return () => clearTimeout(timer);
  }, [judge, done, isWanted]);
  return judge === null ? null : judged;
}
