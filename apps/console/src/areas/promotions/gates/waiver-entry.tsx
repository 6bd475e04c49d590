import type { ReactElement } from 'react';
import { formatInstant } from '../../../format/times';
import { t } from '../../../texts';
import type { Waiver } from '../promotion';

interface WaiverEntryProps {
  waiver: Waiver;
  /** Who waived what. */
  head: string;
  /** Whether what the gate had found stands nowhere near. */
  tellsFound: boolean;
}

/** That somebody let the promotion go on although a gate did not pass, why, and on what it had found. */
export function WaiverEntry({ waiver, head, tellsFound }: WaiverEntryProps): ReactElement {
  const { reason, found, waivedAt, counts } = waiver;
  return (
    <>
      <p>
        <strong>{head}</strong>
        <span className="cs-muted"> {formatInstant(waivedAt)}</span>
        {counts ? null : <em className="cs-muted"> {t('promotions.gate.ended')}</em>}
      </p>
      {tellsFound ? <p className="cs-muted">{t('promotions.gate.found', { found })}</p> : null}
      <blockquote>{reason}</blockquote>
    </>
  );
}
