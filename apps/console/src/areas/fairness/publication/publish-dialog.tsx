import { Checkbox } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { t } from '../../../texts';
import { DialogForm } from '../../../ui/form/form-dialog';
import { useAction } from '../../../ui/use-action';
import { Recorded } from '../../audit-log/recorded';
import type { Audit } from '../forest';
import { publishFairnessSummaryDocument } from './operations';

/** What anybody reads from then on, in the order of the page. */
const points = ['numbers', 'texts', 'never', 'stays', 'copies'] as const;

/** Makes the summary public, after saying what that means. */
export function PublishDialog(props: { audit: Audit; onClose: () => void }): ReactElement {
  const { audit, onClose } = props;
  const publish = useAction(publishFairnessSummaryDocument, (data) => data.publishFairnessSummary);
  const [hasRead, setHasRead] = useState(false);
  const submit = async () => {
    const { id: auditId, evidenceDigest } = audit;
    const done = await publish.run({ input: { auditId, evidenceDigest } });
    return done && <Recorded entry={done.auditEntry}>{t('publication.publish.done')}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('publication.publish.open')}
      submit={t('publication.publish.submit')}
      lead={t('publication.publish.lead')}
      steps={[publish]}
      onSubmit={submit}
      onClose={onClose}
      once
    >
      <ul className="cs-help">
        {points.map((point) => (
          <li key={point}>{t(`publication.publish.points.${point}`)}</li>
        ))}
      </ul>
      <a
        href={`/v1/fairness-audits/${encodeURIComponent(audit.id)}/summary.html`}
        target="_blank"
        rel="noreferrer"
      >
        {t('publication.publish.read')}
      </a>
      <Checkbox
        label={t('publication.publish.hasRead')}
        required
        checked={hasRead}
        onChange={(event) => setHasRead(event.currentTarget.checked)}
      />
    </DialogForm>
  );
}
