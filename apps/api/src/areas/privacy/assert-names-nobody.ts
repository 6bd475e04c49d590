import { Problem } from '../../server/problem';
import { type ErasableMember } from '../access/erasable-member';

/** A reason stays when the person is gone: it may not be the place where their name survives. */
export function assertNamesNobody(
  reason: string,
  { name, email }: Pick<ErasableMember, 'name' | 'email'>,
): void {
  const text = fold(reason);
  if ([name, email].some((each) => each !== null && text.includes(fold(each))))
    throw new Problem(
      'BAD_INPUT',
      'The reason outlives the person: it must not hold their name or address.',
      {
        field: 'reason',
      },
    );
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
