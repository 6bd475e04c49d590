import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactElement } from 'react';
import { t } from '../../texts';
import { FileField } from '../../ui/form/file-field';
import { Page } from '../../ui/page';
import { KnownFields } from '../audit-log/known-fields';
import { knownFrom, nothingKnown, type KnownFaults } from '../audit-log/known-from-elsewhere';
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
  const [file, setFile] = useState<File | null>(null);
  const [texts, setTexts] = useState(nothingKnown);
  const [faults, setFaults] = useState<KnownFaults>({});
  const { check, start, forget } = useFileCheck();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const known = knownFrom(texts);
    setFaults('faults' in known ? known.faults : {});
    if (file && 'options' in known) void start(file, known.options);
  };
  const choose = (chosen: File | null) => {
    forget();
    setFile(chosen);
  };
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
        <KnownFields texts={texts} faults={faults} onChange={setTexts} />
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
