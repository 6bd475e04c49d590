import { runParts } from './parts.mjs';

export const name = 'statistics';

/**
 * The statistics and the command line beside their peers.
 * @param {string[]} parts the ones to run; all where none is named
 */
export const run = (parts = []) => runParts(name, parts);
