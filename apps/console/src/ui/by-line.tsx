import type { ReactElement } from 'react';
import { t } from '../texts';

/** When and by whom, in a narrow cell: the day stays in one piece. */
export function ByLine({ at, name }: { at: string; name: string }): ReactElement {
  return (
    <>
      <span className="cs-nowrap">{at}</span> {t('ui.by', { name })}
    </>
  );
}
