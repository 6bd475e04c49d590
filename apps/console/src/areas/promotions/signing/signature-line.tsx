import type { ReactElement } from 'react';
import { t } from '../../../texts';
import type { Vote } from '../promotion';

/** What is signed: a vote, or that a suspension was lifted. */
type Signed = Pick<Vote, 'meaning' | 'printedName' | 'person' | 'isSigned'>;

/** What a vote shows as a signed record: the name as it was printed, and what the signature says. */
export function SignatureLine({ vote }: { vote: Signed }): ReactElement | null {
  const { meaning, printedName, person, isSigned } = vote;
  if (!meaning) return null;
  return (
    <p className="cs-muted">
      {t('passkeys.vote.printed', { name: printedName ?? person.name, meaning })}
      {isSigned ? <strong> ({t('passkeys.vote.signed')})</strong> : null}
    </p>
  );
}
