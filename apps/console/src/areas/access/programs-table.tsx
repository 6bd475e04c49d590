import { useState, type ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatDay } from '../../format/times';
import { word } from '../../format/words';
import type { TokenScope, WorkloadScope } from '../../gql/graphql';
import { t } from '../../texts';
import { ByLine } from '../../ui/by-line';
import { DataTable, type DataColumn, type MorePages } from '../../ui/data-table';
import { GatedButton } from '../../ui/gated-button';
import { Icon } from '../../ui/icons';
import { scopeMayDo } from './may-do';
import { tokenIcons, tokenState, type TokenState } from './token-state';

interface Named {
  id: string;
  name: string;
}

/** What lets a program in: a token of ours, or the trust in those of its platform. */
export interface Program extends Named {
  scope: TokenScope | WorkloadScope;
  sponsor: Named | null;
  createdAt: string;
  createdBy: Named;
  expiresAt: string;
  /** Before its time; null while it was not. */
  revokedAt: string | null;
  /** Null where that is not known. */
  revokedBy: Named | null;
}

/** One together with what it is worth now. */
interface Row<P extends Program> {
  program: P;
  state: TokenState;
}

/** Which texts it is told in. */
type Kind = 'tokens' | 'workloads';

function stateText(kind: Kind, { program, state }: Row<Program>): string {
  const { sponsor, revokedAt, revokedBy } = program;
  if (state === 'stopped') return t(`${kind}.states.stopped`, { name: sponsor?.name ?? '' });
  if (state !== 'revoked') return t(`${kind}.states.${state}`);
  const day = formatDay(revokedAt ?? '');
  return revokedBy
    ? t(`${kind}.states.revokedBy`, { day, name: revokedBy.name })
    : t(`${kind}.states.revoked`, { day });
}

/** What every program has: the name first, then what is told of one kind only, then the rest. */
function columnsOf<P extends Program>(kind: Kind, own: readonly DataColumn<P>[]): DataColumn<Row<P>>[] {
  return [
    {
      id: 'name',
      header: t('programs.name'),
      value: ({ program }) => program.name,
      cell: ({ program }) => <strong>{program.name}</strong>,
    },
    ...own.map(({ id, header, value, cell }): DataColumn<Row<P>> => ({
      ...{ id, header, value: ({ program }) => value(program) },
      ...(cell && { cell: ({ program }) => cell(program) }),
    })),
    {
      id: 'scope',
      header: t('programs.scope'),
      value: ({ program }) => word('tokenScope', program.scope),
      cell: ({ program: { scope } }) => (
        <>
          {word('tokenScope', scope)}
          <span className="cs-under">{scopeMayDo(scope)}</span>
        </>
      ),
    },
    {
      id: 'sponsor',
      header: t('programs.sponsor'),
      value: ({ program }) => program.sponsor?.name ?? t('programs.owner'),
    },
    {
      id: 'state',
      header: t('programs.state'),
      value: (row) => stateText(kind, row),
      cell: (row) => (
        <span className={`cs-sign cs-tone-${tokenIcons[row.state]}`}>
          <Icon name={tokenIcons[row.state]} />
          <span>{stateText(kind, row)}</span>
        </span>
      ),
    },
    {
      id: 'expires',
      header: t(`${kind}.expires`),
      value: ({ program }) => program.expiresAt,
      cell: ({ program }) => <span className="cs-nowrap">{formatDay(program.expiresAt)}</span>,
    },
    {
      id: 'made',
      header: t('programs.made'),
      value: ({ program }) => program.createdAt,
      cell: ({ program: { createdAt, createdBy } }) => (
        <ByLine at={formatDay(createdAt)} name={createdBy.name} />
      ),
    },
  ];
}

export interface ProgramsTableProps<P extends Program> {
  kind: Kind;
  programs: readonly P[];
  /** With those who answer for nothing any more. */
  members: readonly { id: string; deactivatedAt: string | null }[];
  columns?: readonly DataColumn<P>[];
  more: MorePages;
  /** Asks before one is ended. */
  dialog: (program: P, onClose: () => void) => ReactElement;
}

/** All of a kind, those that ended too; those that stand can be ended. */
export function ProgramsTable<P extends Program>(props: ProgramsTableProps<P>): ReactElement {
  const { kind, programs, members, columns = [], more, dialog } = props;
  const { allowed } = usePermission('token.revoke');
  const [ending, setEnding] = useState<P | null>(null);
  const gone = members.filter(({ deactivatedAt }) => deactivatedAt !== null).map(({ id }) => id);
  const at = { now: new Date(), deactivated: new Set(gone) };
  const action: DataColumn<Row<P>> = {
    id: 'actions',
    header: t('programs.actions'),
    sortable: false,
    value: () => '',
    cell: ({ program, state }) =>
      state === 'revoked' || state === 'expired' ? null : (
        <GatedButton
          size="compact-sm"
          variant="default"
          aria-label={t(`${kind}.end.of`, { name: program.name })}
          onClick={() => setEnding(program)}
        >
          {t(`${kind}.end.open`)}
        </GatedButton>
      ),
  };
  const all = columnsOf(kind, columns);
  return (
    <>
      <DataTable
        caption={t(`${kind}.title`)}
        columns={allowed ? [...all, action] : all}
        rows={programs.map((program) => ({ program, state: tokenState(program, at) }))}
        rowKey={({ program }) => program.id}
        empty={{
          title: t(`${kind}.empty.title`),
          why: t(`${kind}.empty.why`),
          next: t(`${kind}.empty.next`),
        }}
        more={more}
      />
      {ending ? dialog(ending, () => setEnding(null)) : null}
    </>
  );
}
