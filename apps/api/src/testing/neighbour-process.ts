import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from '../database/data-source';
import { Database } from '../database/database';
import { entities } from '../database/entities';
import { startServer } from '../server/http-server';
import { makeLogger } from '../server/logger';
import { makeServices } from '../server/services';
import { accessOf, signing } from './api';
import { type NeighbourOf } from './neighbour';

/** Serves with the settings that it is sent, says where, and ends with whoever sent them. */
async function serve(): Promise<void> {
  const [settings] = (await once(process, 'message')) as [NeighbourOf];
  const { databaseUrl, auditKey, directory, ...secrets } = settings;
  const database = new Database(await connect(databaseUrl, entities));
  const services = makeServices(database, {
    access: accessOf(secrets),
    audit: signing(join(directory, 'checkpoints'), createPrivateKey(auditKey)),
    blobDir: join(directory, 'blobs'),
  });
  const server = await startServer({ services, host: '127.0.0.1', port: 0, logger: makeLogger('error') });
  process.send?.(`http://127.0.0.1:${server.port}`);
  await once(process, 'disconnect');
  await server.stop();
  await services.checkpoints.settle();
  await database.close();
}

void serve();
