import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCheckpoint } from '@countersign/domain/audit-log';
import { startTestApi, type TestApi } from '../../testing/api';
import { startWitness, type WitnessServer } from '../../testing/witness-server';
import { HttpWitness } from './http-witness';
import { WitnessDirectory } from './witness-directory';
import { Witnesses } from './witnesses';

const head = '{ auditLogHead { size witnessedAt vkeys anchors { kind name size at fault } } }';

interface Head {
  auditLogHead: {
    size: number;
    witnessedAt: string | null;
    vkeys: string[];
    anchors: { size: number | null; at: string | null }[];
  };
}

describe('anchors in the API', () => {
  let api: TestApi;
  let witness: WitnessServer;
  let directory: string;
  beforeAll(async () => {
    api = await startTestApi();
    witness = await startWitness();
    directory = await mkdtemp(join(tmpdir(), 'countersign-witness-'));
  });
  afterAll(async () => {
    await api.services.witnesses.stop();
    await api.stop();
    await witness.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const readHead = async () => (await (await api.as('ada')).data<Head>(head)).auditLogHead;

  it('WI-6 AS-14 are none without a set-up, and else tell how far each place outside knows the log, and since when', async () => {
    expect(await readHead()).toMatchObject({ anchors: [], witnessedAt: null });
    const { checkpoints } = api.services;
    api.services.witnesses = new Witnesses(api.database, checkpoints, {
      directory: new WitnessDirectory(directory),
      http: new HttpWitness({ url: witness.url, key: witness.key }),
      alarm: () => undefined,
    });
    const nothing = { size: null, at: null, fault: null };
    expect((await readHead()).anchors).toEqual([
      { kind: 'DIRECTORY', name: null, ...nothing },
      { kind: 'WITNESS', name: 'witness.example/w1', ...nothing },
    ]);
    witness.trust(...(await readHead()).vkeys);
    const checkpoint = await checkpoints.sign(api.workspaceId);
    await api.services.witnesses.turn(api.workspaceId);
    const { size } = parseCheckpoint(checkpoint!.note)!;
    const { anchors, witnessedAt } = await readHead();
    expect(anchors).toMatchObject([
      { size, fault: null, at: expect.any(String) },
      { size, fault: null, at: expect.any(String) },
    ]);
    expect(witnessedAt).toBe(anchors[1]?.at);
  });
});
