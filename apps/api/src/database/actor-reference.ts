import { type Actor } from '@countersign/domain/access';

/** How rows name who acted: `person:<id>`, `service:<id>` or `operator:operator`. Names are looked up, never copied. */
export function actorReference(actor: Pick<Actor, 'kind' | 'id'>): string {
  return `${actor.kind}:${actor.id}`;
}

export function parseActorReference(reference: string): Pick<Actor, 'kind' | 'id'> {
  const colon = reference.indexOf(':');
  return { kind: reference.slice(0, colon) as Actor['kind'], id: reference.slice(colon + 1) };
}
