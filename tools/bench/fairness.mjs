import { runParts } from './parts.mjs';

export const name = 'fairness';

/**
 * Fairness audits: counting a population, computing results again, setting a report, moving a threshold.
 * @param {string[]} parts the ones to run; all where none is named
 */
export const run = (parts = []) => runParts(name, parts);
