import { type Expectations, ExpectationsError, expectationsFromJson } from '@countersign/statistics/quality';
import { readTextFile } from '../input/text-file';
import { UsageError } from '../usage-error';
import { jsonFault } from './json-fault';

/** Reads a file of expectations. @throws UsageError with file and place of the fault */
export function readExpectations(path: string): Expectations {
  const content = readTextFile(path);
  const fault = jsonFault(content);
  if (fault) throw new UsageError(`${path}:${fault.line}:${fault.column}: not valid JSON: ${fault.reason}.`);
  try {
    return expectationsFromJson(JSON.parse(content));
  } catch (error) {
    if (error instanceof ExpectationsError) throw new UsageError(`${path}: ${error.message}.`);
    throw error;
  }
}
