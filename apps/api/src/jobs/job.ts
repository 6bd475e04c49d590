import { type Actor, type Permission } from '@countersign/domain/access';
import { type Services } from '../server/services';

/** What the server does by itself, again and again. The guard stands in front of it as in front of every door. */
export interface Job {
  name: string;
  permission: Permission;
  /** Seconds from the end of one turn to the start of the next. Every replica runs every job; a turn must be safe to race. */
  everySeconds: number;
  /** One turn in one workspace. */
  run: (services: Services, actor: Actor) => Promise<void>;
}

/** The server itself, at work in a workspace. */
export function systemActor(workspaceId: string): Actor {
  return { kind: 'system', id: 'system', name: 'Countersign', workspaceId, roles: [], session: 'system' };
}
