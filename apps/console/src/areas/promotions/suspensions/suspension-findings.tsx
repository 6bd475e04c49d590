import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SuspensionPartsFragment } from '../../../gql/graphql';
import { t } from '../../../texts';
import { MonitorLink, type MonitorPlace } from '../../models/monitor-link';

type Finding = SuspensionPartsFragment['findings'][number];

/** Where it was found: the run, the audit or the data. */
function Source({ finding, place }: { finding: Finding; place: MonitorPlace }): ReactElement | null {
  const { monitorRun, auditId, datasetVersion } = finding;
  if (monitorRun)
    return (
      <MonitorLink place={place} monitor={monitorRun.monitor} run={monitorRun.id}>
        {t('living.run', { name: monitorRun.monitor.name })}
      </MonitorLink>
    );
  if (auditId !== null)
    return (
      <Link to="/fairness/$auditId" params={{ auditId }}>
        {t('living.audit')}
      </Link>
    );
  if (!datasetVersion) return null;
  const { dataset, number } = datasetVersion;
  return (
    <Link to="/datasets/$datasetId" params={{ datasetId: dataset.id }}>
      {t('living.data', { name: dataset.name, number })}
    </Link>
  );
}

function textOf({ measure, found, expected }: Finding): string {
  if (measure === 'policy') return t('living.rule', { found, expected });
  if (measure === 'evidence' || measure === 'schema') return t('living.plain', { found, expected });
  return t('living.measured', { measure, found, expected });
}

/** One finding of each place where something was found, in their order. */
function onePerSource(findings: readonly Finding[]): Finding[] {
  const sourceOf = ({ monitorRun, auditId, datasetVersion }: Finding) =>
    monitorRun?.id ?? auditId ?? datasetVersion?.id;
  const found = findings.filter((finding) => sourceOf(finding) !== undefined);
  return [...new Map(found.map((finding) => [sourceOf(finding), finding])).values()];
}

/** What an approval was suspended for, beside what would have been well, and where it was found. */
export function SuspensionFindings(props: {
  findings: readonly Finding[];
  place: MonitorPlace;
}): ReactElement | null {
  const { findings, place } = props;
  if (findings.length === 0) return null;
  return (
    <>
      <ul className="cs-plain-list" aria-label={t('living.findings')}>
        {findings.map((finding) => (
          <li key={`${finding.subject} ${finding.measure}`}>
            <strong>{finding.subject === '' ? t('living.whole') : finding.subject}</strong>: {textOf(finding)}
          </li>
        ))}
      </ul>
      {onePerSource(findings).map((finding) => (
        <p key={`${finding.subject} ${finding.measure}`}>
          <Source finding={finding} place={place} />
        </p>
      ))}
    </>
  );
}
