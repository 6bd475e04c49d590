import { type Job } from '../../jobs/job';

/** Erases collections whose time is over. From that instant on no audit reads them, whenever the turn comes. */
export const eraseOver: Job = {
  name: 'vault.erase_over',
  permission: 'retention.apply',
  everySeconds: 60 * 60,
  run: async ({ vault }, actor) => {
    await vault.eraseOver(actor);
  },
};
