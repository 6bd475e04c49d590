import { type DocumentNode } from 'graphql';
import { limits, longRootFields } from './limits';
import { Problem } from './problem';
import { rootFieldsOf } from './root-fields';

/** Seconds that a document may take: as long as the longest of its fields. */
export function secondsFor(document: DocumentNode): number {
  const isLong = rootFieldsOf(document).some(({ name }) => longRootFields.has(name.value));
  return isLong ? limits.longSeconds : limits.seconds;
}

export const timedOut = (seconds: number): Problem =>
  new Problem(
    'TIMED_OUT',
    `Time limit of ${seconds} s exceeded; a change that was asked for may still be made.`,
  );

/** Whether anybody still waits for an answer. */
export class Wait {
  private isOver = false;

  constructor(private readonly seconds: number) {}

  end(): void {
    this.isOver = true;
  }

  /** `services` as long as somebody waits; after that no further use case begins. One that runs is not cut short. */
  while<Services extends object>(services: Services): Services {
    return new Proxy(services, {
      get: (target, key) => {
        if (this.isOver) throw timedOut(this.seconds);
        return Reflect.get(target, key) as unknown;
      },
    });
  }
}
