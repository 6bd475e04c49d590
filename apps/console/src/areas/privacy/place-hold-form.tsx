import { useQuery } from '@apollo/client/react';
import { NativeSelect, Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { FormDialog } from '../../ui/form/form-dialog';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { holdableMembersDocument, placeLegalHoldDocument } from './operations';

/** Keeps what is known of a person; only people of whom something is known are offered. */
export function PlaceHoldForm({ denied }: { denied: string | undefined }): ReactElement {
  const place = useAction(placeLegalHoldDocument, (data) => data.placeLegalHold);
  const { data } = useQuery(holdableMembersDocument, { skip: denied !== undefined });
  const [memberId, setMember] = useState('');
  const [reason, setReason] = useState('');
  const members = data?.members.nodes.filter(({ erasedAt }) => !erasedAt) ?? [];
  const submit = async () => {
    const done = await place.run({ input: { memberId, reason } });
    if (!done) return null;
    setMember('');
    setReason('');
    const { name } = done.hold.member;
    return <Recorded entry={done.auditEntry}>{t('privacy.hold.place.done', { name })}</Recorded>;
  };
  return (
    <FormDialog
      label={t('privacy.hold.place.open')}
      submit={t('privacy.hold.place.submit')}
      lead={t('privacy.hold.place.lead')}
      steps={[place]}
      onSubmit={submit}
      denied={denied}
      once
    >
      <NativeSelect
        label={t('privacy.hold.place.person')}
        description={
          data?.members.pageInfo.hasNextPage
            ? t('privacy.hold.place.more', { count: data.members.nodes.length })
            : undefined
        }
        required
        value={memberId}
        error={fieldError(place.problem, 'memberId')}
        onChange={(event) => setMember(event.currentTarget.value)}
        data={[
          { value: '', label: t('privacy.hold.place.choose') },
          ...members.map(({ id, name, deactivatedAt }) => ({
            value: id,
            label: deactivatedAt ? t('privacy.hold.place.deactivated', { name }) : name,
          })),
        ]}
      />
      <Textarea
        label={t('privacy.hold.place.reason')}
        description={t('privacy.hold.place.reasonHint')}
        required
        maxLength={2000}
        value={reason}
        error={fieldError(place.problem, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
