import { type Job } from '../../jobs/job';

/** An entry is signed at most 60 seconds after it was written; a turn may take the other half of them. */
export const signAuditLogs: Job = {
  name: 'audit.sign',
  permission: 'audit.sign',
  everySeconds: 30,
  run: async ({ checkpoints }, { workspaceId }) => {
    await checkpoints.sign(workspaceId);
  },
};
