import { useQuery } from '@apollo/client/react';
import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import { counted } from '../../format/counted';
import { formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import type { AuditLogHeadQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { CopyField } from '../../ui/copy-field';
import { Loaded } from '../../ui/loaded';
import { Facts, Section } from '../../ui/page';
import { ageText } from './age';
import { Anchors } from './anchors';
import { auditLogHeadDocument } from './operations';
import { ProofNote } from './proof-note';
import { keyIdOf } from './vkey';

type Head = AuditLogHeadQuery['auditLogHead'];

function signedText({ checkpoint, checkpointAge }: Head): string {
  if (!checkpoint) return t('auditLog.head.never');
  return t('auditLog.head.signedOver', {
    entries: counted(checkpoint.size, 'entries'),
    age: ageText(checkpointAge ?? 0),
  });
}

function KeyId({ vkeys }: { vkeys: readonly string[] }): ReactElement {
  const [current, ...before] = [...vkeys].reverse();
  if (current === undefined) return <>{t('ui.none')}</>;
  return (
    <>
      <code>{keyIdOf(current)}</code>
      {before.length > 0 ? ` ${t('auditLog.head.rotated', { count: before.length })}` : ''}
    </>
  );
}

function HeadFacts({ head }: { head: Head }): ReactElement {
  const { size, checkpoint, unsignedEntries, vkeys, signingFault } = head;
  const vkey = vkeys.at(-1);
  return (
    <>
      {signingFault ? (
        <Alert role="alert" color="red" title={t('auditLog.head.fault')} className="cs-alert">
          {signingFault}
        </Alert>
      ) : null}
      <Facts
        facts={[
          [t('auditLog.head.size'), formatCount(size)],
          [
            t('auditLog.head.signed'),
            <span key="signed" title={checkpoint ? formatInstant(checkpoint.at) : undefined}>
              {signedText(head)}
            </span>,
          ],
          [
            t('auditLog.head.unsigned'),
            unsignedEntries > 0 ? formatCount(unsignedEntries) : t('auditLog.head.unsignedNone'),
          ],
          [t('auditLog.head.key'), <KeyId key="key" vkeys={vkeys} />],
        ]}
      />
      {vkey === undefined ? null : (
        <details className="cs-note">
          <summary>{t('auditLog.head.vkey')}</summary>
          <CopyField label={t('auditLog.head.key')} description={t('auditLog.head.vkeyHint')} text={vkey} />
        </details>
      )}
    </>
  );
}

/** Where the log stands: how much of it is signed, by which key, and who outside has seen it. */
export function LogHead(): ReactElement {
  const query = useQuery(auditLogHeadDocument, { fetchPolicy: 'cache-and-network' });
  return (
    <Section title={t('auditLog.head.title')}>
      <Loaded query={query}>
        {({ auditLogHead }) => (
          <div className="cs-panel">
            <HeadFacts head={auditLogHead} />
            <h3>{t('auditLog.anchors.title')}</h3>
            <Anchors head={auditLogHead} />
            <ProofNote />
          </div>
        )}
      </Loaded>
    </Section>
  );
}
