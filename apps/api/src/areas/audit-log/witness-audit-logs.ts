import { type Job } from '../../jobs/job';

/** Checkpoints go out as they are signed; this takes up what failed, and what other servers signed. */
export const witnessAuditLogs: Job = {
  name: 'audit.witness',
  permission: 'audit.sign',
  everySeconds: 30,
  run: ({ witnesses }, { workspaceId }) => witnesses.turn(workspaceId),
};
