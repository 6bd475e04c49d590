import { runParts } from './parts.mjs';

export const name = 'promotions';

/**
 * Promotions: what pipelines ask before they deploy.
 * @param {string[]} parts the ones to run; all where none is named
 */
export const run = (parts = []) => runParts(name, parts);
