import { type Permission } from '@countersign/domain/access';
import { type Context } from '../server/context';

/** One HTTP route beside GraphQL. The guard stands in front of every one: a door cannot be declared without a permission. */
export interface Door {
  method: 'get' | 'post';
  path: string;
  permission: Permission | 'anyone';
  handle: (context: Context) => Promise<void>;
}
