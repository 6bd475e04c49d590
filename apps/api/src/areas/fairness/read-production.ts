import { createHash } from 'node:crypto';
import { type AuditRow } from '@countersign/domain/fairness';
import { Problem } from '../../server/problem';
import { type CountedPopulation, PopulationCounter } from './count-population';
import { type ProductionPlan } from './plan-population';
import { ProductionOutcomes } from './production-outcomes';
import { productionLine, type ProductionRow, RowObjects } from './production-line';
import { type HeldColumns, type VaultGroups } from './vault-groups';
import { productionMedian, productionRows, type ProductionSource } from './production-rows';
import { saysNothing } from './says-nothing';

/** What was counted of the predictions, and the digest of what was read; docs/spec/fairness-audits.md, FA-29. */
export interface CountedProduction extends CountedPopulation {
  digest: string;
}

/**
 * Counts and digests the predictions of a window in one pass, whatever their number.
 * @throws Problem BAD_INPUT or MISSING_COLUMN naming the field
 */
export async function countProduction(
  source: ProductionSource,
  plan: ProductionPlan,
  vault: VaultGroups | null = null,
): Promise<CountedProduction> {
  const median = plan.useScores ? await productionMedian(source) : undefined;
  const counter = new PopulationCounter(plan, median);
  const reader = new ProductionReader(plan);
  for await (const rows of productionRows(source)) {
    const held = await vault?.columns({ keys: rows.map(({ id }) => id) });
    counter.addAll(reader.read(rows, held));
  }
  const digest = reader.finish();
  return { counts: counter.counts(), medianScore: median ?? null, digest };
}

/** Turns stored rows into those that are counted, and hashes them on the way. */
class ProductionReader {
  private readonly hash = createHash('sha256');
  private readonly outcomes: ProductionOutcomes;
  private readonly groupKeys = new Set<string>();
  private readonly segmentKeys = new Set<string>();
  private readonly groups = new RowObjects((members) => addKeys(this.groupKeys, members));
  private readonly segments = new RowObjects((members) => addKeys(this.segmentKeys, members));
  private rows = 0;

  constructor(private readonly plan: ProductionPlan) {
    this.outcomes = new ProductionOutcomes(plan);
  }

  /** @param held values of attributes that a vault holds, by attribute */
  read(rows: readonly ProductionRow[], held?: HeldColumns): AuditRow[] {
    const { sensitive, stratumColumn } = this.plan;
    const lines: string[] = [];
    const counted = rows.map((row, at): AuditRow => {
      const objects = { groups: this.groups.read(row.groups), segments: this.segments.read(row.segments) };
      lines.push(productionLine(row, objects));
      const { members } = objects.groups;
      return {
        groups: sensitive.map((key) => {
          const column = held?.get(key);
          return column ? (column[at] ?? null) : textAt(members, key);
        }),
        stratum: stratumColumn === null ? null : textAt(objects.segments.members, stratumColumn),
        predicted: this.outcomes.predicted(row),
        actual: this.outcomes.actual(row),
        score: row.score,
      };
    });
    this.hash.update(lines.join(''));
    this.rows += rows.length;
    return counted;
  }

  /** The digest of all that was read. @throws Problem when it is nothing that can be audited */
  finish(): string {
    const { sensitive, stratumColumn, vault } = this.plan;
    if (this.rows === 0) throw badInput('production.window', 'The version has no prediction in this window.');
    for (const key of sensitive)
      if (vault?.attributes.includes(key)) requireNoKey(key, this.groupKeys);
      else requireKey('sensitive', key, this.groupKeys);
    if (stratumColumn !== null) requireKey('stratumColumn', stratumColumn, this.segmentKeys);
    this.outcomes.requireSense();
    return this.hash.digest('hex');
  }
}

function addKeys(keys: Set<string>, members: object): void {
  for (const key of Object.keys(members)) keys.add(key);
}

/** What a member says: its text, or its JSON where it is none; null where it says nothing. */
function textAt(members: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = Object.hasOwn(members, key) ? members[key] : null;
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.trim() === '' || (text.length <= longestNaN && isNothing(text)) ? null : text;
}

/** A NaN of a file, which JSON lacks, was logged by its name. */
const isNothing = saysNothing(undefined);
const longestNaN = 6;

function requireKey(field: string, key: string, found: ReadonlySet<string>): void {
  if (found.has(key)) return;
  const known = [...found].sort().slice(0, 20);
  const others = known.length === 0 ? 'nothing' : known.map((each) => `"${each}"`).join(', ');
  const message = `No prediction of the window says "${key}"; ${field === 'sensitive' ? 'groups' : 'segments'} say ${others}.`;
  throw new Problem('MISSING_COLUMN', message, { field, column: key });
}

function requireNoKey(key: string, found: ReadonlySet<string>): void {
  if (!found.has(key)) return;
  const message = `Predictions of the window say "${key}", and so does the vault.`;
  throw new Problem('BAD_INPUT', message, { field: 'sensitive', column: key });
}

function badInput(field: string, message: string): Problem {
  return new Problem('BAD_INPUT', message, { field });
}
