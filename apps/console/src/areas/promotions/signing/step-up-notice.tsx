import type { ReactElement } from 'react';
import { t } from '../../../texts';
import { ProveIdentity } from '../../access/prove-identity';
import type { Promotion } from '../promotion';

/** Where only a fresh proof of who the reader is keeps them from deciding: they give it here, and stay. */
export function StepUpNotice({ promotion }: { promotion: Promotion }): ReactElement | null {
  const { viewerActions, votesForOthers } = promotion;
  const isAsked = [...viewerActions, ...votesForOthers].some(({ code }) => code === 'STEP_UP_REQUIRED');
  if (!isAsked) return null;
  return (
    <div className="cs-form">
      <p>{t('passkeys.prove.why')}</p>
      <div>
        <ProveIdentity />
      </div>
    </div>
  );
}
