import type { ReactElement } from 'react';
import { GatedButton } from '../../ui/gated-button';
import type { Permission } from './promotion';

export interface ActButtonProps {
  label: string;
  permission: Permission;
  /** Id of the text that says why not. */
  reasonId: string;
  held: boolean;
  tone?: 'filled' | 'default';
  onAct: () => void;
}

/** Stays in the tab order when it may not be used, so that the reason can be heard. */
export function ActButton(props: ActButtonProps): ReactElement {
  const { label, permission, reasonId, held, tone = 'default', onAct } = props;
  const why = permission.message ?? '';
  // What is only held for a moment has its reason elsewhere on the page: the notice, or the action under way.
  const denied = permission.allowed ? (held ? '' : undefined) : why;
  return (
    <GatedButton variant={tone} denied={denied} reasonId={permission.allowed ? '' : reasonId} onClick={onAct}>
      {label}
    </GatedButton>
  );
}
