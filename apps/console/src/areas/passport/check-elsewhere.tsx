import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { CopyField } from '../../ui/copy-field';
import { Section } from '../../ui/page';
import { auditLogHeadDocument } from '../audit-log/operations';

/** How to check the file without this server. */
export function CheckElsewhere({ fileName }: { fileName: string }): ReactElement {
  const head = useQuery(auditLogHeadDocument, { fetchPolicy: 'cache-first' }).data?.auditLogHead;
  const key = `--key '${head?.vkeys.at(-1) ?? t('passport.elsewhere.key')}'`;
  return (
    <Section title={t('passport.elsewhere.title')}>
      <CopyField
        label={t('passport.elsewhere.command')}
        description={t('passport.elsewhere.commandHint')}
        text={`npx countersign verify ${fileName} ${key}`}
      />
      <CopyField
        label={t('passport.elsewhere.python')}
        text={`python3 tools/verify_audit_log.py --passport ${fileName} ${key}`}
      />
      <p className="cs-note">{t('passport.elsewhere.page')}</p>
      <p>
        <Link to="/passport">{t('passport.elsewhere.here')}</Link>
      </p>
    </Section>
  );
}
