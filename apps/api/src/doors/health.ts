import { type Door } from './door';

/** The process lives. */
const healthz: Door = {
  method: 'get',
  path: '/healthz',
  permission: 'anyone',
  handle: async ({ response }) => {
    response.json({ status: 'ok' });
  },
};

/** The process can answer: the database does. */
const readyz: Door = {
  method: 'get',
  path: '/readyz',
  permission: 'anyone',
  handle: async ({ response, services }) => {
    await services.database.ping();
    response.json({ status: 'ready' });
  },
};

export const healthDoors = [healthz, readyz];
