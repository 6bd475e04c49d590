import { useQuery } from '@apollo/client/react';
import { useState, type ReactElement } from 'react';
import { usePermission, useViewer } from '../../app/use-permission';
import { formatInstant } from '../../format/times';
import { listOf, word } from '../../format/words';
import type { DelegationsQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DialogForm } from '../../ui/form/form-dialog';
import { GatedButton } from '../../ui/gated-button';
import { Loaded } from '../../ui/loaded';
import { Section } from '../../ui/page';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { DelegateForm } from './delegate-form';
import { delegationsDocument, revokeDelegationDocument } from './operations';

type Delegation = DelegationsQuery['delegations'][number];

const isOver = ({ state }: Delegation): boolean => state === 'ENDED' || state === 'REVOKED';

/** What it is to the reader, and what its end is called. */
function namesOf({ delegator, delegate }: Delegation, viewerId: string) {
  return delegator.id === viewerId
    ? {
        what: t('delegations.givenTo', { name: delegate.name }),
        end: t('delegations.revoke.given', { name: delegate.name }),
      }
    : {
        what: t('delegations.receivedFrom', { name: delegator.name }),
        end: t('delegations.revoke.received', { name: delegator.name }),
      };
}

/** Stays until it was read what came of it, although the list has one less meanwhile. */
function RevokeDialog(props: { id: string; title: string; onClose: () => void }): ReactElement {
  const { id, title, onClose } = props;
  const revoke = useAction(revokeDelegationDocument, (data) => data.revokeDelegation);
  const submit = async () => {
    const done = await revoke.run({ delegationId: id });
    return done && <Recorded entry={done.auditEntry}>{t('delegations.revoke.done')}</Recorded>;
  };
  return (
    <DialogForm
      opened
      title={title}
      lead={t('delegations.revoke.lead')}
      submit={t('delegations.revoke.label')}
      steps={[revoke]}
      onSubmit={submit}
      onClose={onClose}
      isEnding
      once
    />
  );
}

interface EntryProps {
  delegation: Delegation;
  viewerId: string;
  onEnd: () => void;
}

function Entry({ delegation, viewerId, onEnd }: EntryProps): ReactElement {
  const { what, end } = namesOf(delegation, viewerId);
  const { roles, models, reason, state, startsAt, endsAt } = delegation;
  const scope = models === null ? t('delegations.anyModel') : listOf(models.map(({ name }) => name));
  return (
    <li>
      <p>
        <strong>{what}</strong> <em className="cs-muted">{word('delegationState', state)}</em>
      </p>
      <p className="cs-muted">
        {listOf(roles.map((role) => word('role', role)))} · {scope} ·{' '}
        {t('delegations.period', { from: formatInstant(startsAt), until: formatInstant(endsAt) })}
      </p>
      <p>{reason}</p>
      {isOver(delegation) ? null : (
        <GatedButton size="compact-sm" variant="default" aria-label={end} onClick={onEnd}>
          {t('delegations.revoke.open')}
        </GatedButton>
      )}
    </li>
  );
}

function List(props: {
  delegations: readonly Delegation[];
  onEnd: (delegation: Delegation) => void;
}): ReactElement {
  const { delegations, onEnd } = props;
  const { actor } = useViewer();
  return (
    <ul className="cs-plain-list cs-lead-list">
      {delegations.map((delegation) => (
        <Entry
          key={delegation.id}
          delegation={delegation}
          viewerId={actor.id}
          onEnd={() => onEnd(delegation)}
        />
      ))}
    </ul>
  );
}

/** What holds or will, and, folded away, what is over. */
function Delegations({ delegations }: { delegations: readonly Delegation[] }): ReactElement {
  const over = delegations.filter(isOver);
  const open = delegations.filter((each) => !isOver(each));
  const { actor } = useViewer();
  const [ending, end] = useState<Delegation | null>(null);
  return (
    <>
      {open.length === 0 ? (
        <p className="cs-muted">{t('delegations.none')}</p>
      ) : (
        <List delegations={open} onEnd={end} />
      )}
      {over.length === 0 ? null : (
        <details className="cs-note">
          <summary>{t('delegations.over', { count: over.length })}</summary>
          <List delegations={over} onEnd={end} />
        </details>
      )}
      {ending ? (
        <RevokeDialog id={ending.id} title={namesOf(ending, actor.id).end} onClose={() => end(null)} />
      ) : null}
    </>
  );
}

function Votes(): ReactElement {
  const query = useQuery(delegationsDocument);
  return (
    <Section title={t('delegations.title')} actions={<DelegateForm />}>
      <p className="cs-note">{t('delegations.lead')}</p>
      <Loaded query={query} rows={2}>
        {({ delegations }) => <Delegations delegations={delegations} />}
      </Loaded>
    </Section>
  );
}

/** Votes that the reader gave away, and was given; nothing for those who do not vote. */
export function DelegationsSection(): ReactElement | null {
  return usePermission('promotion.vote').allowed ? <Votes /> : null;
}
