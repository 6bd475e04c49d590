import { type Permission } from '@countersign/domain/access';
import { type Context } from '../server/context';

interface Route {
  method: 'get' | 'post';
  path: string;
  /** HEAD asks here too: to answer costs little and changes nothing. Elsewhere the router would run the whole GET for it. */
  head?: true;
  /** The body is a file: it may take long, as long as bytes arrive. */
  streamed?: boolean;
  /** Answers under any host name: balancers ask for it by address, and it shows nothing. */
  anyHost?: boolean;
}

/** Holders of the permission alone come in. */
export interface GuardedDoor extends Route {
  permission: Permission;
  handle: (context: Context) => Promise<void>;
}

/** Open to everybody: whoever calls is not looked up at all. There are few of these, and a test counts them. */
export interface OpenDoor extends Route {
  permission: 'anyone';
  handle: (http: Pick<Context, 'request' | 'response' | 'services'>) => Promise<void>;
}

/** One HTTP route beside GraphQL. A door cannot be declared without a permission. */
export type Door = GuardedDoor | OpenDoor;
