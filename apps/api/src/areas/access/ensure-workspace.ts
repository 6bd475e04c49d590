import { IsNull, Not } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Database } from '../../database/database';
import { insertNew } from '../../database/insert-new';
import { Member } from './member.entity';
import { personas } from './personas';

/** The workspace of this name, created if need be; with its personas for the demo. Safe to repeat and to race. */
export async function ensureWorkspace(database: Database, name: string, demo: boolean): Promise<string> {
  const id = (await database.workspaceIdOf(name)) ?? (await createWorkspace(database, name));
  if (demo) await ensurePersonas(database, id);
  return id;
}

async function createWorkspace(database: Database, name: string): Promise<string> {
  const id = uuidv7();
  await database.unrecorded(id, ({ manager, now }) =>
    manager.query(
      'INSERT INTO workspace (id, name, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING',
      [id, name, now],
    ),
  );
  const winner = await database.workspaceIdOf(name);
  if (!winner) throw new Error(`The workspace ${name} could not be created.`);
  return winner;
}

async function ensurePersonas(database: Database, workspaceId: string): Promise<void> {
  await database.unrecorded(workspaceId, async ({ manager, now, newId }) => {
    const present = new Set(
      (await manager.findBy(Member, { persona: Not(IsNull()) })).map((member) => member.persona),
    );
    for (const { key, name, roles } of personas.filter((persona) => !present.has(persona.key))) {
      const member = { id: newId(), workspaceId, name, persona: key, roles, createdAt: now };
      await insertNew(manager, Member, member);
    }
  });
}
