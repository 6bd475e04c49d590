import { useLazyQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { ErrorState } from '../../ui/error-state';
import { auditInclusionProofDocument } from './operations';
import { proveEntry } from './prove-entry';
import { StatusBadge } from './status-badge';
import type { Entry } from './verify-loaded';

/** Asks for the proof of one entry and shows each step of checking it. */
export function EntryProof({ entry }: { entry: Entry }): ReactElement {
  const [prove, { data, error, loading }] = useLazyQuery(auditInclusionProofDocument, {
    fetchPolicy: 'network-only',
  });
  const { sequence } = entry;
  const start = () => void prove({ variables: { sequence } }).catch(() => undefined);
  const steps = data ? proveEntry(entry, data.auditInclusionProof) : [];
  return (
    <>
      <div>
        <Button size="compact-sm" variant="default" onClick={start} loading={loading}>
          {data ? t('auditLog.prove.again') : t('auditLog.prove.open', { sequence })}
        </Button>
      </div>
      {error ? <ErrorState error={error} onRetry={start} /> : null}
      <div role="status">
        {steps.length > 0 ? (
          <>
            <h2>{t('auditLog.prove.title')}</h2>
            <ol className="cs-steps">
              {steps.map(({ step, status, detail }) => (
                <li key={step}>
                  <StatusBadge status={status} />
                  <span>
                    <strong>{t(`auditLog.prove.${step}`)}</strong>
                    <span className="cs-under">{detail}</span>
                  </span>
                </li>
              ))}
            </ol>
          </>
        ) : null}
      </div>
    </>
  );
}
