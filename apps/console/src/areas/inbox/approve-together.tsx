import { useApolloClient } from '@apollo/client/react';
import { Checkbox, Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DialogForm } from '../../ui/form/form-dialog';
import { GatedButton } from '../../ui/gated-button';
import type { Refused } from '../../ui/refusal-alert';
import { useAction } from '../../ui/use-action';
import { ProveIdentity } from '../access/prove-identity';
import { EntryLink, type EntryPlace } from '../audit-log/recorded';
import { castVotesDocument } from '../delegations/operations';
import { alikeGroups, apartBecause } from './alike';
import type { PromotionItem } from './inbox';
import { inboxDocument } from './operations';

const nameOf = ({
  modelVersion: { model, number },
  environment,
  alias,
}: PromotionItem['promotion']): string =>
  `${t('inbox.entry', { model: model.name, number })}: ${word('environment', environment)} (${alias})`;

/** People know promotions by their versions, and not by their ids. */
function readable(refusal: Refused | null, items: readonly PromotionItem[]): Refused | null {
  if (refusal === null) return null;
  const found = items.find(({ promotion }) => refusal.message.includes(promotion.id))?.promotion;
  if (!found) return refusal;
  return { ...refusal, message: refusal.message.replace(`Promotion ${found.id}`, nameOf(found)) };
}

/** The policy that all of them are under. */
function policyOf(items: readonly PromotionItem[]): string {
  const policy = items[0]?.promotion.policy;
  return policy ? t('policies.name', policy) : '';
}

const labelOf = (items: readonly PromotionItem[]): string =>
  t('delegations.together.open', { count: items.length, policy: policyOf(items) });

function Done({ entries }: { entries: readonly EntryPlace[] }): ReactElement {
  return (
    <>
      <p className="cs-tone-ok">{t('delegations.together.done', { count: entries.length })}</p>
      <ul className="cs-plain-list">
        {entries.map((entry) => (
          <li key={entry.sequence}>
            <EntryLink entry={entry} />
          </li>
        ))}
      </ul>
    </>
  );
}

/**
 * Approves several promotions of one policy at once: all that are chosen, or none. They are what the reader saw when it
 * opened, and it stays until it was read what came of it, although fewer wait meanwhile.
 */
function Approving(props: { items: readonly PromotionItem[]; onClose: () => void }): ReactElement {
  const { items, onClose } = props;
  const cast = useAction(castVotesDocument, (data) => data.castVotes);
  const [chosen, setChosen] = useState<string[]>([]);
  const [comment, setComment] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = async () => {
    const votes = items
      .filter(({ promotion }) => chosen.includes(promotion.id))
      .map(({ promotion: { id, round, subjectDigest } }) => ({ promotionId: id, round, subjectDigest }));
    setMissing(votes.length === 0);
    const done = votes.length === 0 ? null : await cast.run({ input: { votes, comment } });
    return done && <Done entries={done.votes.map(({ auditEntry }) => auditEntry)} />;
  };
  return (
    <DialogForm
      opened
      title={labelOf(items)}
      lead={t('delegations.together.lead')}
      submit={t('delegations.together.submit')}
      steps={[{ ...cast, refusal: readable(cast.refusal, items) }]}
      onSubmit={submit}
      onClose={onClose}
      once
    >
      <Checkbox.Group
        label={t('delegations.together.choose')}
        value={chosen}
        error={isMissing ? t('delegations.together.chooseMissing') : undefined}
        onChange={setChosen}
      >
        <div className="cs-choices">
          {items.map(({ promotion }) => (
            <Checkbox key={promotion.id} value={promotion.id} label={nameOf(promotion)} />
          ))}
        </div>
      </Checkbox.Group>
      <Textarea
        label={t('delegations.together.comment')}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        rows={2}
      />
    </DialogForm>
  );
}

interface GroupProps {
  group: readonly PromotionItem[];
  onOpen: () => void;
}

/** The way to approve a group together, or why there is none. */
function Group({ group, onOpen }: GroupProps): ReactElement {
  const policy = policyOf(group);
  const apart = apartBecause(group);
  if (apart !== null)
    return (
      <div className="cs-page-actions">
        <span className="cs-muted">
          {t(`delegations.together.${apart}`, { count: group.length, policy })}
        </span>
        {apart === 'proof' ? <ProveIdentity /> : null}
      </div>
    );
  return (
    <div className="cs-page-actions">
      <GatedButton variant="default" aria-label={labelOf(group)} onClick={onOpen}>
        {t('delegations.together.short', { count: group.length })}
      </GatedButton>
      <span className="cs-muted">{t('delegations.together.under', { policy })}</span>
    </div>
  );
}

/** For each policy under which several promotions wait that are alike: a button, or why there is none. */
export function ApproveTogether({ items }: { items: readonly PromotionItem[] }): ReactElement {
  const client = useApolloClient();
  const [opened, open] = useState<readonly PromotionItem[] | null>(null);
  const close = () => {
    open(null);
    // Where it was refused something has changed, which the page does not show yet.
    void client.refetchQueries({ include: [inboxDocument] });
  };
  return (
    <>
      {alikeGroups(items).map((group) => (
        <Group key={group[0]?.promotion.policy.digest} group={group} onOpen={() => open(group)} />
      ))}
      {opened ? <Approving items={opened} onClose={close} /> : null}
    </>
  );
}
