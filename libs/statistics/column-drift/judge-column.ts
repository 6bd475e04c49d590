import { type DriftComparison, type DriftParameters } from '../drift';
import { normalQuantile } from '../inference';
import { type ColumnMeasure, type VerdictRule } from './column-measure';
import { type ColumnDrift } from './drift-report';
import { type FalseDiscovery } from './false-discovery';

/** Power that the smallest detectable effect stands for. */
const power = 0.8;

/** A column's verdict, and how often the first discovery would be a false one. */
export interface JudgedColumn {
  readonly drift: ColumnDrift;
  /** Probability that this column alone is said to have drifted although nothing has changed; null where nobody knows. */
  readonly falseAlarm: number | null;
}

/** The verdict about one column, given the level that all share. */
export function judgeColumn(measure: ColumnMeasure, index: number, shared: FalseDiscovery): JudgedColumn {
  const { result, rule } = measure;
  if (result.status === 'not_computable') return { drift: uncomputed(measure, result.reason), falseAlarm: 0 };
  switch (rule.by) {
    case 'nothing':
      return unjudged(measure, result.value, result.pValue);
    case 'line':
      return { drift: byLine(measure, rule), falseAlarm: null };
    case 'false_discovery': {
      const line = { decidesBy: 'pValue', comparison: '<=', threshold: shared.cut } as const;
      return {
        drift: byLine(measure, line, { level: shared.level, pAdjusted: shared.adjusted[index]! }),
        falseAlarm: shared.firstCut,
      };
    }
    case 'constant': {
      const line = { decidesBy: 'value', comparison: '>=', threshold: rule.materialShare } as const;
      return { drift: byLine(measure, line, { materialShare: rule.materialShare }), falseAlarm: 0 };
    }
    case 'moved_share':
      if (shared.adjusted[index] === null)
        return { drift: uncomputed(measure, 'too_few_rows'), falseAlarm: 0 };
      return byMovedShare(measure, { rule, shared, pAdjusted: shared.adjusted[index]! });
  }
}

interface MovedShareCase {
  readonly rule: Extract<VerdictRule, { by: 'moved_share' }>;
  readonly shared: FalseDiscovery;
  readonly pAdjusted: number;
}

/**
 * Drifted: significant among all columns, and at least the material share moved. Both are one line on the effect,
 * the larger one of the material share and of the smallest significant effect. A change that is that line plus z₀.₈
 * standard errors is found in at least 80 of 100 cases: the effect is never below the change of the best single cut, whose
 * standard error is at most √(¼(1/n + 1/m)).
 */
function byMovedShare(measure: ColumnMeasure, { rule, shared, pAdjusted }: MovedShareCase): JudgedColumn {
  const { effectNull, materialShare } = rule;
  const { n } = measure.result;
  const value = measure.result.value!;
  const threshold = lineFor(measure, rule, shared.cut);
  const standardError = Math.sqrt((1 / n.reference + 1 / n.current) / 4);
  const falseAlarm = effectNull.upperTail(threshold);
  // Given the ties no effect is significant: a material one can be neither called drift nor ruled out.
  if (threshold > materialShare && falseAlarm === 0 && value >= materialShare) {
    return { drift: uncomputed(measure, 'too_few_rows'), falseAlarm: 0 };
  }
  const line = { decidesBy: 'value', comparison: '>=', threshold } as const;
  const drift = byLine(measure, line, {
    level: shared.level,
    columnsTested: shared.tested,
    pAdjusted,
    materialShare,
    thresholdRule: threshold > materialShare ? 'smallest_significant_effect' : 'material_share',
    falseAlarm,
    minimumDetectable: Math.min(1, threshold + normalQuantile(power) * standardError),
    power,
  });
  const firstLine = shared.cut === shared.firstCut ? threshold : lineFor(measure, rule, shared.firstCut);
  return { drift, falseAlarm: firstLine === threshold ? falseAlarm : effectNull.upperTail(firstLine) };
}

/**
 * The larger one of the material share and of the smallest effect with a p-value up to `cut`. That effect is looked for
 * only where it decides: the search is what costs most.
 */
function lineFor({ result }: ColumnMeasure, rule: MovedShareCase['rule'], cut: number): number {
  const { effectNull, materialShare } = rule;
  if (materialShare > 0 && effectNull.pValue(materialShare) <= cut) return materialShare;
  const critical = consistent(effectNull.criticalEffect(cut), result.value!, result.pValue! <= cut);
  return Math.max(materialShare, critical);
}

/** The search for the critical effect stops at a tolerance; the value itself must not fall on the wrong side of it. */
function consistent(critical: number | null, value: number, isSignificant: boolean): number {
  if (isSignificant) return Math.min(critical ?? value, value);
  if (critical === null || critical > value) return critical ?? 1;
  return value + Number.EPSILON;
}

interface Line {
  readonly decidesBy: 'value' | 'pValue';
  readonly comparison: DriftComparison;
  readonly threshold: number;
}

function byLine(
  { column, kind, result }: ColumnMeasure,
  line: Line,
  more: DriftParameters = {},
): ColumnDrift {
  const { decidesBy, comparison, threshold } = line;
  const number = result[decidesBy];
  const { method, n, parameters, value, pValue } = result;
  const basis = { column, kind, method, n, parameters: { ...parameters, ...more, decidesBy, comparison } };
  // A method may have a value and, for lack of a law, no p-value.
  if (number === null)
    return { ...basis, ...nothing, reason: 'no_limit', status: 'ok', value: value!, pValue };
  const drifted = holds(number, comparison, threshold);
  return { ...basis, status: 'ok', value: value!, pValue, threshold, drifted, reason: null };
}

function holds(number: number, comparison: DriftComparison, threshold: number): boolean {
  switch (comparison) {
    case '>':
      return number > threshold;
    case '>=':
      return number >= threshold;
    case '<':
      return number < threshold;
    case '<=':
      return number <= threshold;
  }
}

const nothing = { threshold: null, drifted: null } as const;

function unjudged(measure: ColumnMeasure, value: number, pValue: number | null): JudgedColumn {
  const { column, kind, result } = measure;
  const { method, n, parameters } = result;
  const basis = { column, kind, method, n, parameters };
  return {
    drift: { ...basis, ...nothing, status: 'ok', value, pValue, reason: 'no_limit' },
    falseAlarm: null,
  };
}

function uncomputed(
  { column, kind, result: { method, n, parameters } }: ColumnMeasure,
  reason: NonNullable<ColumnDrift['reason']>,
): ColumnDrift {
  const basis = { column, kind, method, n, parameters };
  return { ...basis, ...nothing, status: 'not_computable', value: null, pValue: null, reason };
}
