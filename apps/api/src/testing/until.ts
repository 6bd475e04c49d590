import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves once the condition holds, however slow the machine: the test's own limit ends the wait. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(2);
}
