import { type ErrorCode } from '@countersign/domain/refusals';

/** Why one row of a file was not taken. */
export interface RowFault {
  line: number;
  /** The column it is about. */
  field: string | null;
  code: ErrorCode;
  message: string;
}

/** What became of a file's rows: the four counts sum to them. */
export interface RowsAnswer {
  accepted: number;
  duplicate: number;
  conflicting: number;
  rejected: number;
  /** The first ones, by line. */
  errors: RowFault[];
}

const mostFaults = 20;

/** The faults an answer lists. */
export function firstFaults(faults: readonly RowFault[]): RowFault[] {
  return [...faults].sort((a, b) => a.line - b.line).slice(0, mostFaults);
}
