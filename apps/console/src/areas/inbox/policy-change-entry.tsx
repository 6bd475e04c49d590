import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { distanceTo } from '../../format/spans';
import { word } from '../../format/words';
import { t } from '../../texts';
import { Facts } from '../../ui/page';
import { changeName } from '../policies/open-changes';
import type { InboxItem } from './inbox';

/** A change of a policy that the reader may decide on: what it would bring into force, who asks and why. */
export function PolicyChangeEntry({ item, now }: { item: InboxItem; now: Date }): ReactElement | null {
  const { kind, policyChange: change, since } = item;
  if (!change) return null;
  return (
    <li className="cs-card cs-inbox-entry">
      <p className="cs-muted">{word('inboxKind', kind)}</p>
      <h3>
        <Link to="/policies/changes/$changeId" params={{ changeId: change.id }}>
          {changeName(change)}
        </Link>
      </h3>
      <Facts
        facts={[
          [t('inbox.waiting'), t('inbox.waits', { span: distanceTo(since, now).span })],
          [t('inbox.due'), t('inbox.noTerm')],
          [t('inbox.proposedBy'), change.proposedBy.name],
          [t('inbox.why'), change.reason],
        ]}
      />
    </li>
  );
}
