import type { ReactElement } from 'react';
import type { WorkloadTrustPartsFragment } from '../../gql/graphql';
import { t } from '../../texts';
import type { DataColumn, MorePages } from '../../ui/data-table';
import { DialogForm } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { ProgramsTable, type Program, type ProgramsTableProps } from './programs-table';
import { endWorkloadTrustDocument } from './workload-operations';

type Workload = WorkloadTrustPartsFragment;

type Known = Pick<Workload, 'issuer' | 'subjects' | 'claims'>;

function KnownBy({ issuer, subjects, claims }: Known): ReactElement {
  return (
    <>
      {issuer}
      <ul className="cs-plain-list">
        {subjects.map((subject) => (
          <li key={subject}>
            <code>{subject}</code>
          </li>
        ))}
        {claims.map(({ name, values }) => (
          <li key={name}>
            <code>
              {name}={values.join(' | ')}
            </code>
          </li>
        ))}
      </ul>
    </>
  );
}

const known: DataColumn<Known> = {
  id: 'known',
  header: t('workloads.known'),
  value: ({ issuer, subjects }) => `${issuer} ${subjects.join(' ')}`,
  cell: (workload) => <KnownBy {...workload} />,
};

function EndDialog({ workload, onClose }: { workload: Program; onClose: () => void }): ReactElement {
  const end = useAction(endWorkloadTrustDocument, (data) => data.endWorkloadTrust);
  const { id, name } = workload;
  const submit = async () => {
    const done = await end.run({ id });
    return done && <Recorded entry={done.auditEntry}>{t('workloads.end.done', { name })}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={t('workloads.end.title', { name })}
      lead={t('workloads.end.lead')}
      submit={t('workloads.end.submit')}
      steps={[end]}
      onSubmit={submit}
      onClose={onClose}
      once
      isEnding
    />
  );
}

/** All trusts, those that ended too; those that stand can be ended. */
export function WorkloadsTable(props: {
  workloads: readonly Workload[];
  members: ProgramsTableProps<Program>['members'];
  more: MorePages;
}): ReactElement {
  const { workloads, members, more } = props;
  return (
    <ProgramsTable
      kind="workloads"
      programs={workloads.map(({ endedAt: revokedAt, endedBy: revokedBy, ...workload }) => ({
        ...workload,
        ...{ revokedAt, revokedBy },
      }))}
      members={members}
      columns={[known]}
      more={more}
      dialog={(workload, onClose) => <EndDialog workload={workload} onClose={onClose} />}
    />
  );
}
