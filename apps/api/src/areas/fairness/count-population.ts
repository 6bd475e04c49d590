import {
  AuditCounter,
  type AuditCounts,
  type AuditRow,
  auditSections,
  CountingError,
  medianScore,
} from '@countersign/domain/fairness';
import { Problem } from '../../server/problem';
import { type GroupPlan } from './plan-population';
import { type PopulationRows } from './population-rows';

/** What was counted, and the median that scores were held against; null without scores. */
export interface CountedPopulation {
  counts: AuditCounts;
  medianScore: number | null;
}

/** Counts rows by each attribute alone and, when asked, by those crossed. */
export class PopulationCounter {
  private readonly counter: AuditCounter;
  private readonly stratumColumn: string | null;

  /** @param median of all scores; undefined where rows have none */
  constructor(
    { sensitive, intersections, stratumColumn }: GroupPlan,
    median: number | null | undefined,
    hasDecisions = false,
  ) {
    this.stratumColumn = stratumColumn;
    this.counter = new AuditCounter({
      attributes: sensitive,
      sections: auditSections(sensitive.length, intersections),
      ...(median !== undefined && { scores: { median } }),
      hasStrata: stratumColumn !== null,
      hasDecisions,
    });
  }

  /** @throws Problem BAD_INPUT naming the attributes, or strata, that are too many, or have values that are no name */
  addAll(rows: Iterable<AuditRow>): void {
    this.asProblem(() => {
      for (const row of rows) this.counter.add(row);
    });
  }

  /** @throws as addAll */
  counts(): AuditCounts {
    return this.asProblem(() => this.counter.counts());
  }

  private asProblem<T>(count: () => T): T {
    try {
      return count();
    } catch (error) {
      if (!(error instanceof CountingError)) throw error;
      const { message, attributes } = error;
      const isOfGroups = attributes.length > 0;
      const field = isOfGroups ? 'sensitive' : 'stratumColumn';
      const column = isOfGroups ? attributes.join(', ') : this.stratumColumn;
      throw new Problem('BAD_INPUT', message, { field, ...(column !== null && { column }) });
    }
  }
}

/** @throws Problem BAD_INPUT as PopulationCounter */
export function countPopulation(
  rows: PopulationRows,
  plan: GroupPlan & { scoreColumn: string | null; decisionColumn: string | null },
): CountedPopulation {
  const median = medianScore(rows.scores());
  const { scoreColumn, decisionColumn } = plan;
  const counter = new PopulationCounter(
    plan,
    scoreColumn === null ? undefined : median,
    decisionColumn !== null,
  );
  counter.addAll(rows);
  return { counts: counter.counts(), medianScore: median };
}
