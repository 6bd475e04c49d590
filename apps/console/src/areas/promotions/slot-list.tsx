import type { ReactElement } from 'react';
import { word } from '../../format/words';
import { t } from '../../texts';
import { Icon } from '../../ui/icons';
import { voterName } from '../delegations/voter-name';
import type { Promotion } from './promotion';

/** The signatures the policy asks for, one line per role slot. */
export function SlotList({ slots }: { slots: Promotion['slots'] }): ReactElement {
  return (
    <ul className="cs-plain-list">
      {slots.map((slot, index) => (
        <li key={index} className={slot.filledBy ? 'cs-tone-ok' : 'cs-tone-unknown'}>
          <Icon name={slot.filledBy ? 'filled' : 'empty'} size={18} />{' '}
          <strong>{word('role', slot.role)}</strong>:{' '}
          {slot.filledBy
            ? t('promotions.slot.filled', { name: voterName(slot.filledBy, slot.onBehalfOf) })
            : t('promotions.slot.open')}
        </li>
      ))}
    </ul>
  );
}
