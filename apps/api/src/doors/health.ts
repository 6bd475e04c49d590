import { type OpenDoor } from './door';

/** The process lives. */
const healthz: OpenDoor = {
  method: 'get',
  path: '/healthz',
  head: true,
  permission: 'anyone',
  anyHost: true,
  handle: async ({ response }) => {
    response.json({ status: 'ok' });
  },
};

/** The process can answer: the database does. */
const readyz: OpenDoor = {
  method: 'get',
  path: '/readyz',
  head: true,
  permission: 'anyone',
  anyHost: true,
  handle: async ({ response, services }) => {
    await services.database.ping();
    response.json({ status: 'ready' });
  },
};

export const healthDoors = [healthz, readyz];
