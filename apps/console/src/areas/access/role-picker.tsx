import { Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import { word } from '../../format/words';
import type { Role } from '../../gql/graphql';
import { t } from '../../texts';
import { words } from '../../texts/en/words';
import { roleMayDo } from './may-do';

const roles = Object.keys(words.role) as Role[];

/** Roles to choose from, each with what it allows. */
export function RolePicker(props: {
  label: string;
  chosen: readonly Role[];
  isMissing: boolean;
  onChange: (roles: Role[]) => void;
}): ReactElement {
  const { label, chosen, isMissing, onChange } = props;
  return (
    <Checkbox.Group
      label={label}
      required
      value={[...chosen]}
      error={isMissing ? t('people.invite.rolesMissing') : undefined}
      onChange={(names) => onChange(roles.filter((role) => names.includes(role)))}
    >
      <div className="cs-choices">
        {roles.map((role) => (
          <Checkbox key={role} value={role} label={word('role', role)} description={roleMayDo(role)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
