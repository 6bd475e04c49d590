import { type Actor } from '@countersign/domain/access';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';

/** What a workspace lets people be shown beside its fairness audits. */
export interface FairnessSettingsRow {
  allowGroupThresholdWhatIf: boolean;
}

/** Settings of a workspace about its fairness audits. */
export class FairnessSettingsService {
  constructor(private readonly database: Database) {}

  read(actor: Actor): Promise<FairnessSettingsRow> {
    return this.database.read(actor, ({ manager }) => settingsOf(manager, actor.workspaceId));
  }

  /** Shows or hides what thresholds of their own would do to groups. Nothing of it is ever deployed. */
  allowGroupThresholdWhatIf(
    actor: Actor,
    { isAllowed, reason }: { isAllowed: boolean; reason: string },
  ): Promise<Written<FairnessSettingsRow>> {
    const { workspaceId } = actor;
    return this.database.write<FairnessSettingsRow>(actor, async ({ manager }) => {
      const { allowGroupThresholdWhatIf: before } = await settingsOf(manager, workspaceId);
      await manager.query('UPDATE workspace SET allow_group_threshold_what_if = $2 WHERE id = $1', [
        ...[workspaceId, isAllowed],
      ]);
      const subject = { type: 'workspace', id: workspaceId };
      const payload = { isAllowed, before, reason };
      return {
        result: { allowGroupThresholdWhatIf: isAllowed },
        audit: { action: 'setGroupThresholdWhatIf', subject, payload },
      };
    });
  }
}

async function settingsOf(manager: EntityManager, workspaceId: string): Promise<FairnessSettingsRow> {
  const [row] = (await manager.query(
    'SELECT allow_group_threshold_what_if AS allowed FROM workspace WHERE id = $1',
    [workspaceId],
  )) as { allowed: boolean }[];
  return { allowGroupThresholdWhatIf: row?.allowed ?? false };
}
