import { outcomes } from './schedule-outcomes';
import { steps, worldAfter, type Entry, type Named, type World } from './schedule-world';

/** An entry that the sequential model does not allow where it stands, and what it allows there. */
interface Impossible {
  entry: string;
  possible: unknown[];
}

/**
 * Takes the entries of a schedule one after the other: each step that was taken has to be one that the model takes there;
 * each refusal one that it gave at some instant since the schedule began, since it was decided some time between its call
 * and its entry. Answers where the model ends, and the first entry it does not allow.
 */
export function replay(
  start: World,
  entries: readonly Entry[],
  named: Named,
): { world: World; impossible: Impossible | null } {
  let world = start;
  const past = [world];
  for (const entry of entries) {
    const isStep = entry.action in steps;
    if (entry.outcome === 'refused' && isStep) {
      const possible = past.flatMap((each) => outcomes(each, entry).map(({ code }) => code));
      if (!possible.includes(entry.payload['refusal'] as string))
        return { world, impossible: { entry: entry.canonical, possible } };
    } else if (isStep) {
      const possible = worldsAfter(world, entry);
      const next = possible.find(({ promotion }) => isToldBy(entry, promotion));
      if (!next) return { world, impossible: { entry: entry.canonical, possible } };
      world = next;
    } else if (entry.outcome === 'done') world = worldAfter(world, entry, named);
    if (world !== past.at(-1)) past.push(world);
  }
  return { world, impossible: null };
}

function worldsAfter(world: World, entry: Entry): World[] {
  return outcomes(world, entry).flatMap((outcome) => (outcome.code === null ? [outcome.next] : []));
}

/** Whether an entry leaves a promotion as it is here. */
function isToldBy(
  { canonical, payload }: Entry,
  { subjectDigest, state, round }: World['promotion'],
): boolean {
  const { subject } = JSON.parse(canonical) as { subject: { digest: string } };
  return subjectDigest === subject.digest && state === payload['state'] && round === payload['round'];
}
