import {
  type Check,
  type FairnessWatch,
  pairLines,
  watchFault,
  type WatchedRate,
} from '@countersign/domain/monitoring';
import { type FavourableOutcome } from '@countersign/statistics/fairness';
import { Problem } from '../../server/problem';
import { type Task } from '../models/task';

/** What to watch, as a client names it. */
export interface RequestedWatch {
  attribute: string;
  rate: WatchedRate;
  positiveValue: string;
  favourable: FavourableOutcome;
  reference: string;
  groups?: readonly string[] | null;
  alpha: number;
  maturityDays: number;
}

/**
 * What a fairness monitor watches.
 * @throws Problem BAD_INPUT naming the field
 */
export function planWatch(requested: RequestedWatch | null | undefined, task: Task): FairnessWatch {
  if (!requested) throw badInput('fairness', 'A fairness monitor says what it watches.');
  if (task !== 'binary')
    throw badInput('kind', `A fairness monitor watches a yes or no; this model is of task ${task}.`);
  const { attribute, rate, positiveValue, favourable, reference, groups, alpha, maturityDays } = requested;
  const watch = {
    ...{ attribute, rate, positiveValue, favourable, reference, alpha, maturityDays },
    groups: groups ? [...groups] : null,
  };
  const fault = watchFault(watch);
  if (fault) throw badInput(`fairness.${fault.field}`, fault.message);
  return watch;
}

/** The lines that all pairs together are judged by; each pair has its own part of alpha, and lines of its own. */
export function watchChecks({ rate, alpha }: FairnessWatch): Check[] {
  return [{ method: rate, appliesTo: null, direction: 'above', deciding: true, ...pairLines(alpha) }];
}

function badInput(field: string, message: string): Problem {
  return new Problem('BAD_INPUT', message, { field });
}
