import type { BundleVerification } from '@countersign/domain/audit-log';
import { useEffect, useRef, type ReactElement } from 'react';
import { counted } from '../../format/counted';
import { formatCount } from '../../format/numbers';
import { t } from '../../texts';
import { DigestText } from '../../ui/digest-text';
import { Icon } from '../../ui/icons';
import { Facts } from '../../ui/page';
import { CheckTable } from './check-table';

function verdictOf({ valid, entries, from, to, firstBad }: BundleVerification): string {
  if (valid)
    return t('auditLog.verify.valid', {
      entries: counted(entries, 'entries'),
      from: from ?? '',
      to: to ?? '',
    });
  return firstBad === null ? t('auditLog.verify.invalid') : t('auditLog.verify.firstBad', { firstBad });
}

/** What came of checking a file: the verdict, every check, and what was not found out. */
export function VerificationResult(props: { fileName: string; result: BundleVerification }): ReactElement {
  const { fileName, result } = props;
  const { valid, checks, workspaceId, from, to, entries, root } = result;
  const unknown = checks.filter(({ status }) => status === 'unknown').length;
  const tone = valid ? 'ok' : 'alert';
  const verdict = useRef<HTMLParagraphElement>(null);
  // The form above may fill the screen: what came of it is brought into sight.
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    void verdict.current?.scrollIntoView({ block: 'center' });
  }, [result]);
  return (
    <div className="cs-form">
      <p ref={verdict} className={`cs-verdict cs-verdict-wrap cs-verdict-large cs-tone-${tone}`}>
        <Icon name={tone} size={20} /> <span>{verdictOf(result)}</span>
      </p>
      {valid ? (
        <p>
          {unknown > 0
            ? t('auditLog.verify.unknown', { count: unknown, of: checks.length })
            : t('auditLog.verify.allKnown')}
        </p>
      ) : null}
      <CheckTable
        checks={checks.map((each) => ({ ...each, name: t(`auditLog.verify.check.${each.check}`) }))}
      />
      <Facts
        facts={[
          [t('auditLog.verify.file'), fileName],
          [t('auditLog.verify.workspace'), <DigestText key="workspace" digest={workspaceId} />],
          [
            t('auditLog.verify.range'),
            from === null || to === null ? t('ui.none') : t('auditLog.verify.rangeOf', { from, to }),
          ],
          [t('auditLog.verify.good'), formatCount(entries)],
          [
            t('auditLog.verify.root'),
            root === null ? t('auditLog.verify.noRoot') : <DigestText key="root" digest={root} />,
          ],
        ]}
      />
      <p className="cs-muted">{t('auditLog.verify.limit')}</p>
    </div>
  );
}
