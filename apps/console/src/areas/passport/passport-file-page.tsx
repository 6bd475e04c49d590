import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { FileField } from '../../ui/form/file-field';
import { Page } from '../../ui/page';
import { KnownFields } from '../audit-log/known-fields';
import { useFileForm } from '../audit-log/use-file-form';
import { isVouchedFor } from './check-passport';
import { PassportContents } from './passport-contents';
import { PassportReport } from './passport-report';
import { useFileCheck, type FileCheck } from './use-file-check';

function Outcome({ check }: { check: FileCheck }): ReactElement | null {
  switch (check.state) {
    case 'idle':
      return null;
    case 'checking':
      return <p>{t('passport.take.checking', { file: check.fileName })}</p>;
    case 'unreadable':
      return <p className="cs-tone-alert">{t('passport.file.unreadable', { cause: check.cause })}</p>;
    case 'done':
      return <PassportReport fileName={check.fileName} result={check.result} />;
  }
}

/** Checks a passport from anywhere where it lies, in the browser. */
export function PassportFilePage(): ReactElement {
  const { check, start, forget } = useFileCheck();
  const { send, choose, known } = useFileForm({ start, forget });
  return (
    <Page title={t('passport.file.title')} lead={t('passport.file.lead')}>
      <form onSubmit={send} className="cs-form cs-wide-form">
        <FileField
          label={t('passport.file.label')}
          hint={t('passport.file.hint')}
          accept=".zip,application/zip"
          isDropZone
          onFile={choose}
        />
        <KnownFields {...known} />
        <div>
          <Button type="submit" loading={check.state === 'checking'}>
            {t('passport.file.submit')}
          </Button>
        </div>
      </form>
      <div role="status">
        <Outcome check={check} />
      </div>
      {check.state === 'done' && check.contents ? (
        <PassportContents
          contents={check.contents}
          isVouchedFor={isVouchedFor(check.result)}
          whyLeftOut={t('passport.contents.leftOutElsewhere')}
        />
      ) : null}
      <p>
        {t('passport.file.log')} <Link to="/audit/verify">{t('auditLog.verify.title')}</Link>
      </p>
    </Page>
  );
}
