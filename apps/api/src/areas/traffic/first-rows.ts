import { firstFaults, type RowFault, type RowsAnswer } from './rows-answer';

interface IdentifiedRow {
  id: string;
  line: number;
}

/** The rows of a file by what a look at the file alone says of them. */
export interface Repeats<Row> {
  /** The first row of each id. */
  first: Row[];
  /** Later rows with the id of a first one. */
  later: { row: Row; first: Row }[];
}

/** Parts the rows whose id appears for the first time from the others. */
export function firstRows<Row extends IdentifiedRow>(rows: readonly Row[]): Repeats<Row> {
  const byId = new Map<string, Row>();
  const later: Repeats<Row>['later'] = [];
  for (const row of rows) {
    const first = byId.get(row.id);
    if (first) later.push({ row, first });
    else byId.set(row.id, row);
  }
  return { first: [...byId.values()], later };
}

/** What became of a row. */
export type RowFate = 'accepted' | 'duplicate' | { fault: RowFault; fate: 'conflicting' | 'rejected' };

/** Sums the fates of all rows of a file up. */
export function answerOf(fates: readonly RowFate[]): RowsAnswer {
  const counts = { accepted: 0, duplicate: 0, conflicting: 0, rejected: 0 };
  const faults: RowFault[] = [];
  for (const fate of fates) {
    if (typeof fate === 'string') counts[fate] += 1;
    else {
      counts[fate.fate] += 1;
      faults.push(fate.fault);
    }
  }
  return { ...counts, errors: firstFaults(faults) };
}

/** The fate of a row whose id is taken by other content. */
export function conflicting({ id, line }: IdentifiedRow, field: string, what: string): RowFate {
  const message = `Line ${line}: ${what} "${id.slice(0, 80)}" is known with other content; the first is kept.`;
  return { fate: 'conflicting', fault: { line, field, code: 'CONFLICTING_PAYLOAD', message } };
}
