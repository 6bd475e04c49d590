import { Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@apollo/client/react';
import { rolePermissions, type Role as RoleName } from '@countersign/domain/access';
import { useState, type ReactElement } from 'react';
import { useViewer } from '../../app/use-permission';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import type { Role } from '../../gql/graphql';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { useNow } from '../../ui/use-now';
import { Recorded } from '../audit-log/recorded';
import { daysToChoose, instantsOf, type DelegationDays } from './delegation-days';
import { delegateDocument, delegationChoicesDocument } from './operations';

/** Whether holders of a role vote on promotions. */
function votes(role: Role): boolean {
  return rolePermissions[role.toLowerCase() as RoleName].includes('promotion.vote');
}

/** Active people who may vote, but the reader; and the models of the workspace. */
function useChoices(viewerId: string) {
  const { data } = useQuery(delegationChoicesDocument);
  const members = data?.members.nodes ?? [];
  const people = members.filter(
    ({ id, roles, deactivatedAt }) => id !== viewerId && deactivatedAt === null && roles.some(votes),
  );
  const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return { people: people.map(choice), models: (data?.models.nodes ?? []).map(choice) };
}

interface RolesProps {
  own: readonly Role[];
  chosen: readonly Role[];
  isMissing: boolean;
  onChange: (roles: Role[]) => void;
}

function RolesToGive({ own, chosen, isMissing, onChange }: RolesProps): ReactElement {
  return (
    <Checkbox.Group
      label={t('delegations.give.roles')}
      required
      value={[...chosen]}
      error={isMissing ? t('delegations.give.rolesMissing') : undefined}
      onChange={(names) => onChange(own.filter((role) => names.includes(role)))}
    >
      <div className="cs-choices">
        {own.map((role) => (
          <Checkbox key={role} value={role} label={word('role', role)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

interface DaysProps {
  days: DelegationDays;
  errorOf: (field: string) => string | undefined;
  onChange: (days: DelegationDays) => void;
}

function DaysToGive({ days, errorOf, onChange }: DaysProps): ReactElement {
  const { from, until } = daysToChoose(days.from, useNow().getTime());
  return (
    <div className="cs-form-pair">
      <TextInput
        type="date"
        label={t('delegations.give.from')}
        description={t('delegations.give.fromHint')}
        min={from.first}
        max={from.last}
        value={days.from}
        error={errorOf('startsAt')}
        onChange={(event) => onChange({ ...days, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('delegations.give.until')}
        description={t('delegations.give.untilHint', { last: until.last })}
        required
        min={until.first}
        max={until.last}
        value={days.until}
        error={errorOf('endsAt')}
        onChange={(event) => onChange({ ...days, until: event.currentTarget.value })}
      />
    </div>
  );
}

interface Draft extends DelegationDays {
  to: string | null;
  roles: Role[];
  /** None: of every model. */
  modelIds: string[];
  reason: string;
}

/** What is written, and its way to the server. */
function useDelegating(own: Role[]) {
  const give = useAction(delegateDocument, (data) => data.delegate);
  const empty: Draft = { to: null, roles: own, modelIds: [], from: '', until: '', reason: '' };
  const [draft, setDraft] = useState(empty);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = async () => {
    const { to, roles, modelIds, reason } = draft;
    if (to === null || roles.length === 0) return null;
    const input = { delegateId: to, roles, reason, ...instantsOf(draft, Date.now()) };
    const done = await give.run({ input: modelIds.length === 0 ? input : { ...input, modelIds } });
    if (!done) return null;
    setDraft(empty);
    const { delegate, state, startsAt } = done.delegation;
    const what = { name: delegate.name, from: formatInstant(startsAt) };
    return (
      <Recorded entry={done.auditEntry}>
        {t(state === 'PLANNED' ? 'delegations.give.planned' : 'delegations.give.done', what)}
      </Recorded>
    );
  };
  return { give, draft, change, submit };
}

/** Lets somebody else cast the reader's votes for a time. */
export function DelegateForm(): ReactElement {
  const { actor, roles } = useViewer();
  const own = roles.filter(votes);
  const { give, draft, change, submit } = useDelegating(own);
  const { people, models } = useChoices(actor.id);
  const errorOf = (field: string) => fieldError(give.problem, field);
  return (
    <FormDialog
      label={t('delegations.give.open')}
      lead={t('delegations.give.lead', { name: actor.name })}
      submit={t('delegations.give.submit')}
      steps={[give]}
      onSubmit={submit}
      once
    >
      <Select
        label={t('delegations.give.to')}
        data={people}
        required
        searchable
        nothingFoundMessage={t('delegations.give.nobody')}
        value={draft.to}
        onChange={(to) => change({ to })}
      />
      <RolesToGive
        own={own}
        chosen={draft.roles}
        isMissing={draft.roles.length === 0}
        onChange={(chosen) => change({ roles: chosen })}
      />
      <MultiSelect
        label={t('delegations.give.models')}
        description={t('delegations.give.modelsHint')}
        data={models}
        searchable
        clearable
        nothingFoundMessage={t('delegations.give.noModel')}
        value={draft.modelIds}
        error={errorOf('modelIds')}
        onChange={(modelIds) => change({ modelIds })}
      />
      <DaysToGive days={draft} errorOf={errorOf} onChange={change} />
      <Textarea
        label={t('delegations.give.reason')}
        required
        maxLength={1000}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        rows={2}
      />
    </FormDialog>
  );
}
