import { counted, formatNumber } from '../../report';
import { comparedValue, partName } from './compared-value';
import type { ColumnDrift, DriftEvidence } from './evidence';
import { type Finding, listed, unknown, windowName } from './finding';
import type { DriftRule } from './gate-rules';

/** Judges the measured values of the latest complete window by the rule; docs/spec/promotions.md, P-23 to P-25 and P-195. */
export function driftFinding(rule: DriftRule, evidence: DriftEvidence): Finding {
  const { completeWindows, latestWindow } = evidence;
  const { method, use = 'point' } = rule;
  const compared = partName(use, method);
  if (evidence.method !== method) return unknown(`The evidence is about ${evidence.method}.`);
  if (latestWindow === null || completeWindows < rule.minimumWindows) {
    const measured = counted(completeWindows, 'complete window was', 'complete windows were');
    return unknown(`${measured} measured; ${counted(rule.minimumWindows, 'is', 'are')} needed.`);
  }
  const { columns } = latestWindow;
  const place = `of ${counted(columns.length, 'column')} in ${windowName(latestWindow.window)}`;
  const unjudged = columns.flatMap((column) => unjudgedName(rule, column));
  const judged = columns.flatMap((column) => judgedColumn(rule, column)).sort((a, b) => b.value - a.value);
  // Written so that a value that is not a number fails.
  const drifted = judged.filter(({ value }) => !(Number.isFinite(value) && value < rule.alert));
  if (drifted.length > 0) {
    const reason = `${compared} is at or above ${rule.alert} in ${drifted.length} ${place}: ${listed(drifted.map(named))}.`;
    return { verdict: 'fail', reason };
  }
  const [highest] = judged;
  if (highest === undefined || unjudged.length > rule.maximumUnknown) {
    const names = unjudged.length > 0 ? `: ${listed(unjudged)}` : '';
    return unknown(`${unjudged.length} ${place} could not be judged${names}.`);
  }
  const left = unjudged.length > 0 ? ` Not judged: ${listed(unjudged)}.` : '';
  const reason = `${compared} is below ${rule.alert} in ${judged.length} ${place}; the highest is ${named(highest)}.${left}`;
  return { verdict: 'pass', reason };
}

export function driftRequirement(rule: DriftRule): string {
  const { method, alert, use = 'point', minimumN, maximumUnknown } = rule;
  const unjudged = maximumUnknown === 0 ? 'none goes' : `at most ${counted(maximumUnknown, 'goes', 'go')}`;
  return `${partName(use, method)} of every column is below ${alert} in the latest complete window, on at least ${counted(minimumN, 'row')}, and ${unjudged} unjudged.`;
}

interface JudgedColumn {
  column: string;
  /** What is compared. */
  value: number;
}

/** The column with its value, or nothing where the value must not be judged. */
function judgedColumn(rule: DriftRule, { column, estimate }: ColumnDrift): JudgedColumn[] {
  const { alert, use = 'point', minimumN } = rule;
  if (estimate?.status !== 'ok' || !(estimate.n >= minimumN)) return [];
  // Without an interval the upper end is not known, but for that it is not below the point.
  const isBeyond = use === 'upper' && !(estimate.value < alert);
  const value = comparedValue(use, estimate) ?? (isBeyond ? estimate.value : undefined);
  return value === undefined ? [] : [{ column, value }];
}

/** The column with the reason why it cannot be judged, or nothing where it can. */
function unjudgedName(rule: DriftRule, drift: ColumnDrift): string[] {
  const { column, estimate } = drift;
  if (estimate === null) return [`${column} (${rule.method} was not measured)`];
  if (estimate.status !== 'ok') return [`${column} (${estimate.reason.replaceAll('_', ' ')})`];
  if (!(estimate.n >= rule.minimumN)) return [`${column} (n = ${formatNumber(estimate.n)})`];
  return judgedColumn(rule, drift).length > 0 ? [] : [`${column} (no interval)`];
}

function named({ column, value }: JudgedColumn): string {
  return `${column} ${value.toFixed(4)}`;
}
