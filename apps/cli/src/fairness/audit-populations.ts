import {
  type AssessedPopulation,
  type GroupCounts,
  type OutcomeCounts,
  sumGroups,
} from '@countersign/statistics/fairness';
import { compareCodePoints } from '@countersign/statistics/ordering';
import { UsageError } from '../usage-error';
import { type AuditCell, type AuditCells } from './audit-cells';
import { type FairnessRequest } from './fairness-request';

/** Most groups of an attribute or of all crossed: a column with more names persons, not groups. */
const mostGroups = 1_000;

/** One attribute, or several crossed, ready to be assessed. */
export interface AuditPopulation extends AssessedPopulation {
  /** Which of the sensitive columns, by position. */
  positions: readonly number[];
  /** Unknown of group, by whether they had the favourable prediction; unpredicted rows are in neither. */
  unknownPeople: { n: number; selected: number };
}

/**
 * The populations of an audit: every attribute, and with --intersections every pair and all of them crossed. A row counts
 * wherever it has a value for every attribute that is asked for.
 *
 * @throws UsageError naming the attribute that has too many groups, or a reference value that it does not have
 */
export function auditPopulations({ cells, rows }: AuditCells, request: FairnessRequest): AuditPopulation[] {
  return attributeSets(request).map((positions) => populationOf(positions, { cells, rows, request }));
}

function attributeSets({ sensitive, hasIntersections }: FairnessRequest): number[][] {
  const single = sensitive.map((_, at) => [at]);
  if (!hasIntersections || sensitive.length < 2) return single;
  const all = sensitive.map((_, at) => at);
  const pairs = all.flatMap((first) =>
    all.filter((second) => second > first).map((second) => [first, second]),
  );
  return sensitive.length === 2 ? [...single, ...pairs] : [...single, ...pairs, all];
}

interface Counting {
  cells: readonly AuditCell[];
  rows: number;
  request: FairnessRequest;
}

function populationOf(positions: readonly number[], { cells, rows, request }: Counting): AuditPopulation {
  const attributes = positions.map((at) => request.sensitive[at]!);
  const isKnown = (cell: AuditCell): boolean => positions.every((at) => cell.groups[at] !== null);
  const known = cells.filter(isKnown);
  const unknown = cells.filter((cell) => !isKnown(cell) && cell.predicted !== null);
  const groups = groupsOf(known, positions, request);
  const favoured = unknown.filter(({ predicted }) => predicted === (request.favourable === 'positive'));
  return {
    attributes,
    positions,
    rows,
    unknownGroup: rows - sumRows(known),
    unpredicted: sumRows(known.filter(({ predicted }) => predicted === null)),
    groups,
    ...policyOf(attributes, groups, request),
    ...(request.strata !== undefined && { strata: strataOf(known, positions, request) }),
    unknownPeople: { n: sumRows(unknown), selected: sumRows(favoured) },
  };
}

const sumRows = (cells: readonly AuditCell[]): number => cells.reduce((sum, { rows }) => sum + rows, 0);

function groupsOf(
  cells: readonly AuditCell[],
  positions: readonly number[],
  request: FairnessRequest,
): GroupCounts[] {
  const byName = new Map<string, GroupCounts[]>();
  for (const cell of cells) {
    const group = positions.map((at) => cell.groups[at]!);
    const key = JSON.stringify(group);
    const counts = cellCounts(cell, group, request);
    const present = byName.get(key);
    if (present) present.push(counts);
    else byName.set(key, [counts]);
  }
  if (byName.size > mostGroups) {
    const names = positions.map((at) => request.sensitive[at]!).join(' and ');
    throw new UsageError(
      `${request.data}: ${names} make ${byName.size} groups; at most ${mostGroups} can be audited.`,
    );
  }
  return [...byName.values()]
    .map((parts) => sumGroups(parts, parts[0]!.group))
    .sort((a, b) => compareNames(a.group, b.group));
}

function cellCounts(
  cell: AuditCell,
  group: readonly string[],
  { weight, score }: FairnessRequest,
): GroupCounts {
  return {
    group,
    counts: oneCell(cell, cell.weight),
    ...(weight !== undefined && { squares: oneCell(cell, cell.squares) }),
    ...(score !== undefined && { scoring: { aboveMedian: cell.aboveMedian, scored: cell.scored } }),
  };
}

/** The whole cell under the one outcome that it has; nothing without a prediction. */
function oneCell({ actual, predicted }: AuditCell, amount: number): OutcomeCounts {
  const none = { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 };
  if (predicted === null) return none;
  if (actual === null) return { ...none, [predicted ? 'unlabelledPositive' : 'unlabelledNegative']: amount };
  if (actual) return { ...none, [predicted ? 'tp' : 'fn']: amount };
  return { ...none, [predicted ? 'fp' : 'tn']: amount };
}

function compareNames(a: readonly string[], b: readonly string[]): number {
  for (const [at, value] of a.entries()) {
    const order = compareCodePoints(value, b[at]!);
    if (order !== 0) return order;
  }
  return 0;
}

function strataOf(cells: readonly AuditCell[], positions: readonly number[], request: FairnessRequest) {
  const strata = [...new Set(cells.flatMap(({ stratum }) => stratum ?? []))].sort(compareCodePoints);
  return strata.map((stratum) => ({
    stratum,
    groups: groupsOf(
      cells.filter((cell) => cell.stratum === stratum),
      positions,
      request,
    ),
  }));
}

/** The policy as asked for; without one, references that name a value of every attribute fix the group. */
function policyOf(
  attributes: readonly string[],
  groups: readonly GroupCounts[],
  { references, denominator }: FairnessRequest,
): Pick<AssessedPopulation, 'denominator' | 'reference'> {
  attributes.forEach((attribute, at) => {
    const value = references.get(attribute);
    if (value === undefined || groups.some(({ group }) => group[at] === value)) return;
    const found = [...new Set(groups.map(({ group }) => group[at]!))].slice(0, 10).map((name) => `"${name}"`);
    throw new UsageError(
      `--reference ${attribute}=${value}: there is no such group, but ${found.join(', ')}.`,
    );
  });
  const isNamed = attributes.every((attribute) => references.has(attribute));
  const reference = isNamed ? attributes.map((attribute) => references.get(attribute)!) : undefined;
  return {
    denominator: denominator ?? (reference === undefined ? 'max_eligible' : 'fixed'),
    ...(reference && { reference }),
  };
}
