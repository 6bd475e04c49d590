import { readFileSync } from 'node:fs';
import { type Expectations, ExpectationsError, expectationsFromJson } from '@countersign/statistics/quality';
import { UsageError } from '../usage-error';

/** Reads a file of expectations. @throws UsageError with file and place of the fault */
export function readExpectations(path: string): Expectations {
  try {
    return expectationsFromJson(JSON.parse(contentOf(path)));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${path}: not JSON: ${error.message}`);
    if (error instanceof ExpectationsError) throw new UsageError(`${path}: ${error.message}.`);
    throw error;
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
