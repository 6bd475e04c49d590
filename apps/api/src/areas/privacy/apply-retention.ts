import { type Job } from '../../jobs/job';

export const applyRetention: Job = {
  name: 'retention.apply',
  permission: 'retention.apply',
  everySeconds: 24 * 60 * 60,
  run: async ({ retention }, actor) => {
    await retention.apply(actor);
  },
};
