import { Ability } from '@casl/ability';
import type { Permission } from './permission';

/** Abilities by the permissions they hold: a set is made once, and asked at every field. */
const known = new Map<string, Ability>();

/** A permission `dataset.read` is the action `read` on the subject `dataset`. */
function parts(permission: Permission): { action: string; subject: string } {
  const [subject = '', action = ''] = permission.split('.');
  return { action, subject };
}

/** What a set of permissions allows, as an ability of CASL: what is not among them is denied. `key` names the set. */
export function abilityOf(key: string, permissions: () => Iterable<Permission>): Ability {
  const found = known.get(key);
  if (found) return found;
  const ability = new Ability([...permissions()].map(parts));
  known.set(key, ability);
  return ability;
}

export function can(ability: Ability, permission: Permission): boolean {
  const { action, subject } = parts(permission);
  return ability.can(action, subject);
}
