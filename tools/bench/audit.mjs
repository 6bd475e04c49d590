import { runParts } from './parts.mjs';

export const name = 'audit';

/**
 * The audit log: what it costs the server, and what its reader waits for.
 * @param {string[]} parts the ones to run; all where none is named
 */
export const run = (parts = []) => runParts(name, parts);
