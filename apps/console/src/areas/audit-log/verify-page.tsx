import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatBytes } from '../../format/numbers';
import { t } from '../../texts';
import { FileField } from '../../ui/form/file-field';
import { AuditPage } from './audit-page';
import { KnownFields } from './known-fields';
import { useFileForm } from './use-file-form';
import { useVerification, type Verification } from './use-verification';
import { VerificationResult } from './verification-result';

function Outcome({ verification }: { verification: Verification }): ReactElement | null {
  switch (verification.state) {
    case 'idle':
      return null;
    case 'reading':
      return null;
    case 'stopped':
      return <p>{t('auditLog.verify.cancelled')}</p>;
    case 'unreadable':
      return (
        <p className="cs-tone-alert">{t('auditLog.verify.unreadable', { cause: verification.cause })}</p>
      );
    case 'done':
      return <VerificationResult fileName={verification.fileName} result={verification.result} />;
  }
}

/** Not a live region: a reader would hear every step of it. */
function Progress({ verification }: { verification: Verification }): ReactElement | null {
  if (verification.state !== 'reading') return null;
  const { done, total } = verification;
  const text = t('auditLog.verify.reading', { done: formatBytes(done), total: formatBytes(total) });
  return (
    <div className="cs-form">
      <progress className="cs-progress" max={Math.max(1, total)} value={done} aria-label={text} />
      <span>{text}</span>
    </div>
  );
}

/** Checks an exported file where it lies, in the browser. */
export function VerifyPage(): ReactElement {
  const { verification, start, stop, forget } = useVerification();
  const isReading = verification.state === 'reading';
  const { send, choose, known } = useFileForm({ start, forget });
  return (
    <AuditPage title={t('auditLog.verify.title')} lead={t('auditLog.verify.lead')}>
      <form onSubmit={send} className="cs-form cs-wide-form">
        <FileField
          label={t('auditLog.verify.file')}
          hint={t('auditLog.verify.fileHint')}
          accept=".ndjson,.jsonl,application/x-ndjson"
          isDropZone
          onFile={choose}
        />
        <KnownFields {...known} />
        <Group gap="xs">
          <Button type="submit" disabled={isReading}>
            {t('auditLog.verify.submit')}
          </Button>
          {isReading ? (
            <Button variant="default" onClick={stop}>
              {t('auditLog.verify.cancel')}
            </Button>
          ) : null}
        </Group>
      </form>
      <p>
        <Link to="/passport">{t('auditLog.verify.passport')}</Link>
      </p>
      <Progress verification={verification} />
      <div role="status">
        <Outcome verification={verification} />
      </div>
    </AuditPage>
  );
}
