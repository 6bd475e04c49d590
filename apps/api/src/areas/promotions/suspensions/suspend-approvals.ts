import { type Job } from '../../../jobs/job';

/** An approval that what it rested on has left is suspended within a minute. */
export const suspendApprovals: Job = {
  name: 'promotion.suspend',
  permission: 'promotion.suspend',
  everySeconds: 60,
  run: async ({ suspensions }, actor) => {
    await suspensions.suspendDue(actor);
  },
};
