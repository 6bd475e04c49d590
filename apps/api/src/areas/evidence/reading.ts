import { MalformedDocument } from '@countersign/domain/json-reading';
import { Problem } from '../../server/problem';

/** Reads what a caller sent. @throws Problem BAD_INPUT naming the place in the document */
export function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MalformedDocument)) throw error;
    const { place, message } = error;
    throw new Problem('BAD_INPUT', message, { field: place === '' ? 'document' : place });
  }
}
