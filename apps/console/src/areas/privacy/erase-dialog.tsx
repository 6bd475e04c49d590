import { useQuery } from '@apollo/client/react';
import { Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { formatDay } from '../../format/times';
import { t } from '../../texts';
import { fieldError } from '../../ui/form/field-error';
import { DialogForm } from '../../ui/form/form-dialog';
import { Loaded } from '../../ui/loaded';
import { useAction } from '../../ui/use-action';
import { Recorded } from '../audit-log/recorded';
import { ErasureEffects } from './erasure-effects';
import { isInForce, type Hold } from './hold';
import { eraseMemberDocument, holdsOnMemberDocument } from './operations';

/** Why nobody can be erased who is under a hold, and where it ends. */
function Held({ holds }: { holds: readonly Hold[] }): ReactElement {
  return (
    <div className="cs-form">
      <p role="alert">{t('privacy.erase.held', { count: holds.length })}</p>
      <ul className="cs-help">
        {holds.map(({ id, reason, placedAt, placedBy }) => (
          <li key={id}>
            {reason}
            <span className="cs-under">
              {t('privacy.hold.placedBy', { day: formatDay(placedAt), name: placedBy.name })}
            </span>
          </li>
        ))}
      </ul>
      <Link to="/privacy">{t('privacy.erase.holds')}</Link>
    </div>
  );
}

/** What is typed is compared as people see it: without the spaces around, in one form of its letters. */
const isSameName = (typed: string, name: string): boolean =>
  typed.trim().normalize('NFC') === name.trim().normalize('NFC');

/** Erases a member once the reader has said why and typed the name, unless a hold keeps what is known of them. */
export function EraseDialog(props: {
  member: { id: string; name: string };
  onClose: () => void;
}): ReactElement {
  const { id: memberId, name } = props.member;
  const query = useQuery(holdsOnMemberDocument, { variables: { memberId }, fetchPolicy: 'network-only' });
  const erase = useAction(eraseMemberDocument, (data) => data.eraseMember);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const holds = query.data?.legalHolds.nodes.filter(isInForce);
  const isFree = holds?.length === 0;
  const submit = async () => {
    setWrong(!isSameName(typed, name));
    if (!isFree || !isSameName(typed, name)) return null;
    const done = await erase.run({ input: { memberId, reason } });
    if (!done) return null;
    const { member, erasedDetails, auditEntry } = done;
    return (
      <Recorded entry={auditEntry}>
        {t('privacy.erase.done', { name, former: member.name, count: erasedDetails })}
      </Recorded>
    );
  };
  return (
    <DialogForm
      opened
      title={t(holds && !isFree ? 'privacy.erase.heldTitle' : 'privacy.erase.title', { name })}
      lead={isFree ? t('privacy.erase.lead', { name }) : undefined}
      submit={isFree ? t('privacy.erase.submit') : undefined}
      steps={[erase]}
      onSubmit={submit}
      onClose={props.onClose}
      once
      isEnding
    >
      <Loaded query={query}>
        {() =>
          isFree ? (
            <>
              <ErasureEffects />
              <Textarea
                label={t('privacy.erase.reason')}
                description={t('privacy.erase.reasonHint')}
                required
                maxLength={2000}
                value={reason}
                error={fieldError(erase.problem, 'reason')}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <TextInput
                label={t('privacy.erase.confirm', { name })}
                required
                autoComplete="off"
                value={typed}
                error={
                  isWrong && !isSameName(typed, name) ? t('privacy.erase.mismatch', { name }) : undefined
                }
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            </>
          ) : (
            <Held holds={holds ?? []} />
          )
        }
      </Loaded>
    </DialogForm>
  );
}
