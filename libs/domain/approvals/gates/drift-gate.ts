import { counted, formatNumber } from '../../report';
import type { ColumnDrift, DriftEvidence } from './evidence';
import { type Finding, listed, unknown, windowName } from './finding';
import type { DriftRule } from './gate-rules';

/** Judges the measured values of the latest complete window by the rule; docs/spec/promotions.md, P-23 to P-25. */
export function driftFinding(rule: DriftRule, evidence: DriftEvidence): Finding {
  const { completeWindows, latestWindow } = evidence;
  if (evidence.method !== rule.method) return unknown(`The evidence is about ${evidence.method}.`);
  if (latestWindow === null || completeWindows < rule.minimumWindows) {
    const measured = counted(completeWindows, 'complete window was', 'complete windows were');
    return unknown(`${measured} measured; ${counted(rule.minimumWindows, 'is', 'are')} needed.`);
  }
  const { columns } = latestWindow;
  const place = `of ${counted(columns.length, 'column')} in ${windowName(latestWindow.window)}`;
  const unjudged = columns.flatMap((column) => unjudgedName(rule, column));
  const judged = columns.flatMap((column) => judgedColumn(rule, column)).sort((a, b) => b.value - a.value);
  // Written so that a value that is not a number fails.
  const drifted = judged.filter(({ value }) => !(value < rule.alert));
  if (drifted.length > 0) {
    const reason = `${rule.method} is at or above ${rule.alert} in ${drifted.length} ${place}: ${listed(drifted.map(named))}.`;
    return { verdict: 'fail', reason };
  }
  const [highest] = judged;
  if (highest === undefined || unjudged.length > rule.maximumUnknown) {
    const names = unjudged.length > 0 ? `: ${listed(unjudged)}` : '';
    return unknown(`${unjudged.length} ${place} could not be judged${names}.`);
  }
  const left = unjudged.length > 0 ? ` Not judged: ${listed(unjudged)}.` : '';
  const reason = `${rule.method} is below ${rule.alert} in ${judged.length} ${place}; the highest is ${named(highest)}.${left}`;
  return { verdict: 'pass', reason };
}

export function driftRequirement({ method, alert, minimumN, maximumUnknown }: DriftRule): string {
  const unjudged = maximumUnknown === 0 ? 'none goes' : `at most ${counted(maximumUnknown, 'goes', 'go')}`;
  return `${method} of every column is below ${alert} in the latest complete window, on at least ${counted(minimumN, 'row')}, and ${unjudged} unjudged.`;
}

interface JudgedColumn {
  column: string;
  value: number;
}

/** The column with its value, or nothing where the value must not be judged. */
function judgedColumn(rule: DriftRule, { column, estimate }: ColumnDrift): JudgedColumn[] {
  const isJudged = estimate?.status === 'ok' && estimate.n >= rule.minimumN;
  return isJudged ? [{ column, value: estimate.value }] : [];
}

/** The column with the reason why it cannot be judged, or nothing where it can. */
function unjudgedName({ method, minimumN }: DriftRule, { column, estimate }: ColumnDrift): string[] {
  if (estimate === null) return [`${column} (${method} was not measured)`];
  if (estimate.status !== 'ok') return [`${column} (${estimate.reason.replaceAll('_', ' ')})`];
  return estimate.n >= minimumN ? [] : [`${column} (n = ${formatNumber(estimate.n)})`];
}

function named({ column, value }: JudgedColumn): string {
  return `${column} ${value.toFixed(4)}`;
}
